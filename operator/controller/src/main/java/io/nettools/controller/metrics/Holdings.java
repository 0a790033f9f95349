package io.nettools.controller.metrics;

import io.nettools.planner.queue.Backlog;
import io.nettools.planner.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What the leader holds at one moment.
 *
 * @param at that moment
 * @param traces how many traces the cluster has, by reason; a reason without traces is left out
 * @param outlived trace pods whose trace is gone, or has let go of them
 * @param watchAges time since each watch received a byte, by the name of what it watches
 */
public record Holdings(
        Instant at,
        Map<Reason, Long> traces,
        Backlog backlog,
        long tracePods,
        long outlived,
        Map<String, Duration> watchAges) {
    public Holdings {
        traces = Map.copyOf(traces);
        watchAges = Map.copyOf(watchAges);
    }

    /** How long the oldest trace waits; zero when none does, and when the API server's clock is ahead of ours. */
    Duration oldestWait() {
        Duration wait =
                backlog.since().map(since -> Duration.between(since, at)).orElse(Duration.ZERO);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
