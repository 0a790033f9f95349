package io.nettools.planner.plan;

import io.nettools.planner.trace.FinishedTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The admin's rule for deleting finished traces. It does not apply to a trace with {@code ttlAfterFinished}, which its
 * user set, or to a trace whose trace pod may still exist.
 *
 * @param perNamespace number of traces kept in each namespace, those that finished last; empty for all
 * @param age age from which traces are deleted; empty for never
 */
public record Retention(Optional<Integer> perNamespace, Optional<Duration> age) {
    private static final Comparator<FinishedTrace> NEWEST_FIRST = Comparator.comparing(FinishedTrace::finished)
            .reversed()
            .thenComparing(trace -> trace.identity().name());

    /** Keeps all traces until their users delete them. */
    public static final Retention OFF = new Retention(Optional.empty(), Optional.empty());

    /** The traces to delete, the oldest last. */
    public List<FinishedTrace> beyond(Collection<FinishedTrace> finished, Instant now) {
        if (equals(OFF)) {
            return List.of();
        }
        Map<String, Integer> newer = new HashMap<>();
        return finished.stream()
                .filter(trace ->
                        !trace.deleting() && !trace.held() && trace.ttl().isEmpty())
                .sorted(NEWEST_FIRST)
                .filter(trace -> beyond(newer.merge(trace.identity().namespace(), 1, Integer::sum), trace, now))
                .toList();
    }

    private boolean beyond(int place, FinishedTrace trace, Instant now) {
        return tooMany(place) || tooOld(trace, now);
    }

    private boolean tooMany(int place) {
        return perNamespace.filter(most -> place > most).isPresent();
    }

    private boolean tooOld(FinishedTrace trace, Instant now) {
        return age.filter(most -> trace.finished().plus(most).isBefore(now)).isPresent();
    }
}
