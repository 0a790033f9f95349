package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Side;

/** The times of the three segments that open a connection (RFC 9293 §3.5), for each side of the capture point. */
final class Handshake {
    private static final long UNKNOWN = -1;

    private long synMicros = UNKNOWN;
    private long synAckMicros = UNKNOWN;
    private long ackMicros = UNKNOWN;

    /** Notes a SYN, or the server's SYN-ACK. */
    void syn(Side sender, long micros) {
        if (sender == Side.Client) {
            synMicros = synMicros == UNKNOWN ? micros : synMicros;
            return;
        }
        synAckMicros = synAckMicros == UNKNOWN ? micros : synAckMicros;
    }

    /** Notes the client's ACK of the server's SYN. */
    void acknowledged(long micros) {
        ackMicros = ackMicros == UNKNOWN ? micros : ackMicros;
    }

    boolean complete() {
        return ackMicros != UNKNOWN;
    }

    /** Time from the SYN-ACK to the client's ACK, µs; -1 when not captured. */
    long clientMicros() {
        return between(synAckMicros, ackMicros);
    }

    /** Time from the first SYN to the SYN-ACK, µs; -1 when not captured. */
    long serverMicros() {
        return between(synMicros, synAckMicros);
    }

    /** Time from the first SYN to the client's ACK, µs; -1 when not captured. */
    long micros() {
        return between(synMicros, ackMicros);
    }

    /**
     * The time between two segments. It is never negative: a clock that was set back must not give the mark for "not
     * captured".
     */
    private static long between(long from, long to) {
        return from == UNKNOWN || to == UNKNOWN ? UNKNOWN : Math.max(0, to - from);
    }
}
