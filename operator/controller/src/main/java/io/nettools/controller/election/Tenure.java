package io.nettools.controller.election;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * For how long this process may write. A time is one of a monotonic clock, in nanoseconds, as of {@link System#nanoTime}, which goes on
 * while the process is stopped.
 *
 * @param renewedAt when the last renewal that the API server confirmed was sent; empty before the first
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

    /** What is left of it; nothing when there is none or it is over. */
    Duration left(long now) {
        if (renewedAt.isEmpty()) {
            return Duration.ZERO;
        }
        Duration left = renewDeadline.minusNanos(now - renewedAt.getAsLong());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
