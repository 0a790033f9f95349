package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Side;

/**
 * The times of the three segments that open a connection (RFC 9293 §3.5), for each side of the capture point. A repeated
 * segment is timed from its last repetition, and what was lost before is no part of the round trip (Karn's rule, RFC
 * 6298 §3). A part of a {@link TcpConnection}.
 */
abstract class Handshake extends Clock {
    private static final long UNKNOWN = -1;

    private long firstSynMicros;
    private long lastSynMicros;
    private long synMicros;
    private long synAckMicros;
    private long lastSynAckMicros;
    private long ackMicros;
    private boolean goneOn;

    @Override
    public void clear() {
        super.clear();
        firstSynMicros = UNKNOWN;
        lastSynMicros = UNKNOWN;
        synMicros = UNKNOWN;
        synAckMicros = UNKNOWN;
        lastSynAckMicros = UNKNOWN;
        ackMicros = UNKNOWN;
        goneOn = false;
    }

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
        if (!goneOn && answers) {
            ackMicros = micros;
        }
        goneOn = true;
    }

    /** What lost SYNs cost: time from the first to the last one; 0 when none was lost. */
    public long synLostMicros() {
        return Math.max(0, between(firstSynMicros, lastSynMicros));
    }

    /**
     * The part of the handshake on the client's side of the capture point: from the SYN-ACK to the client's ACK; -1
     * when not captured.
     */
    public long clientHandshakeMicros() {
        return between(lastSynAckMicros, ackMicros);
    }

    /**
     * The part of the handshake on the server's side of the capture point: from the SYN to the SYN-ACK; -1 when
     * not captured.
     */
    public long serverHandshakeMicros() {
        return between(synMicros, synAckMicros);
    }

    /** Time from the SYN that was answered to the client's ACK of the SYN-ACK; -1 when not captured. */
    public long handshakeMicros() {
        long client = clientHandshakeMicros();
        long server = serverHandshakeMicros();
        return server == UNKNOWN || client == UNKNOWN ? UNKNOWN : server + client;
    }

    /**
     * The time between two segments. It is never negative: a clock that was set back must not give the mark for "not
     * captured".
     */
    private static long between(long from, long to) {
        return from == UNKNOWN || to == UNKNOWN ? UNKNOWN : Math.max(0, to - from);
    }
}
