package io.nettools.controller.election;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * The time for which this process may write. Times are nanoseconds of a monotonic clock such as
 * {@link System#nanoTime}, which goes on while the process is stopped.
 *
 * @param renewedAt when the last confirmed renewal was sent; empty before the first
 */
record Tenure(Duration renewDeadline, OptionalLong renewedAt) {
    static Tenure none(Duration renewDeadline) {
        return new Tenure(renewDeadline, OptionalLong.empty());
    }

    Tenure renewed(long sentAt) {
        return new Tenure(renewDeadline, OptionalLong.of(sentAt));
    }

    boolean mayWrite(long now) {
        return left(now).isPositive();
    }

    /** The remaining time; zero before the first renewal and when the time is over. */
    Duration left(long now) {
        if (renewedAt.isEmpty()) {
            return Duration.ZERO;
        }
        Duration left = renewDeadline.minusNanos(now - renewedAt.getAsLong());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
