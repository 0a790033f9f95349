package io.nettools.controller.election;

import java.time.Duration;

/**
 * The times that all replicas keep. Each replica measures them by its own monotonic clock, so that no time of day
 * matters.
 *
 * @param lease the time for which others leave an unchanged lease alone, from when they see it
 * @param renewDeadline the time for which the holder writes after its last confirmed renewal, from before that was sent
 * @param retry the pause between two renewals
 * @param look the pause between two looks of a waiting replica, and after a failure
 */
public record Terms(Duration lease, Duration renewDeadline, Duration retry, Duration look) {
    /**
     * The standard times. A vanished leader is replaced after 12 to 13 seconds; the new one has 7 seconds to fill its
     * caches within 20 (decision 0019).
     */
    public static final Terms STANDARD =
            new Terms(Duration.ofSeconds(12), Duration.ofSeconds(8), Duration.ofSeconds(2), Duration.ofSeconds(1));

    /**
     * Checks the order of the times. The difference between the first two is the margin for differing clocks and for
     * writes in flight.
     */
    public Terms {
        if (renewDeadline.compareTo(lease) >= 0 || retry.compareTo(renewDeadline) >= 0) {
            throw new IllegalArgumentException(
                    "renew deadline " + renewDeadline + " is not between retry " + retry + " and lease " + lease);
        }
    }
}
