package io.nettools.analyser.passage;

import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;

/**
 * Which packets count.
 *
 * @param own the target's addresses
 * @param others those that it must talk to; all when there is none
 * @param window when
 */
record Counted(Addresses own, Addresses others, Window window) {
    /** Whether the target sent it, to somebody who counts. */
    boolean sent(Packet packet) {
        Datagram datagram = packet.datagram();
        return own.contains(datagram.version(), datagram.sourceHigh(), datagram.sourceLow())
                && meant(datagram.version(), datagram.destinationHigh(), datagram.destinationLow());
    }

    /** Whether it was sent to the target, by somebody who counts. */
    boolean received(Packet packet) {
        Datagram datagram = packet.datagram();
        return own.contains(datagram.version(), datagram.destinationHigh(), datagram.destinationLow())
                && meant(datagram.version(), datagram.sourceHigh(), datagram.sourceLow());
    }

    private boolean meant(int version, long high, long low) {
        return others.none() || others.contains(version, high, low);
    }
}
