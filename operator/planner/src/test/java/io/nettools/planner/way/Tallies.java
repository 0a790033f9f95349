package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Tally;

/** Counts of usual packets at one point. */
final class Tallies {
    /** Of Ethernet: payload of a full segment, and that segment from its IP header on. */
    static final int MSS = 1448;

    private static final int MTU = 1500;
    private static final int UDP_HEADERS = 28;

    private Tallies() {}

    /**
     * So many requests of 100 bytes; UDP's packets are counted and not told from one another, since offload may cut
     * them.
     */
    static Tally datagrams(long many) {
        return datagrams(many, 100);
    }

    static Tally datagrams(long many, long bytes) {
        return many == 0 ? Tally.NONE : new Tally(many, many * bytes, 0, 0, 0, 0, 1000, 0, bytes + UDP_HEADERS);
    }

    /** A stream in full segments, by a card that leaves them alone. */
    static Tally segments(long many) {
        return many == 0 ? Tally.NONE : new Tally(many, many * MSS, 0, 0, 0, 0, 1000, 0, MTU);
    }

    /** As many segments in one frame, which a card is yet to cut, behind so many acknowledgments. */
    static Tally uncut(long many, long acknowledgments) {
        return new Tally(
                acknowledgments + 1,
                many * MSS,
                acknowledgments,
                0,
                0,
                0,
                1000,
                1000 * acknowledgments,
                many * MSS + (MTU - MSS));
    }

    /** The same behind the card. */
    static Tally cut(long many, long acknowledgments) {
        return new Tally(
                acknowledgments + many, many * MSS, acknowledgments, 0, 0, 0, 1000, 1000 * acknowledgments, MTU);
    }

    static Tally acknowledgments(long many) {
        return many == 0 ? Tally.NONE : new Tally(many, 0, many, 0, 0, 0, 1000, 1000 * many, 52);
    }

    static Tally resets(long many) {
        return many == 0 ? Tally.NONE : new Tally(many, 0, many, 0, many, 0, 2000, 2000 * many, 40);
    }

    /** One SYN and a short request. */
    static Tally opened(long payload) {
        return new Tally(2, payload, 1, 1, 0, 0, 1000, 1000, payload + 52);
    }

    /** The same packets, later. */
    static Tally later(Tally of, long micros) {
        return with(of, of.edge(), micros);
    }

    /** The same packets, so many of them where the window begins or ends. */
    static Tally edge(Tally of, long edge) {
        return with(of, edge, 0);
    }

    private static Tally with(Tally of, long edge, long micros) {
        return new Tally(
                of.packets(),
                of.payload(),
                of.bare(),
                of.syns(),
                of.resets(),
                edge,
                of.firstMicros() + micros,
                of.bareMicros() + micros * of.bare(),
                of.largest());
    }
}
