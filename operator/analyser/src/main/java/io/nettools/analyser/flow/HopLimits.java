package io.nettools.analyser.flow;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;

/**
 * How many hops the segments of one end have left when they are seen. Somebody on the way who resets a connection in
 * that end's name is nearer or farther, or began to count elsewhere.
 */
final class HopLimits {
    /** A route that changes makes a difference of one now and then. */
    private static final int STRANGE = 2;

    private static final int UNKNOWN = -1;

    private int ofSyn;
    private int usual;
    private int ofReset;

    HopLimits() {
        clear();
    }

    /** Makes it as new. */
    void clear() {
        ofSyn = UNKNOWN;
        usual = UNKNOWN;
        ofReset = UNKNOWN;
    }

    /** Takes the next packet, which has a segment. */
    void accept(Packet packet) {
        if (!packet.segment().has(Segment.RST)) {
            usual = packet.datagram().hopLimit();
            ofSyn = packet.segment().has(Segment.SYN) ? usual : ofSyn;
        } else if (ofReset == UNKNOWN) {
            ofReset = packet.datagram().hopLimit();
        }
    }

    /**
     * How the first reset differs from what was sent before; empty when it does not. A balancer that accepts a connection
     * in a server's name may also end it, with the hop limit of its SYN: without that one captured, nobody can tell.
     */
    String strangeReset() {
        boolean strange = ofReset != UNKNOWN && far(ofSyn) && far(usual);
        return strange ? "hop limit " + ofReset + " instead of " + usual : "";
    }

    private boolean far(int hopLimit) {
        return hopLimit != UNKNOWN && Math.abs(hopLimit - ofReset) >= STRANGE;
    }
}
