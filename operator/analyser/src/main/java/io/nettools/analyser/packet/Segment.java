package io.nettools.analyser.packet;

/**
 * The TCP header of a packet (RFC 9293 §3.1).
 *
 * <pre>
 *  0 source port | 2 destination port | 4 sequence number | 8 acknowledgment number
 * 12 data offset (4 bits) | 13 flags | 14 window | 16 checksum | 18 urgent pointer | 20 options
 * </pre>
 */
public final class Segment {
    public static final int FIN = 1;
    public static final int SYN = 2;
    public static final int RST = 4;
    public static final int ACK = 16;

    private static final int HEADER = 20;

    private final Bytes bytes;
    private int at;
    private int payload;
    private int payloadLength;
    private int capturedEnd;
    private boolean present;
    private int sequence;
    private int acknowledgment;
    private int flags;
    private int window;

    Segment(Bytes bytes) {
        this.bytes = bytes;
    }

    void read(Datagram datagram) {
        present = false;
        if (datagram.version() == 0 || datagram.protocol() != Datagram.TCP || datagram.laterFragment()) {
            return;
        }
        at = datagram.payload();
        sequence = bytes.i32(at + 4);
        acknowledgment = bytes.i32(at + 8);
        flags = bytes.u8(at + 13);
        window = bytes.u16(at + 14);
        int headerLength = (bytes.u8(at + 12) >> 4) * 4;
        present = bytes.has(at, HEADER) && headerLength >= HEADER && headerLength <= datagram.payloadLength();
        payload = at + headerLength;
        payloadLength = datagram.payloadLength() - headerLength;
        capturedEnd = Math.max(payload, datagram.capturedEnd());
    }

    /** Whether the packet has a TCP header that was captured and makes sense. */
    public boolean present() {
        return present;
    }

    /** Sequence number as on the wire, unsigned. */
    public int sequence() {
        return sequence;
    }

    public int acknowledgment() {
        return acknowledgment;
    }

    /** The low eight flags (RFC 9293 §3.1): {@link #FIN}, {@link #SYN}, {@link #RST}, {@link #ACK} and others. */
    public int flags() {
        return flags;
    }

    /** Whether all of the given flags are set. */
    public boolean has(int flags) {
        return (this.flags & flags) == flags;
    }

    /** SYN without ACK: the sender wants to open a connection. */
    public boolean opens() {
        return has(SYN) && !has(ACK);
    }

    /** Bytes that the sender still has room for, as on the wire: the scale of RFC 7323 is not applied. */
    public int window() {
        return window;
    }

    /** Offset of the first option; the options end where the payload begins. */
    public int options() {
        return at + HEADER;
    }

    /** Offset of the payload. */
    public int payload() {
        return payload;
    }

    /** Bytes of payload on the wire. */
    public int payloadLength() {
        return payloadLength;
    }

    /** Offset behind the last captured byte of the payload. */
    public int capturedEnd() {
        return capturedEnd;
    }

    /** Whether the snap length cut the payload. */
    public boolean cut() {
        return capturedEnd - payload < payloadLength;
    }
}
