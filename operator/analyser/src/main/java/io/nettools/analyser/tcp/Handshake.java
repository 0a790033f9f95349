package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Side;

/** The three segments that open a connection (RFC 9293 §3.5), and how long each side of the capture point took for its part. */
final class Handshake {
    private static final long UNKNOWN = -1;

    private long synMicros = UNKNOWN;
    private long synAckMicros = UNKNOWN;
    private long ackMicros = UNKNOWN;

    /** A SYN, of the server with an ACK. */
    void syn(Side sender, long micros) {
        if (sender == Side.Client) {
            synMicros = synMicros == UNKNOWN ? micros : synMicros;
            return;
        }
        synAckMicros = synAckMicros == UNKNOWN ? micros : synAckMicros;
    }

    /** The client acknowledged the server's SYN. */
    void acknowledged(long micros) {
        ackMicros = ackMicros == UNKNOWN ? micros : ackMicros;
    }

    boolean complete() {
        return ackMicros != UNKNOWN;
    }

    /** From the SYN-ACK to the client's ACK, µs; -1 when not seen. */
    long clientMicros() {
        return between(synAckMicros, ackMicros);
    }

    /** From the first SYN to the SYN-ACK, µs; -1 when not seen. */
    long serverMicros() {
        return between(synMicros, synAckMicros);
    }

    /** From the first SYN to the client's ACK, µs; -1 when not seen. */
    long micros() {
        return between(synMicros, ackMicros);
    }

    /** A clock that was set back must not make this the mark for "not seen". */
    private static long between(long from, long to) {
        return from == UNKNOWN || to == UNKNOWN ? UNKNOWN : Math.max(0, to - from);
    }
}
