package io.nettools.analyser.fragment;

import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;

/**
 * The fields that the fragments of a datagram share (RFC 791 §3.2; RFC 8200 §4.5, where the protocol does not count),
 * and their interface: a capture of all interfaces has each fragment once per interface.
 */
record FragmentKey(
        int version,
        int protocol,
        int identification,
        int interfaceIndex,
        long sourceHigh,
        long sourceLow,
        long destinationHigh,
        long destinationLow) {

    /** @param packet a fragment */
    static FragmentKey of(Packet packet) {
        Datagram datagram = packet.datagram();
        return new FragmentKey(
                datagram.version(),
                datagram.version() == 4 ? datagram.fragmentProtocol() : 0,
                datagram.identification(),
                packet.frame().interfaceIndex(),
                datagram.sourceHigh(),
                datagram.sourceLow(),
                datagram.destinationHigh(),
                datagram.destinationLow());
    }
}
