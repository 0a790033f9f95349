package io.nettools.analyser.fragment;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;

/** A datagram of which some fragments have arrived. */
final class PartialDatagram {
    /** Cost of an entry beside the content that it keeps, about. */
    private static final int OVERHEAD = 512;

    private static final int LONGEST = 65_535;
    private static final int IP4_HEADER = 20;
    private static final int IP6_HEADER = 40;
    private static final int UNKNOWN = -1;

    private final long since;
    private Pieces pieces = new Pieces();
    private byte[] header;
    private int protocol;
    private int ports;
    private int total = UNKNOWN;
    private int heldFrames;
    private long heldBytes;
    private State state = State.Open;

    /** How it stands. */
    enum State {
        Open,
        /** Put together; it is remembered for copies of its fragments. */
        Whole,
        /** Its fragments contradict each other. */
        Refused
    }

    PartialDatagram(long since) {
        this.since = since;
    }

    /** When its first fragment came, µs since the epoch. */
    long since() {
        return since;
    }

    State state() {
        return state;
    }

    /** About so many bytes of memory. */
    int cost() {
        return OVERHEAD + pieces.bytes();
    }

    /** The frame waits to be counted with its conversation. */
    void hold(Packet packet) {
        heldFrames++;
        heldBytes += packet.wireLength();
    }

    int heldFrames() {
        return heldFrames;
    }

    /** Whether its first fragment is there, which tells the conversation. */
    boolean known() {
        return header != null;
    }

    /** Tells a fragment what the first one says of their conversation. */
    void name(Packet packet) {
        packet.belongsTo(protocol, ports);
    }

    /** Has a packet stand for all frames that waited. */
    void release(Packet packet) {
        packet.counts(heldFrames, heldBytes);
        heldFrames = 0;
        heldBytes = 0;
    }

    /** Adds a fragment's content; what it brings to a datagram that is not open is not looked at. */
    void add(Packet packet) {
        Datagram datagram = packet.datagram();
        int from = datagram.fragmentOffset();
        int to = from + datagram.fragmentLength();
        boolean odd = datagram.moreFragments() && (datagram.fragmentLength() % 8 != 0 || from == to);
        if (state != State.Open || odd) {
            return;
        }
        boolean last = !datagram.moreFragments();
        if (to > LONGEST - IP4_HEADER || contradicts(last, to) || overlaps(datagram, from, to) || pieces.full()) {
            refuse();
            return;
        }
        total = last ? to : total;
        if (from == 0 && header == null) {
            begin(packet);
        }
        pieces.add(from, to, captured(packet));
    }

    private boolean contradicts(boolean last, int to) {
        return total == UNKNOWN ? last && pieces.end() > to : to > total || (last && to != total);
    }

    /** In IPv6 a datagram with overlapping fragments is refused whole (RFC 5722); a copy of what is there is none (RFC 8200 §4.5). */
    private boolean overlaps(Datagram datagram, int from, int to) {
        int missing = pieces.missing(from, to);
        return datagram.version() == 6 && missing > 0 && missing < to - from;
    }

    private void refuse() {
        state = State.Refused;
        pieces = new Pieces();
    }

    private void begin(Packet packet) {
        Datagram datagram = packet.datagram();
        int length = datagram.version() == 6 ? IP6_HEADER : IP4_HEADER;
        header = packet.bytes().copy(datagram.header(), length);
        protocol = datagram.protocol();
        ports = packet.ports();
        header[datagram.version() == 6 ? 6 : 9] = (byte) datagram.fragmentProtocol();
    }

    private static byte[] captured(Packet packet) {
        Bytes bytes = packet.bytes();
        int at = packet.datagram().fragmentContent();
        int count = Math.max(0, packet.datagram().capturedEnd() - at);
        return bytes.copy(at, count);
    }

    /** Whether nothing is missing. */
    boolean complete() {
        return state == State.Open && total != UNKNOWN && pieces.length() == total;
    }

    /** The datagram as it was before somebody cut it in fragments, without options and extension headers in front of the cut. */
    byte[] assemble() {
        if (header.length == IP4_HEADER) {
            header[0] = 0x45;
            setU16(2, IP4_HEADER + total);
            setU16(6, 0);
        } else {
            setU16(4, total);
        }
        byte[] assembled = pieces.behind(header);
        state = State.Whole;
        pieces = new Pieces();
        return assembled;
    }

    private void setU16(int at, int value) {
        header[at] = (byte) (value >> 8);
        header[at + 1] = (byte) value;
    }
}
