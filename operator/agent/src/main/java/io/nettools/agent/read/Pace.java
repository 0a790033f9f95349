package io.nettools.agent.read;

import java.time.Duration;

/**
 * How much the analyser works: half of what the node's CPUs have nothing else to do, and little when they are all busy. Neither scheduling class
 * nor weight do that: both hold between the containers of one pod, but between pods it is the weight of the whole pod that counts, and any is
 * more than that of a pod without requests. In short turns: each is a wait of somebody's on a busy node.
 */
final class Pace {
    /** Saved up at most. */
    private static final Duration MOST = Duration.ofMillis(20);

    /** Of the time that passes, one part in so many is worked even on the busiest node. */
    private static final int WHILE_CAPTURING = 100;

    private static final int AFTERWARDS = 4;

    private Duration credit = Duration.ZERO;
    private int least = WHILE_CAPTURING;

    /** The capture has ended, and somebody waits for the result. */
    void afterwards() {
        least = AFTERWARDS;
    }

    /**
     * Earns.
     *
     * @param elapsed by the clock
     * @param idle CPU time in which the node's CPUs had nothing to do, all together
     */
    void passed(Duration elapsed, Duration idle) {
        Duration always = elapsed.dividedBy(least);
        Duration half = idle.dividedBy(2);
        Duration sum = credit.plus(half.compareTo(always) > 0 ? half : always);
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
