package io.nettools.agent.handover;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handles SIGTERM as a request to finish: the JVM waits in its shutdown hook until the result is written, and then
 * exits with the result's code. The kubelet's grace period is longer than the wait.
 */
public final class Termination {
    private static final Duration GRACE = Duration.ofSeconds(25);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int code = 1;

    private Termination() {}

    public static Termination install() {
        Termination termination = new Termination();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("termination").unstarted(termination::drain));
        return termination;
    }

    public boolean requested() {
        return requested.getCount() == 0;
    }

    /** Waits for SIGTERM, at most for this long; returns whether it came. */
    public boolean requestedWithin(Duration limit) {
        return within(requested, limit);
    }

    /** Ends the program after its result is written. */
    public void exit(int exitCode) {
        code = exitCode;
        finished.countDown();
        System.exit(exitCode);
    }

    private void drain() {
        requested.countDown();
        if (finished.getCount() > 0) {
            boolean written = within(finished, GRACE);
            Log.decision("termination", written ? "drained" : "out-of-time", "");
            Runtime.getRuntime().halt(code); // the signal's own code, 143, would look like a failure
        }
    }

    private static boolean within(CountDownLatch latch, Duration limit) {
        try {
            return latch.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
