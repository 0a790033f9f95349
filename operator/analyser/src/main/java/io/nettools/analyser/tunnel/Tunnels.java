package io.nettools.analyser.tunnel;

import io.nettools.analyser.fragment.Reassembly;
import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Frame;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Stage;
import java.util.Optional;

/**
 * Leads each packet to its innermost datagram, through tunnels and reassembly. A packet to a tunnel's port with a flag
 * or a content that does not fit stays as it is.
 */
public final class Tunnels implements Stage {
    /** Limit for nested tunnels; no real network has more. */
    public static final int DEEPEST = 4;

    /** Protocol of the IP header around an IPv4 datagram (RFC 2003). */
    public static final int IP4_IN = 4;
    /** Protocol of the IP header around an IPv6 datagram (RFC 4213). */
    public static final int IP6_IN = 41;

    private static final int GRE = 47;
    private static final int UDP_HEADER = 8;

    private final Reassembly fragments = new Reassembly(Tunnels::mayBegin);
    private final Header[] headers = new Header[DEEPEST];
    private int depth;

    public Tunnels() {
        for (int i = 0; i < DEEPEST; i++) {
            headers[i] = new Header();
        }
    }

    @Override
    public void accept(Packet packet) {
        depth = 0;
        while (fragments.accept(packet) && depth < DEEPEST && enter(packet)) {
            depth++;
        }
    }

    /** Leads a packet to its innermost datagram, when perhaps only its beginning is there, as in a quotation. */
    public void acceptBeginning(Packet packet) {
        depth = 0;
        while (depth < DEEPEST && enter(packet)) {
            depth++;
        }
    }

    private boolean enter(Packet packet) {
        Datagram datagram = packet.datagram();
        if (!mayBegin(packet)) {
            return false;
        }
        Header header = headers[depth];
        header.ends(datagram);
        int end = datagram.payload() + datagram.payloadLength();
        return read(packet, header) && header.lead(packet, end);
    }

    /** Whether a packet may be a tunnel's, by protocol and port. */
    private static boolean mayBegin(Packet packet) {
        return switch (packet.datagram().protocol()) {
            case IP4_IN, IP6_IN, GRE -> packet.datagram().version() != 0;
            case Datagram.UDP -> isTunnelPort(packet.destinationPort());
            default -> false;
        };
    }

    private static boolean isTunnelPort(int port) {
        return port == TunnelPorts.VXLAN || port == TunnelPorts.LINUX_VXLAN || port == TunnelPorts.GENEVE;
    }

    private static boolean read(Packet packet, Header into) {
        Bytes bytes = packet.bytes();
        int at = packet.datagram().payload();
        return switch (packet.datagram().protocol()) {
            case IP4_IN -> into.is(Tunnel.Kind.IpInIp, Header.NO_ID, Frame.IP4, at);
            case IP6_IN -> into.is(Tunnel.Kind.IpInIp, Header.NO_ID, Frame.IP6, at);
            case GRE -> Gre.read(bytes, at, into);
            default ->
                packet.destinationPort() == TunnelPorts.GENEVE
                        ? Geneve.read(bytes, at + UDP_HEADER, into)
                        : Vxlan.read(bytes, at + UDP_HEADER, into);
        };
    }

    /** The innermost tunnel that the last packet came through, from its sender to its receiver. */
    public Optional<Tunnel> tunnel() {
        return depth == 0 ? Optional.empty() : Optional.of(headers[depth - 1].tunnel());
    }

    /** Whether the last packet came through a tunnel. */
    public boolean entered() {
        return depth > 0;
    }

    /** The reassembly of fragments. */
    public Reassembly fragments() {
        return fragments;
    }
}
