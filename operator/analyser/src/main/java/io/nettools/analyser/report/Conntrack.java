package io.nettools.analyser.report;

import java.util.Map;

/**
 * Connection tracking of the network namespace during the capture (conntrack -L, then conntrack -E).
 *
 * @param tracking whether this namespace tracks connections at all
 * @param reason a sentence that says why {@code tracking} is false; else empty
 * @param entries lines of {@code conntrack -L} at the beginning
 * @param created NEW events
 * @param updated UPDATE events
 * @param destroyed DESTROY events
 * @param states how often each TCP state was reported by an event, e.g. SYN_SENT
 * @param lost events lost because the kernel's socket buffer was full
 */
public record Conntrack(
        boolean tracking,
        String reason,
        long entries,
        long created,
        long updated,
        long destroyed,
        Map<String, Long> states,
        long lost) {
    public Conntrack {
        states = Map.copyOf(states);
    }
}
