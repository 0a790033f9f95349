package io.nettools.analyser.passage;

import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;

/**
 * Decides which packets count.
 *
 * @param own the target's addresses
 * @param others addresses at the other end; empty for any
 * @param window the time in which packets count
 */
record Counted(Addresses own, Addresses others, Window window) {
    /** Whether the target sent it to an address that counts. */
    boolean sent(Packet packet) {
        Datagram datagram = packet.datagram();
        return own.contains(datagram.version(), datagram.sourceHigh(), datagram.sourceLow())
                && meant(datagram.version(), datagram.destinationHigh(), datagram.destinationLow());
    }

    /** Whether an address that counts sent it to the target. */
    boolean received(Packet packet) {
        Datagram datagram = packet.datagram();
        return own.contains(datagram.version(), datagram.destinationHigh(), datagram.destinationLow())
                && meant(datagram.version(), datagram.sourceHigh(), datagram.sourceLow());
    }

    private boolean meant(int version, long high, long low) {
        return others.none() || others.contains(version, high, low);
    }
}
