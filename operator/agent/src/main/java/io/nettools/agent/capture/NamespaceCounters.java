package io.nettools.agent.capture;

import io.nettools.analyser.report.KernelCounter;
import io.nettools.analyser.report.KernelCounters;
import io.nettools.analyser.report.Sockets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Counters of a network namespace since it was created, by the names of {@code nstat}: {@code TcpOutSegs}. What a kernel does not count, or a
 * text does not show, is not there.
 */
record NamespaceCounters(Map<String, Long> byName) {
    private static final String TRANSMITTED = "IpOutTransmits";
    private static final String LOOPBACK = "lo";
    private static final int DEVICE_HEADER = 2;
    private static final int HEXADECIMAL = 16;

    /** Counters are read one after the other, while packets are on their way: so many of all may seem to be missing. */
    private static final long ONE_IN = 1000;

    NamespaceCounters {
        byName = Map.copyOf(byName);
    }

    /** Reads what the files of /proc/net say; an empty text for a file that is not there. */
    static NamespaceCounters of(NetTexts texts) {
        Map<String, Long> byName = new HashMap<>();
        pairs(texts.snmp(), byName);
        pairs(texts.netstat(), byName);
        texts.snmp6()
                .lines()
                .map(line -> words(line))
                .filter(words -> words.length > 1)
                .forEach(words -> {
                    add(byName, words[0], words[1]);
                });
        processors(texts.softnet(), byName);
        devices(texts.devices(), byName);
        return new NamespaceCounters(byName);
    }

    /** Pairs of lines: {@code Tcp: name name …} and {@code Tcp: number number …} (snmp_seq_show in Linux' net/ipv4/proc.c). */
    private static void pairs(String text, Map<String, Long> byName) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            String[] names = words(lines.get(i));
            String[] numbers = words(lines.get(i + 1));
            for (int column = 1; column < Math.min(names.length, numbers.length); column++) {
                add(byName, names[0].replace(":", "") + names[column], numbers[column]);
            }
        }
    }

    /**
     * A line for each processor of the node: packets, dropped, squeezed, … in hexadecimal digits (softnet_seq_show in Linux'
     * net/core/net-procfs.c).
     */
    private static void processors(String text, Map<String, Long> byName) {
        text.lines()
                .map(NamespaceCounters::words)
                .filter(words -> words.length > 1)
                .forEach(words -> {
                    byName.merge(
                            KernelCounter.SoftnetDropped.name(),
                            number(words[1], HEXADECIMAL),
                            NamespaceCounters::together);
                });
    }

    /** {@code eth0: bytes packets errs drop fifo frame compressed multicast bytes packets errs drop …}. */
    private static void devices(String text, Map<String, Long> byName) {
        text.lines()
                .skip(DEVICE_HEADER)
                .map(line -> line.strip().split(":", 2))
                .filter(parts -> parts.length == 2 && !parts[0].equals(LOOPBACK))
                .map(parts -> words(parts[1].strip()))
                .filter(numbers -> numbers.length > 11)
                .forEach(numbers -> {
                    add(byName, KernelCounter.InterfaceErrors.name(), numbers[2]);
                    add(byName, KernelCounter.InterfaceRxDropped.name(), numbers[3]);
                    add(byName, KernelCounter.InterfaceErrors.name(), numbers[10]);
                    add(byName, KernelCounter.InterfaceTxDropped.name(), numbers[11]);
                });
    }

    private static String[] words(String line) {
        return line.strip().split("\\s+", -1);
    }

    private static void add(Map<String, Long> byName, String name, String number) {
        byName.merge(name, number(number, 10), NamespaceCounters::together);
    }

    /** Absurd numbers do not wrap around. */
    private static long together(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    /** No counter is negative. */
    private static long number(String text, int radix) {
        try {
            return Math.max(0, Long.parseLong(text, radix));
        } catch (NumberFormatException notTheKernels) {
            return 0;
        }
    }

    /** The difference to an earlier reading. */
    KernelCounters since(NamespaceCounters before, List<KernelCounters.Queue> queues) {
        Map<String, Long> grown = new HashMap<>();
        for (KernelCounter counter : KernelCounter.values()) {
            grown.put(
                    counter.name(),
                    counter == KernelCounter.IpOutNotTransmitted
                            ? notTransmitted(before)
                            : Stream.concat(Stream.of(counter.name()), counter.alike().stream())
                                    .mapToLong(name -> since(before, name))
                                    .reduce(0, NamespaceCounters::together));
        }
        return new KernelCounters(sockets(before), grown, queues);
    }

    private Sockets sockets(NamespaceCounters before) {
        return new Sockets(
                since(before, "TcpActiveOpens"),
                since(before, "TcpOutSegs"),
                since(before, "TcpRetransSegs"),
                since(before, "TcpInSegs"),
                together(since(before, "UdpOutDatagrams"), since(before, "Udp6OutDatagrams")),
                together(since(before, "UdpInDatagrams"), since(before, "Udp6InDatagrams")));
    }

    /** Forwarded packets and fragments are transmitted without having been requested, and hide some; an older kernel does not count them. */
    private long notTransmitted(NamespaceCounters before) {
        if (!byName.containsKey(TRANSMITTED) || !before.byName.containsKey(TRANSMITTED)) {
            return 0;
        }
        long requested = together(since(before, "IpOutRequests"), since(before, "Ip6OutRequests"));
        long missing = requested - together(since(before, TRANSMITTED), since(before, "Ip6OutTransmits"));
        return missing > requested / ONE_IN ? missing : 0;
    }

    /** Whether connections were dropped because nobody accepted the ones before. */
    boolean overflowed(NamespaceCounters before) {
        return since(before, KernelCounter.TcpExtListenOverflows.name()) > 0;
    }

    private long since(NamespaceCounters before, String name) {
        return Math.max(0, byName.getOrDefault(name, 0L) - before.byName.getOrDefault(name, 0L));
    }
}
