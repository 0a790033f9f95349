package io.nettools.agent.capture;

import io.nettools.analyser.report.KernelCounters;
import io.nettools.analyser.report.KernelCounters.Queue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Connections that wait to be accepted, from texts like /proc/net/tcp: of a listening socket (state 0A) the second half of
 * {@code tx_queue:rx_queue} is the length of its accept queue (get_tcp4_sock in Linux' net/ipv4/tcp_ipv4.c).
 *
 * <pre>  0: 0100007F:1F90 00000000:0000 0A 00000000:00000002 …</pre>
 */
final class AcceptQueues {
    private static final Pattern LISTENING =
            Pattern.compile("\\s*\\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:0000 0A [0-9A-F]+:([0-9A-F]{8}) .*");
    private static final int HEXADECIMAL = 16;

    private AcceptQueues() {}

    /** The longest first; sockets of one port together. */
    static List<Queue> of(List<String> texts) {
        Map<Integer, Long> byPort = texts.stream()
                .flatMap(String::lines)
                .map(LISTENING::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(
                        line -> Integer.parseInt(line.group(1), HEXADECIMAL),
                        line -> Long.parseLong(line.group(2), HEXADECIMAL),
                        Long::sum,
                        TreeMap::new));
        return byPort.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(one -> new Queue(one.getKey(), one.getValue()))
                .sorted(Comparator.comparingLong(Queue::waiting).reversed())
                .limit(KernelCounters.MAX_QUEUES)
                .toList();
    }
}
