package io.nettools.controller.election;

import java.time.Duration;

/**
 * The times that all replicas keep. Each is measured by its own monotonic clock, so that nobody's time of day matters.
 *
 * @param lease for how long the others leave an unchanged lease alone, from when they see it
 * @param renewDeadline for how long the holder writes after the last renewal that it knows of, from before it was sent
 * @param retry the pause between two renewals
 * @param look the pause between two looks of one who waits, and after a failure
 */
public record Terms(Duration lease, Duration renewDeadline, Duration retry, Duration look) {
    /** A leader that vanished is replaced after 12 to 13 seconds, and then has 7 to fill the caches within 20 (decision 0019). */
    public static final Terms STANDARD =
            new Terms(Duration.ofSeconds(12), Duration.ofSeconds(8), Duration.ofSeconds(2), Duration.ofSeconds(1));

    /** How the two clocks may differ, and how long a write may be on its way, is what lies between the first two. */
    public Terms {
        if (renewDeadline.compareTo(lease) >= 0 || retry.compareTo(renewDeadline) >= 0) {
            throw new IllegalArgumentException(
                    "renew deadline " + renewDeadline + " is not between retry " + retry + " and lease " + lease);
        }
    }
}
