package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Side;

/**
 * The times of the three segments that open a connection (RFC 9293 §3.5), for each side of the capture point. A repeated
 * segment is timed from its last repetition, and what was lost before is no part of the round trip (Karn's rule, RFC
 * 6298 §3).
 */
final class Handshake {
    private static final long UNKNOWN = -1;

    private long firstSynMicros = UNKNOWN;
    private long lastSynMicros = UNKNOWN;
    private long synMicros = UNKNOWN;
    private long synAckMicros = UNKNOWN;
    private long lastSynAckMicros = UNKNOWN;
    private long ackMicros = UNKNOWN;
    private boolean over;

    /** Notes a SYN, or the server's SYN-ACK. */
    void syn(Side sender, long micros) {
        if (sender == Side.Client) {
            firstSynMicros = firstSynMicros == UNKNOWN ? micros : firstSynMicros;
            lastSynMicros = micros;
            return;
        }
        if (synAckMicros == UNKNOWN) {
            synMicros = lastSynMicros;
            synAckMicros = micros;
        }
        lastSynAckMicros = micros;
    }

    /**
     * Notes the client's first segment behind its SYN.
     *
     * @param answers whether it is the ACK of the server's SYN and nothing else; any other segment may come much later
     */
    void goesOn(boolean answers, long micros) {
        if (!over && answers) {
            ackMicros = micros;
        }
        over = true;
    }

    /** Time from the first SYN to the last one, µs: what lost SYNs cost; 0 when the first one was enough. */
    long lostMicros() {
        return between(firstSynMicros, lastSynMicros);
    }

    /** Time from the SYN-ACK to the client's ACK, µs; -1 when not captured. */
    long clientMicros() {
        return between(lastSynAckMicros, ackMicros);
    }

    /** Time from the SYN to the SYN-ACK, µs; -1 when not captured. */
    long serverMicros() {
        return between(synMicros, synAckMicros);
    }

    /** Time for all three, µs; -1 when not captured. */
    long micros() {
        return serverMicros() == UNKNOWN || clientMicros() == UNKNOWN ? UNKNOWN : serverMicros() + clientMicros();
    }

    /**
     * The time between two segments. It is never negative: a clock that was set back must not give the mark for "not
     * captured".
     */
    private static long between(long from, long to) {
        return from == UNKNOWN || to == UNKNOWN ? UNKNOWN : Math.max(0, to - from);
    }
}
