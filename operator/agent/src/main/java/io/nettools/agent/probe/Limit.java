package io.nettools.agent.probe;

import java.time.Duration;

/** What is left of the time that one request has, all its steps together. */
record Limit(long endNanos) {
    /** Shorter than this no tool can say that its time is over. */
    private static final Duration LEAST = Duration.ofMillis(200);

    static Limit of(Duration whole) {
        return new Limit(System.nanoTime() + whole.toNanos());
    }

    boolean over() {
        return endNanos - System.nanoTime() <= 0;
    }

    Duration rest() {
        Duration rest = Duration.ofNanos(endNanos - System.nanoTime());
        return rest.compareTo(LEAST) < 0 ? LEAST : rest;
    }
}
