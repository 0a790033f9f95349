package io.nettools.analyser.fragment;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;

/** A datagram with the fragments that have arrived. */
final class PartialDatagram {
    /** Approximate cost of an entry without its content, bytes. */
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

    /** State of a datagram. */
    enum State {
        Open,
        /** Reassembled; it is kept to recognise copies of its fragments. */
        Whole,
        /** Its fragments contradict each other. */
        Refused
    }

    PartialDatagram(long since) {
        this.since = since;
    }

    /** Time at which the first of its fragments came, µs since the epoch. */
    long since() {
        return since;
    }

    State state() {
        return state;
    }

    /** Approximate bytes of memory. */
    int cost() {
        return OVERHEAD + pieces.bytes();
    }

    /** Lets a frame wait until it can be counted with its conversation. */
    void hold(Packet packet) {
        heldFrames++;
        heldBytes += packet.wireLength();
    }

    int heldFrames() {
        return heldFrames;
    }

    /** Whether the fragment at offset 0 has come, which has the ports of the conversation. */
    boolean known() {
        return header != null;
    }

    /** Gives a fragment the protocol and ports of the first one. */
    void name(Packet packet) {
        packet.belongsTo(protocol, ports);
    }

    /** Makes a packet count for all frames that waited. */
    void release(Packet packet) {
        packet.counts(heldFrames, heldBytes);
        heldFrames = 0;
        heldBytes = 0;
    }

    /**
     * Adds a fragment's content. It is ignored if the datagram is not open, or if the fragment has an impossible
     * length.
     */
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

    /**
     * Whether a fragment of IPv6 overlaps others, so that the whole datagram is refused (RFC 5722). A copy of a
     * fragment is no overlap (RFC 8200 §4.5).
     */
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

    /** Whether all fragments have come. */
    boolean complete() {
        return state == State.Open && total != UNKNOWN && pieces.length() == total;
    }

    /**
     * Assembles the datagram as it was before fragmentation, without options and extension headers in front of the
     * fragmented part.
     */
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
