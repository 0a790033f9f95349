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
 * Which finished traces the admin wants to have deleted. A trace that its user wants to keep for a time has {@code ttlAfterFinished}, and
 * goes by that alone; so does one whose trace pod may still exist.
 *
 * @param perNamespace so many are kept in each namespace, those that finished last; empty for all
 * @param age older ones are not kept; empty for ever
 */
public record Retention(Optional<Integer> perNamespace, Optional<Duration> age) {
    private static final Comparator<FinishedTrace> NEWEST_FIRST = Comparator.comparing(FinishedTrace::finished)
            .reversed()
            .thenComparing(trace -> trace.identity().name());

    /** All are kept, as long as their users keep them. */
    public static final Retention OFF = new Retention(Optional.empty(), Optional.empty());

    /** Those that are to go, the oldest last. */
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
