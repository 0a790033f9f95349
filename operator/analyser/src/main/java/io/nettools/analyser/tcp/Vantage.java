package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;

/**
 * The interface and direction at which the segments of one end are evaluated. In a capture of all interfaces a
 * forwarded packet is captured once per interface, inbound and outbound; such copies are no retransmissions.
 */
final class Vantage {
    private static final int NOWHERE = Integer.MIN_VALUE;

    private int place = NOWHERE;

    /**
     * Whether a packet is a copy of one that was captured elsewhere. A packet with new bytes is not, wherever it is
     * captured.
     */
    boolean copies(Packet packet, SentBytes sent) {
        Segment segment = packet.segment();
        int from = packet.frame().interfaceIndex() << 8 | (packet.frame().packetType() & 0xff);
        boolean elsewhere = place != NOWHERE && place != from;
        if (elsewhere && sent.place(segment.sequence()) + Endpoint.length(segment) <= sent.next()) {
            return true;
        }
        place = from;
        return false;
    }
}
