package io.nettools.analyser.passage;

import io.nettools.analyser.packet.Address;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;

/**
 * The target's end and the other one of a conversation, as one point sees them. Mutable, so that looking up a conversation makes no garbage:
 * {@link #read} one again and again, {@link #copy} it to keep it. Comparable, so that a hash map stays fast when keys collide on purpose.
 */
final class EndsKey implements Comparable<EndsKey> {
    private int version;
    private int protocol;
    private long localHigh;
    private long localLow;
    private int localPort;
    private long remoteHigh;
    private long remoteLow;
    private int remotePort;

    /** @param sent whether the packet's source is the target's end */
    void read(Packet packet, boolean sent) {
        Datagram datagram = packet.datagram();
        version = datagram.version();
        protocol = datagram.protocol();
        localHigh = sent ? datagram.sourceHigh() : datagram.destinationHigh();
        localLow = sent ? datagram.sourceLow() : datagram.destinationLow();
        localPort = sent ? packet.sourcePort() : packet.destinationPort();
        remoteHigh = sent ? datagram.destinationHigh() : datagram.sourceHigh();
        remoteLow = sent ? datagram.destinationLow() : datagram.sourceLow();
        remotePort = sent ? packet.destinationPort() : packet.sourcePort();
    }

    EndsKey copy() {
        EndsKey copy = local();
        copy.remoteHigh = remoteHigh;
        copy.remoteLow = remoteLow;
        copy.remotePort = remotePort;
        return copy;
    }

    /** The same without the other end. */
    EndsKey local() {
        EndsKey local = new EndsKey();
        local.version = version;
        local.protocol = protocol;
        local.localHigh = localHigh;
        local.localLow = localLow;
        local.localPort = localPort;
        return local;
    }

    /** Whether a packet with these ends may leave the node: not to a group, a broadcast or a neighbour on the link (RFC 5771, RFC 4291 §2.4). */
    boolean leavesLink() {
        if (version == 6) {
            boolean group = remoteHigh >>> 56 == 0xff;
            boolean link = remoteHigh >>> 54 == 0xfe80 >>> 6;
            return !group && !link;
        }
        return remoteLow >>> 28 < 0xe && remoteLow != 0;
    }

    int protocol() {
        return protocol;
    }

    String protocolName() {
        return switch (protocol) {
            case Datagram.TCP -> "tcp";
            case Datagram.UDP -> "udp";
            case Datagram.ICMP -> "icmp";
            case Datagram.ICMP6 -> "icmp6";
            default -> Integer.toString(protocol);
        };
    }

    String localText() {
        return Address.end(version, protocol, localHigh, localLow, localPort);
    }

    String remoteText() {
        return Address.end(version, protocol, remoteHigh, remoteLow, remotePort);
    }

    @Override
    public int compareTo(EndsKey other) {
        int order = Integer.compare(version << 8 | protocol, other.version << 8 | other.protocol);
        order = order != 0 ? order : Long.compare(localHigh, other.localHigh);
        order = order != 0 ? order : Long.compare(localLow, other.localLow);
        order = order != 0 ? order : Long.compare(remoteHigh, other.remoteHigh);
        order = order != 0 ? order : Long.compare(remoteLow, other.remoteLow);
        return order != 0 ? order : Integer.compare(ports(), other.ports());
    }

    private int ports() {
        return localPort << 16 | remotePort;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EndsKey ends && compareTo(ends) == 0;
    }

    @Override
    public int hashCode() {
        long mixed = (localHigh * 31 + localLow) * 31 + remoteHigh;
        mixed = ((mixed * 31 + remoteLow) * 31 + ports()) * 31 + protocol;
        // multiplied by the golden ratio: neighbouring addresses and ports differ in low bits only
        return (int) ((mixed * 0x9e37_79b9_7f4a_7c15L) >>> 32);
    }
}
