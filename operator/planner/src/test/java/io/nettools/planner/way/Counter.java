package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Tally;

/** One point's tally of one direction while packets pass. */
final class Counter {
    private Tally now = Tally.NONE;

    /** @param payload bytes behind 40 bytes of headers */
    void see(boolean syn, long payload, long micros) {
        now = new Tally(
                now.packets() + 1,
                now.payload() + payload,
                now.bare() + (payload == 0 ? 1 : 0),
                now.syns() + (syn ? 1 : 0),
                now.resets(),
                now.edge(),
                now.packets() == 0 ? micros : now.firstMicros(),
                now.bareMicros() + (payload == 0 ? micros : 0),
                Math.max(now.largest(), payload + 40));
    }

    Tally tally() {
        return now;
    }
}
