package io.nettools.analyser.flow;

import io.nettools.analyser.packet.Address;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;

/**
 * The two ends and the protocol of a conversation, the same for both directions: the lower end comes first. Mutable, so that looking up a
 * conversation makes no garbage: {@link #read} one key again and again, {@link #copy} it to keep it. Comparable, so that a hash map stays
 * fast when somebody sends packets whose keys collide.
 */
final class FlowKey implements Comparable<FlowKey> {
    private int version;
    private int protocol;
    private long lowHigh;
    private long lowLow;
    private int lowPort;
    private long highHigh;
    private long highLow;
    private int highPort;
    private boolean sentByLow;

    void read(Packet packet) {
        Datagram datagram = packet.datagram();
        version = datagram.version();
        protocol = datagram.protocol();
        lowHigh = datagram.sourceHigh();
        lowLow = datagram.sourceLow();
        lowPort = packet.sourcePort();
        highHigh = datagram.destinationHigh();
        highLow = datagram.destinationLow();
        highPort = packet.destinationPort();
        sentByLow = compareEnds() <= 0;
        if (!sentByLow) {
            swapEnds();
        }
    }

    private int compareEnds() {
        int byHigh = Long.compareUnsigned(lowHigh, highHigh);
        int byLow = byHigh != 0 ? byHigh : Long.compareUnsigned(lowLow, highLow);
        return byLow != 0 ? byLow : Integer.compare(lowPort, highPort);
    }

    private void swapEnds() {
        long high = lowHigh;
        lowHigh = highHigh;
        highHigh = high;
        long low = lowLow;
        lowLow = highLow;
        highLow = low;
        int port = lowPort;
        lowPort = highPort;
        highPort = port;
    }

    FlowKey copy() {
        FlowKey copy = new FlowKey();
        copy.version = version;
        copy.protocol = protocol;
        copy.lowHigh = lowHigh;
        copy.lowLow = lowLow;
        copy.lowPort = lowPort;
        copy.highHigh = highHigh;
        copy.highLow = highLow;
        copy.highPort = highPort;
        return copy;
    }

    /** Whether the packet that was read last came from the lower end. */
    boolean sentByLow() {
        return sentByLow;
    }

    int protocol() {
        return protocol;
    }

    String low() {
        return Address.end(version, protocol, lowHigh, lowLow, lowPort);
    }

    String high() {
        return Address.end(version, protocol, highHigh, highLow, highPort);
    }

    @Override
    public int compareTo(FlowKey other) {
        int order = Integer.compare(version << 8 | protocol, other.version << 8 | other.protocol);
        order = order != 0 ? order : Long.compare(lowHigh, other.lowHigh);
        order = order != 0 ? order : Long.compare(lowLow, other.lowLow);
        order = order != 0 ? order : Long.compare(highHigh, other.highHigh);
        order = order != 0 ? order : Long.compare(highLow, other.highLow);
        return order != 0 ? order : Integer.compare(ports(), other.ports());
    }

    private int ports() {
        return lowPort << 16 | highPort;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlowKey key
                && ports() == key.ports()
                && lowLow == key.lowLow
                && highLow == key.highLow
                && lowHigh == key.lowHigh
                && highHigh == key.highHigh
                && protocol == key.protocol
                && version == key.version;
    }

    @Override
    public int hashCode() {
        long mixed = (lowHigh * 31 + lowLow) * 31 + highHigh;
        mixed = ((mixed * 31 + highLow) * 31 + ports()) * 31 + protocol;
        // multiplied by the golden ratio: neighbouring addresses and ports differ in low bits only
        return (int) ((mixed * 0x9e37_79b9_7f4a_7c15L) >>> 32);
    }
}
