package io.nettools.agent.read;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the analyser's work and the node's idle time, and keeps to the {@link Pace}. Where the idle time is not
 * known, it hardly waits.
 */
final class Yielding {
    private static final Duration TURN = Duration.ofMillis(20);

    private final Pace pace = new Pace();
    private long lookedAt = System.nanoTime();
    private Optional<Duration> idleThen = NodeIdle.now();
    private long rest;

    /** A piece of work; {@code work} returns whether there was anything to do. */
    interface Piece {
        boolean work() throws IOException;
    }

    boolean work(Piece piece) throws IOException {
        long began = System.nanoTime();
        boolean worked = piece.work();
        rest = System.nanoTime() - began;
        pace.worked(Duration.ofNanos(rest));
        return worked;
    }

    /** Changes to the pace after the capture's end. */
    void afterwards() {
        pace.afterwards();
    }

    /**
     * Lets others work, and returns whether the analyser may work now. The pause is as long as the last piece took, so
     * that others wait for one piece at most; without credit it is a whole turn.
     */
    boolean mayWork() {
        if (pace.mayWork()) {
            LockSupport.parkNanos(rest);
            return true;
        }
        LockSupport.parkNanos(TURN.toNanos());
        long now = System.nanoTime();
        Duration elapsed = Duration.ofNanos(now - lookedAt);
        Optional<Duration> idle = NodeIdle.now();
        pace.passed(elapsed, idle.flatMap(at -> idleThen.map(at::minus)).orElse(Duration.ofDays(1)));
        lookedAt = now;
        idleThen = idle;
        return pace.mayWork();
    }
}
