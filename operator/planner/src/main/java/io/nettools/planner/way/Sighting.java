package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Tally;

/** What one point saw of one direction of a conversation. */
record Sighting(Station at, Tally tally) {
    /**
     * Largest frame that is one packet on Ethernet. A larger one is segmented later or was merged (offload), so frames
     * are not packets.
     */
    static final long ONE_PACKET = 1600;

    /** Whether the next point saw more, beyond what the edges of the window explain: then this one missed some. */
    boolean missed(Sighting next) {
        long edge = next.tally.edge();
        return next.tally.bare() - edge > tally.bare()
                || next.tally.payload() - edge * next.tally.largest() > tally.payload();
    }
}
