package io.nettools.agent.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Packets that each interface of a namespace received and sent, by the kernel's own counters. They distinguish "no
 * packets" from "no packet matched the filter".
 *
 * @param byInterface packets since the interface was made
 */
record PassedPackets(Map<String, Long> byInterface) {
    static final PassedPackets UNKNOWN = new PassedPackets(Map.of());

    private static final String LOOPBACK = "lo";
    private static final int HEADER_LINES = 2;
    private static final int RECEIVED = 1;
    private static final int SENT = 9;

    PassedPackets {
        byInterface = Map.copyOf(byInterface);
    }

    /** The counters of a process' namespace; unknown once the process has ended. */
    static PassedPackets seenBy(long process) {
        try {
            return of(Files.readString(
                    Path.of("/proc", Long.toString(process), "net", "dev"), StandardCharsets.ISO_8859_1));
        } catch (IOException ended) {
            return UNKNOWN;
        }
    }

    /**
     * Reads a text like /proc/net/dev:
     * {@code eth0: bytes packets errs drop fifo frame compressed multicast bytes packets …} (dev_seq_printf_stats in
     * Linux' net/core/net-procfs.c).
     */
    static PassedPackets of(String text) {
        return new PassedPackets(text.lines()
                .skip(HEADER_LINES)
                .map(line -> line.strip().split(":", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(
                        parts -> parts[0], parts -> packets(parts[0], parts[1]), (one, other) -> one)));
    }

    /** Packets of one interface. Loopback receives what it sends, so only one direction is counted there. */
    private static long packets(String name, String numbers) {
        String[] fields = numbers.strip().split("\\s+");
        long received = number(fields, RECEIVED);
        return name.equals(LOOPBACK) ? received : received + number(fields, SENT);
    }

    private static long number(String[] fields, int index) {
        try {
            return index < fields.length ? Long.parseLong(fields[index]) : 0;
        } catch (NumberFormatException notTheKernels) {
            return 0;
        }
    }

    /** Packets since an earlier reading, of the interfaces that are in both readings. */
    PassedPackets since(PassedPackets before) {
        Map<String, Long> passed = new HashMap<>();
        byInterface.forEach((name, packets) -> {
            Long then = before.byInterface.get(name);
            if (then != null) {
                passed.put(name, Math.max(0, packets - then));
            }
        });
        return new PassedPackets(passed);
    }

    /** Packets on an interface; -1 when unknown. */
    long on(String name) {
        return byInterface.getOrDefault(name, -1L);
    }
}
