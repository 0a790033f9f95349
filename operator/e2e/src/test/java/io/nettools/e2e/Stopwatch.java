package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

/** How long something took as a user sees it: printed, so that a run leaves its figures, and held against a limit. */
final class Stopwatch {
    private final long began = System.nanoTime();

    static Stopwatch start() {
        return new Stopwatch();
    }

    void within(Duration limit, String what) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println("measured: " + what + " " + took.toMillis() + " ms");
        assertTrue(took.compareTo(limit) <= 0, () -> what + " took " + took + ", expected at most " + limit);
    }
}
