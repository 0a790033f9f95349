package io.nettools.analyser.line;

import io.nettools.analyser.packet.Address;
import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Datagram;

/**
 * The IP header in front of a transport header.
 *
 * @param version 4 or 6
 * @param at offset of the IP header
 * @param next its next protocol, which may be an extension header
 * @param fragmented whether the datagram is one of several fragments
 */
record Carrier(int version, int at, int next, boolean fragmented) {
    String source(Bytes bytes) {
        return version == 6 ? Address.ip6(bytes.i64(at + 8), bytes.i64(at + 16)) : Address.ip4(bytes.i32(at + 12));
    }

    String destination(Bytes bytes) {
        return version == 6 ? Address.ip6(bytes.i64(at + 24), bytes.i64(at + 32)) : Address.ip4(bytes.i32(at + 16));
    }

    void writeAddresses(Line line) {
        line.add(source(line.bytes())).add(" > ").add(destination(line.bytes())).add(": ");
    }

    /**
     * Writes addresses and ports. Behind an extension header the addresses are already on the line, and only the ports
     * follow.
     */
    void writeEnds(Line line, int sourcePort, int destinationPort) {
        boolean first = next == Datagram.TCP || next == Datagram.UDP;
        line.add(first ? source(line.bytes()) + "." : "").add(sourcePort).add(" > ");
        line.add(first ? destination(line.bytes()) + "." : "")
                .add(destinationPort)
                .add(": ");
    }
}
