package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Tally;

/** What one point saw of one direction of a conversation. */
record Sighting(Station at, Tally tally) {
    /** Frames tell packets only where none is to be cut yet or was put together: up to here it is one packet of an Ethernet. */
    static final long ONE_PACKET = 1600;

    /** Whether the next ones on the way saw more than the edges of the window explain: then it did not see everything. */
    boolean missed(Sighting next) {
        long edge = next.tally.edge();
        return next.tally.bare() - edge > tally.bare()
                || next.tally.payload() - edge * next.tally.largest() > tally.payload();
    }
}
