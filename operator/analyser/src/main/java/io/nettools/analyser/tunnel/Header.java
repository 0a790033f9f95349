package io.nettools.analyser.tunnel;

import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;

/**
 * The header of a tunnel that a packet came through, and the addresses of the tunnel's ends. It is reused for each
 * packet.
 */
final class Header {
    /** Stands for a missing identifier: the kind has none, or the header leaves it out. */
    static final long NO_ID = -1;

    private Tunnel.Kind kind = Tunnel.Kind.IpInIp;
    private long id;
    private int etherType;
    private int payload;
    private int version;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;

    /**
     * Sets the fields of a header.
     *
     * @param id network identifier or key
     * @param etherType of the inner packet
     * @param payload offset of the inner packet
     * @return true
     */
    boolean is(Tunnel.Kind kind, long id, int etherType, int payload) {
        this.kind = kind;
        this.id = id;
        this.etherType = etherType;
        this.payload = payload;
        return true;
    }

    void ends(Datagram outer) {
        version = outer.version();
        sourceHigh = outer.sourceHigh();
        sourceLow = outer.sourceLow();
        destinationHigh = outer.destinationHigh();
        destinationLow = outer.destinationLow();
    }

    boolean lead(Packet packet, int end) {
        return packet.enter(etherType, payload, end);
    }

    Tunnel tunnel() {
        Tunnel.End source = new Tunnel.End(version, sourceHigh, sourceLow);
        Tunnel.End destination = new Tunnel.End(version, destinationHigh, destinationLow);
        return new Tunnel(kind, source, destination, id);
    }
}
