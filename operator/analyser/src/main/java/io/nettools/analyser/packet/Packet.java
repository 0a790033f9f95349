package io.nettools.analyser.packet;

/** One captured packet, valid until the next is read: the object and its views are used again. */
public final class Packet {
    private final Bytes bytes = new Bytes();
    private final Frame frame = new Frame(bytes);
    private final Datagram datagram = new Datagram(bytes);
    private final Segment segment = new Segment(bytes);
    private long micros;
    private int wireLength;

    /**
     * Reads all layers.
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
        bytes.wrap(array, from, captured);
        frame.read(link);
        datagram.read(frame, wireLength);
        segment.read(datagram);
    }

    public Bytes bytes() {
        return bytes;
    }

    public Frame frame() {
        return frame;
    }

    public Datagram datagram() {
        return datagram;
    }

    public Segment segment() {
        return segment;
    }

    /** When it was seen, µs since the epoch. */
    public long micros() {
        return micros;
    }

    /** Bytes on the wire, with the link-layer header. */
    public int wireLength() {
        return wireLength;
    }

    /** Whether it names ports: TCP or UDP, the beginning of the header captured. */
    public boolean hasPorts() {
        boolean named = datagram.protocol() == Datagram.TCP || datagram.protocol() == Datagram.UDP;
        return datagram.version() != 0 && named && !datagram.laterFragment() && bytes.has(datagram.payload(), 4);
    }

    public int sourcePort() {
        return hasPorts() ? bytes.u16(datagram.payload()) : 0;
    }

    public int destinationPort() {
        return hasPorts() ? bytes.u16(datagram.payload() + 2) : 0;
    }
}
