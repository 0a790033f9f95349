package io.nettools.analyser.passage;

import io.nettools.analyser.report.Views;

/** The time in which packets count, in µs by the node's clock. */
record Window(long from, long until) {
    /** Packets need less than this from one point to another, unless they queue: then the kernel delays them, and they are at the edge no more. */
    static final long EDGE_MICROS = 100_000;

    /** So late that differences of times cannot run over, and their sums not soon. */
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

    /** Of a time that it contains. */
    Part part(long micros) {
        if (micros - from < EDGE_MICROS) {
            return Part.Beginning;
        }
        return until - micros <= EDGE_MICROS ? Part.End : Part.Middle;
    }
}
