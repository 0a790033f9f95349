package io.nettools.analyser.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the kernel counted in the pod's network namespace while it was captured: differences between the begin and the end, which cannot be
 * negative.
 *
 * @param sockets what its sockets did
 * @param grown further counters that grew, by the name of their {@link KernelCounter}
 * @param queues listening sockets with connections that wait at the end to be accepted, the longest first; looked at only when a queue overflowed
 */
public record KernelCounters(Sockets sockets, Map<String, Long> grown, List<Queue> queues) {
    /** Most listening sockets in a report. */
    public static final int MAX_QUEUES = 4;

    /** Only what is known and has grown is kept, whatever was read. */
    public KernelCounters {
        sockets = sockets == null ? Sockets.NONE : sockets;
        Map<String, Long> known = new TreeMap<>();
        (grown == null ? Map.<String, Long>of() : grown).forEach((name, by) -> {
            if (by != null && by > 0 && KernelCounter.named(name).isPresent()) {
                known.put(name, by);
            }
        });
        grown = Collections.unmodifiableMap(known);
        queues = queues == null
                ? List.of()
                : queues.stream().filter(Objects::nonNull).limit(MAX_QUEUES).toList();
    }

    /**
     * A listening socket whose program does not accept.
     *
     * @param port its TCP port
     * @param waiting connections in its accept queue
     */
    public record Queue(int port, long waiting) {}

    /** By how much a counter grew. */
    public long grown(KernelCounter counter) {
        return grown.getOrDefault(counter.name(), 0L);
    }
}
