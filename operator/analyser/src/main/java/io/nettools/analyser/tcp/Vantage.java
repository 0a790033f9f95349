package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;

/**
 * Where the segments of one end are looked at. In a capture of all interfaces a forwarded packet is seen once per interface, on its way in
 * and on its way out; it was not sent twice for that.
 */
final class Vantage {
    private static final int NOWHERE = Integer.MIN_VALUE;

    private int place = NOWHERE;

    /** Whether it was seen before, elsewhere. What brings new bytes was not, wherever it is seen. */
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
