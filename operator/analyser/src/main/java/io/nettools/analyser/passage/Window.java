package io.nettools.analyser.passage;

import io.nettools.analyser.report.Views;

/** The time in which packets count, in µs by the node's clock. */
record Window(long from, long until) {
    /** Width of the edge. Packets need less time from one point to another, unless the kernel queues them. */
    static final long EDGE_MICROS = 100_000;

    /** Latest time for which differences cannot overflow, and sums not soon. */
    private static final long LATEST_MILLIS = 1L << 45;

    /** Where in it a packet is. */
    enum Part {
        Beginning,
        Middle,
        End
    }

    static Window of(Views.Window window) {
        return new Window(micros(window.fromMillis()), micros(window.untilMillis()));
    }

    private static long micros(long millis) {
        return Math.clamp(millis, 0, LATEST_MILLIS) * 1_000;
    }

    boolean contains(long micros) {
        return micros >= from && micros < until;
    }

    /** The part of a time within the window. */
    Part part(long micros) {
        if (micros - from < EDGE_MICROS) {
            return Part.Beginning;
        }
        return until - micros <= EDGE_MICROS ? Part.End : Part.Middle;
    }
}
