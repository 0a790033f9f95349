package io.nettools.agent.read;

import java.time.Duration;

/**
 * How much the analyser works while the capture runs: half of what the node's CPUs have nothing else to do, and next to nothing when they
 * are all busy. Neither scheduling class nor weight do that: both hold between the containers of one pod, but between pods it is the weight
 * of the whole pod that counts, and any is more than that of a pod without requests.
 */
final class Pace {
    /** Saved up at most: what is not used does not become a burst. */
    private static final Duration MOST = Duration.ofMillis(100);

    /** Of the time that passes: one part in a hundred is worked on the busiest node. */
    private static final int LEAST = 100;

    private Duration credit = Duration.ZERO;

    /**
     * Earns.
     *
     * @param elapsed by the clock
     * @param idle CPU time in which the node's CPUs had nothing to do, all together
     */
    void passed(Duration elapsed, Duration idle) {
        Duration least = elapsed.dividedBy(LEAST);
        Duration half = idle.dividedBy(2);
        Duration sum = credit.plus(half.compareTo(least) > 0 ? half : least);
        credit = sum.compareTo(MOST) > 0 ? MOST : sum;
    }

    /** Spends. */
    void worked(Duration time) {
        credit = credit.minus(time);
    }

    boolean mayWork() {
        return !credit.isNegative();
    }
}
