package io.nettools.agent.probe;

import java.time.Duration;

/** The time left for one request with all its steps. */
record Limit(long endNanos) {
    /** Least time for a tool, so that it is able to report that its time is over. */
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
