package io.nettools.planner.status;

import io.nettools.analyser.report.Conntrack;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Connection tracking in the pod's network namespace, of the time of the capture.
 *
 * @param tracking whether the namespace tracks connections at all
 * @param reason why it does not
 * @param entries in the table at the beginning (conntrack -L)
 * @param events since then (conntrack -E)
 * @param states how many events named each TCP state, e.g. SYN_SENT
 * @param lost events that the kernel could not deliver
 */
public record ConntrackSummary(
        boolean tracking, String reason, long entries, Events events, Map<String, Long> states, long lost) {
    /** In the order in which they came, which {@link Map#copyOf} would not keep. */
    public ConntrackSummary {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
    }

    /**
     * Counts of conntrack's three kinds of event.
     *
     * @param created NEW
     * @param updated UPDATE
     * @param destroyed DESTROY
     */
    public record Events(long created, long updated, long destroyed) {}

    static ConntrackSummary of(Conntrack conntrack, long lost) {
        return new ConntrackSummary(
                conntrack.tracking(),
                conntrack.reason(),
                conntrack.entries(),
                new Events(conntrack.created(), conntrack.updated(), conntrack.destroyed()),
                new TreeMap<>(conntrack.states()),
                Math.max(lost, conntrack.lost()));
    }
}
