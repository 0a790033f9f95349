package io.nettools.analyser.packet;

/**
 * The protocol and the two ends of a conversation. Mutable, so that looking up a conversation makes no garbage: read
 * one again and again, {@link #copy} it to keep it. Comparable, so that a hash map stays fast when somebody sends
 * packets whose keys collide.
 */
public final class TwoEnds implements Comparable<TwoEnds> {
    private int version;
    private int protocol;
    private long firstHigh;
    private long firstLow;
    private int firstPort;
    private long secondHigh;
    private long secondLow;
    private int secondPort;

    /**
     * Takes the ends of a packet.
     *
     * @param sourceFirst whether its source is the first end
     */
    public void read(Packet packet, boolean sourceFirst) {
        Datagram datagram = packet.datagram();
        version = datagram.version();
        protocol = datagram.protocol();
        firstHigh = sourceFirst ? packet.fromHigh() : datagram.destinationHigh();
        firstLow = sourceFirst ? packet.fromLow() : datagram.destinationLow();
        firstPort = sourceFirst ? packet.fromPort() : packet.destinationPort();
        secondHigh = sourceFirst ? datagram.destinationHigh() : packet.fromHigh();
        secondLow = sourceFirst ? datagram.destinationLow() : packet.fromLow();
        secondPort = sourceFirst ? packet.destinationPort() : packet.fromPort();
    }

    /** Takes the source of a packet as the first end, and no second one. */
    public void readSource(Packet packet) {
        Datagram datagram = packet.datagram();
        only(datagram, datagram.sourceHigh(), datagram.sourceLow(), packet.sourcePort());
    }

    /** Takes the destination of a packet as the first end, and no second one. */
    public void readDestination(Packet packet) {
        Datagram datagram = packet.datagram();
        only(datagram, datagram.destinationHigh(), datagram.destinationLow(), packet.destinationPort());
    }

    private void only(Datagram datagram, long high, long low, int port) {
        version = datagram.version();
        protocol = datagram.protocol();
        firstHigh = high;
        firstLow = low;
        firstPort = port;
    }

    /**
     * The lower end first, so that both directions are read alike.
     *
     * @return whether the packet's source is the lower one
     */
    public boolean readLowerFirst(Packet packet) {
        boolean sourceIsLower = compareEnds(packet) <= 0;
        read(packet, sourceIsLower);
        return sourceIsLower;
    }

    private static int compareEnds(Packet packet) {
        Datagram datagram = packet.datagram();
        int byHigh = Long.compareUnsigned(packet.fromHigh(), datagram.destinationHigh());
        int byLow = byHigh != 0 ? byHigh : Long.compareUnsigned(packet.fromLow(), datagram.destinationLow());
        return byLow != 0 ? byLow : Integer.compare(packet.fromPort(), packet.destinationPort());
    }

    /** The same, to keep. */
    public TwoEnds copy() {
        TwoEnds copy = new TwoEnds();
        copy.take(this);
        return copy;
    }

    /** Becomes the same as another. */
    public void take(TwoEnds other) {
        version = other.version;
        protocol = other.protocol;
        firstHigh = other.firstHigh;
        firstLow = other.firstLow;
        firstPort = other.firstPort;
        secondHigh = other.secondHigh;
        secondLow = other.secondLow;
        secondPort = other.secondPort;
    }

    /**
     * Becomes one end of another, as {@link #first} and {@link #second} write it: ends of protocols with ports do not differ by the protocol,
     * nor do those of protocols without.
     */
    public void takeOnly(TwoEnds other, boolean first) {
        version = other.version;
        protocol = Address.hasPorts(other.protocol) ? Datagram.TCP : 0;
        firstHigh = first ? other.firstHigh : other.secondHigh;
        firstLow = first ? other.firstLow : other.secondLow;
        firstPort = protocol == 0 ? 0 : first ? other.firstPort : other.secondPort;
        secondHigh = 0;
        secondLow = 0;
        secondPort = 0;
    }

    /** The same without the second end. */
    public TwoEnds onlyFirst() {
        TwoEnds only = new TwoEnds();
        only.version = version;
        only.protocol = protocol;
        only.firstHigh = firstHigh;
        only.firstLow = firstLow;
        only.firstPort = firstPort;
        return only;
    }

    /** IP's number of it. */
    public int protocol() {
        return protocol;
    }

    /** tcp, udp, icmp, icmp6 or the number. */
    public String protocolName() {
        return switch (protocol) {
            case Datagram.TCP -> "tcp";
            case Datagram.UDP -> "udp";
            case Datagram.ICMP -> "icmp";
            case Datagram.ICMP6 -> "icmp6";
            default -> Integer.toString(protocol);
        };
    }

    /** The first end, as {@link Address#end} writes it. */
    public String first() {
        return Address.end(version, protocol, firstHigh, firstLow, firstPort);
    }

    /** The second end. */
    public String second() {
        return Address.end(version, protocol, secondHigh, secondLow, secondPort);
    }

    @Override
    public int compareTo(TwoEnds other) {
        int order = Integer.compare(version << 8 | protocol, other.version << 8 | other.protocol);
        order = order != 0 ? order : Long.compare(firstHigh, other.firstHigh);
        order = order != 0 ? order : Long.compare(firstLow, other.firstLow);
        order = order != 0 ? order : Long.compare(secondHigh, other.secondHigh);
        order = order != 0 ? order : Long.compare(secondLow, other.secondLow);
        return order != 0 ? order : Integer.compare(ports(), other.ports());
    }

    private int ports() {
        return firstPort << 16 | secondPort;
    }

    /** The ports first, which differ most often. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TwoEnds ends && ports() == ends.ports() && compareTo(ends) == 0;
    }

    @Override
    public int hashCode() {
        long mixed = (firstHigh * 31 + firstLow) * 31 + secondHigh;
        mixed = ((mixed * 31 + secondLow) * 31 + ports()) * 31 + protocol;
        // multiplied by the golden ratio: neighbouring addresses and ports differ in low bits only
        return (int) ((mixed * 0x9e37_79b9_7f4a_7c15L) >>> 32);
    }
}
