package io.nettools.agent.capture;

import io.nettools.analyser.report.Sockets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counters of a namespace's sockets since the namespace was created, by name as in /proc/net/snmp: {@code Tcp.OutSegs}
 * (snmp_seq_show in Linux' net/ipv4/proc.c). TCP counts both versions of IP together; UDP over IPv6 has a file of its
 * own.
 */
record SocketCounters(Map<String, Long> byName) {
    SocketCounters {
        byName = Map.copyOf(byName);
    }

    /** The counters of a process' namespace; empty once the process has ended. */
    static Optional<SocketCounters> seenBy(long process) {
        Path net = Path.of("/proc", Long.toString(process), "net");
        try {
            Path six = net.resolve("snmp6");
            return Optional.of(
                    of(Files.readString(net.resolve("snmp")), Files.exists(six) ? Files.readString(six) : ""));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /**
     * Reads both files.
     *
     * @param snmp pairs of lines: {@code Tcp: name name …} and {@code Tcp: number number …}
     * @param snmp6 lines of {@code name number}
     */
    static SocketCounters of(String snmp, String snmp6) {
        Map<String, Long> byName = new HashMap<>();
        List<String> lines = snmp.lines().toList();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            String[] names = lines.get(i).split("\\s+", -1);
            String[] numbers = lines.get(i + 1).split("\\s+", -1);
            for (int column = 1; column < Math.min(names.length, numbers.length); column++) {
                byName.put(names[0].replace(":", ".") + names[column], number(numbers[column]));
            }
        }
        for (String line : snmp6.lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            byName.put(words[0], words.length > 1 ? number(words[1]) : 0);
        }
        return new SocketCounters(byName);
    }

    /** The difference to an earlier reading. */
    Sockets since(SocketCounters before) {
        return new Sockets(
                since(before, "Tcp.ActiveOpens"),
                since(before, "Tcp.OutSegs"),
                since(before, "Tcp.RetransSegs"),
                since(before, "Tcp.InSegs"),
                since(before, "Udp.OutDatagrams") + since(before, "Udp6OutDatagrams"),
                since(before, "Udp.InDatagrams") + since(before, "Udp6InDatagrams"));
    }

    private long since(SocketCounters before, String name) {
        return Math.max(0, byName.getOrDefault(name, 0L) - before.byName.getOrDefault(name, 0L));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notTheKernels) {
            return 0;
        }
    }
}
