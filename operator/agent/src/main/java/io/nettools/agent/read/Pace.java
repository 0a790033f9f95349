package io.nettools.agent.read;

import java.time.Duration;

/**
 * Limits the analyser's share of the CPU: half of the node's idle time, and a small part of the elapsed time when all
 * CPUs are busy. Scheduling class and weight cannot do that: they hold between the containers of one pod. Between pods
 * the weight of the whole pod counts, and any request gives a pod more weight than a pod without requests has. Turns
 * are short, because on a busy node another process waits for each of them.
 */
final class Pace {
    /** Limit for credit that is saved. */
    private static final Duration MOST = Duration.ofMillis(20);

    /** Divisor of the elapsed time: this part of it is credit even on the busiest node. */
    private static final int WHILE_CAPTURING = 100;

    private static final int AFTERWARDS = 4;

    private Duration credit = Duration.ZERO;
    private int least = WHILE_CAPTURING;

    /** Raises the least share: the capture has ended, and the operator waits for the result. */
    void afterwards() {
        least = AFTERWARDS;
    }

    /**
     * Earns credit for elapsed time.
     *
     * @param elapsed by the clock
     * @param idle idle time of all CPUs of the node together
     */
    void passed(Duration elapsed, Duration idle) {
        Duration always = elapsed.dividedBy(least);
        Duration half = idle.dividedBy(2);
        Duration sum = credit.plus(half.compareTo(always) > 0 ? half : always);
        credit = sum.compareTo(MOST) > 0 ? MOST : sum;
    }

    /** Spends credit for work. */
    void worked(Duration time) {
        credit = credit.minus(time);
    }

    boolean mayWork() {
        return !credit.isNegative();
    }
}
