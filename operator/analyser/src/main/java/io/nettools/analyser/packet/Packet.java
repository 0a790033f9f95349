package io.nettools.analyser.packet;

/**
 * One captured packet, valid until the next is read: the object and its views are used again. It is read from the
 * outside in: first the datagram that the frame carries; then, when a stage asks for it, the whole datagram of which
 * that is a fragment, or the one in a tunnel.
 */
public final class Packet {
    /** EtherType of an Ethernet frame in a tunnel: "transparent Ethernet bridging". */
    public static final int ETHERNET = 0x6558;

    private static final int ETHERNET_HEADER = 14;
    private static final int ETHERNET_TYPE = 12;

    private final Bytes bytes = new Bytes();
    private final Bytes captured = new Bytes();
    private final Frame frame = new Frame(captured);
    private final Datagram datagram = new Datagram(bytes);
    private final Segment segment = new Segment(bytes);
    private long micros;
    private int wireLength;
    private int etherType;
    private int payload;
    private int end;
    private int ports;
    private boolean whole;
    private int frames;
    private long frameBytes;
    private boolean renamed;
    private long sourceHigh;
    private long sourceLow;
    private int sourcePort;

    /**
     * Packets read from now on come from another interface.
     *
     * @param number of the interface in the file
     */
    public void interfaceNumber(int number) {
        frame.interfaceNumber(number);
    }

    /**
     * Reads the outer layers.
     *
     * @param array holds the packet
     * @param from index of its first byte
     * @param captured bytes of it in the array
     * @param wireLength bytes that it had on the wire
     * @param micros when it was seen, µs since the epoch
     */
    public void read(LinkType link, byte[] array, int from, int captured, int wireLength, long micros) {
        this.micros = micros;
        this.wireLength = wireLength;
        this.captured.wrap(array, from, captured);
        bytes.wrap(array, from, captured);
        frame.read(link);
        counts(1, wireLength);
        readDatagram(frame.etherType(), frame.payload(), wireLength);
    }

    private void readDatagram(int etherType, int at, int end) {
        this.etherType = etherType;
        payload = at;
        this.end = end;
        whole = true;
        renamed = false;
        datagram.read(etherType, at, end);
        segment.read(datagram);
        ports = hasPorts() ? bytes.i32(datagram.payload()) : 0;
    }

    /**
     * Goes on to what a tunnel carries, if that can be read; else the packet stays as it is.
     *
     * @param inner EtherType of it, or {@link #ETHERNET}
     * @param at its offset
     * @param innerEnd offset behind it on the wire
     * @return whether it went on
     */
    public boolean enter(int inner, int at, int innerEnd) {
        int type = inner == ETHERNET ? bytes.u16(at + ETHERNET_TYPE) : inner;
        int begin = inner == ETHERNET ? at + ETHERNET_HEADER : at;
        int tags = inner == ETHERNET ? Tags.length(bytes, type, begin) : 0;
        return tags >= 0 && enterDatagram(Tags.typeBehind(bytes, type, begin, tags), begin + tags, innerEnd);
    }

    private boolean enterDatagram(int innerType, int at, int innerEnd) {
        int outerType = etherType;
        int outerPayload = payload;
        int outerEnd = end;
        readDatagram(innerType, at, innerEnd);
        boolean fits = datagram.version() != 0 && datagram.payload() + datagram.payloadLength() <= innerEnd;
        if (fits || (innerType == Frame.ARP && bytes.has(at, 8))) {
            return true;
        }
        readDatagram(outerType, outerPayload, outerEnd);
        return false;
    }

    /**
     * Goes on to the datagram that a message quotes (RFC 792, RFC 4443 §3), of which there may be no more than the
     * beginning.
     */
    public void quoted(Packet message, int at) {
        micros = message.micros;
        wireLength = message.wireLength;
        captured.wrap(message.captured);
        bytes.wrap(message.bytes);
        frame.read(LinkType.Unread);
        readDatagram(message.datagram.version() == 6 ? Frame.IP6 : Frame.IP4, at, message.bytes.length());
    }

    /**
     * Becomes the whole datagram, of which the fragments are now known: {@code array[0, captured)}, a header and
     * content.
     */
    public void assembled(byte[] array, int captured) {
        int version = datagram.version();
        bytes.wrap(array, 0, captured);
        readDatagram(version == 6 ? Frame.IP6 : Frame.IP4, 0, captured);
    }

    /** It is a fragment of a datagram that is not whole; nobody reads its content. */
    public void partial() {
        whole = false;
    }

    /**
     * The protocol and the ports of the datagram of which this is a fragment.
     *
     * @param ports source in the upper half, destination in the lower
     */
    public void belongsTo(int protocol, int ports) {
        datagram.protocol(protocol);
        this.ports = ports;
    }

    /**
     * It is a packet of the conversation that this end has with its destination, although it shows another source.
     *
     * @param high high half of an IPv6 address
     * @param low low half of it, or an IPv4 address
     */
    public void countsAsFrom(long high, long low, int port) {
        renamed = true;
        sourceHigh = high;
        sourceLow = low;
        sourcePort = port;
    }

    /** It stands for so many frames of its conversation; 0 while its conversation is not known. */
    public void counts(int frames, long bytes) {
        this.frames = frames;
        frameBytes = bytes;
    }

    /**
     * What the offsets of {@link #datagram} and {@link #segment} count in: the frame, or a datagram put together from
     * fragments.
     */
    public Bytes bytes() {
        return bytes;
    }

    /** The frame as it was captured, with all that it carries. */
    public Frame frame() {
        return frame;
    }

    /** The innermost datagram that was gone on to. */
    public Datagram datagram() {
        return datagram;
    }

    /** The TCP header of {@link #datagram}. */
    public Segment segment() {
        return segment;
    }

    /** EtherType of what the innermost link layer carries. */
    public int etherType() {
        return etherType;
    }

    /** Offset of what the innermost link layer carries. */
    public int payload() {
        return payload;
    }

    /** When it was seen, µs since the epoch. */
    public long micros() {
        return micros;
    }

    /** Bytes of the frame on the wire, with the link-layer header. */
    public int wireLength() {
        return wireLength;
    }

    /** False for a fragment of a datagram that is not whole. */
    public boolean whole() {
        return whole;
    }

    /**
     * Frames of its conversation that are to be counted with it: more than one for the last fragment of a datagram to
     * come.
     */
    public int frames() {
        return frames;
    }

    /** Bytes of {@link #frames} on the wire, with the link-layer headers. */
    public long frameBytes() {
        return frameBytes;
    }

    /** Whether it names ports: TCP or UDP, the beginning of the header captured. */
    public boolean hasPorts() {
        boolean named = datagram.protocol() == Datagram.TCP || datagram.protocol() == Datagram.UDP;
        return datagram.version() != 0 && named && !datagram.laterFragment() && bytes.has(datagram.payload(), 4);
    }

    /** High half of the address from which it counts as sent: its source, but where a redirection hides that. */
    long fromHigh() {
        return renamed ? sourceHigh : datagram.sourceHigh();
    }

    long fromLow() {
        return renamed ? sourceLow : datagram.sourceLow();
    }

    int fromPort() {
        return renamed ? sourcePort : sourcePort();
    }

    /** 0 where there are no ports. */
    public int sourcePort() {
        return ports >>> 16;
    }

    public int destinationPort() {
        return ports & 0xffff;
    }

    /** Both ports, the source's in the upper half. */
    public int ports() {
        return ports;
    }
}
