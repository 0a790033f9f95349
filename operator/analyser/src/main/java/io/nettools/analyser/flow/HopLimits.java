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

    private int usual = UNKNOWN;
    private int ofReset = UNKNOWN;

    /** Takes the next packet, which has a segment. */
    void accept(Packet packet) {
        if (!packet.segment().has(Segment.RST)) {
            usual = packet.datagram().hopLimit();
        } else if (ofReset == UNKNOWN) {
            ofReset = packet.datagram().hopLimit();
        }
    }

    /** How the first reset differs from what was sent before; empty when it does not. */
    String strangeReset() {
        boolean strange = usual != UNKNOWN && ofReset != UNKNOWN && Math.abs(usual - ofReset) >= STRANGE;
        return strange ? "hop limit " + ofReset + " instead of " + usual : "";
    }
}
