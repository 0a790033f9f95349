package io.nettools.analyser.tcp;

/** A read-only view of one end of a connection. It is valid until the next packet; all times are µs. */
public final class EndpointFacts {
    private final Endpoint own;
    private final Endpoint peer;
    private final long untilMicros;

    EndpointFacts(Endpoint own, Endpoint peer, long untilMicros) {
        this.own = own;
        this.peer = peer;
        this.untilMicros = untilMicros;
    }

    /** Whether any of its segments was captured. */
    public boolean seen() {
        return own.sent().started();
    }

    /** Whether its SYN was captured, and with it its options. */
    public boolean synSeen() {
        return own.sent().synSeen();
    }

    public boolean finSeen() {
        return own.sent().finSeen();
    }

    /** Largest segment that it accepts (RFC 9293 §3.7.1), bytes; 0 without that option or its SYN. */
    public int mss() {
        return own.window().mss();
    }

    /** Shift count for its windows (RFC 7323 §2.2); -1 without that option or its SYN. */
    public int windowScale() {
        return own.window().shift();
    }

    /** Whether it offered selective acknowledgments (RFC 2018 §2). */
    public boolean sackPermitted() {
        return own.window().sackPermitted();
    }

    /** Bytes of payload in its largest segment; more than the MSS where the network card cuts segments (GSO). */
    public int largestSegment() {
        return own.progress().largest();
    }

    /** Bytes of payload in its largest segment that is known to have reached the other end. */
    public int largestAcknowledged() {
        return own.progress().largestAcknowledged();
    }

    /**
     * Repetitions of its SYN although the other end's acknowledgment and first data were captured: it did not take the
     * connection (tcp_check_req, net/ipv4/tcp_minisocks.c: a full accept queue).
     */
    public long synIgnored() {
        return own.seldom().synIgnored;
    }

    /** Whether any packet of it is known to have arrived at the other end. */
    public boolean acknowledged() {
        return peer.acknowledgments().seen();
    }

    /** Whether the other end acknowledges more than was captured of it. */
    public boolean missed() {
        return own.missed(peer);
    }

    /** Whether bytes of its application are not acknowledged, as far as that was captured. */
    public boolean dataOutstanding() {
        return own.dataOutstanding(peer);
    }

    /** Time since which its probes are unanswered, since the epoch; valid while there are such. */
    public long probedSinceMicros() {
        return own.probedSinceMicros();
    }

    /** Whether any of its segments has neither SYN, FIN nor RST. */
    public boolean plainSeen() {
        return own.plainSeen();
    }

    /**
     * Whether its large segments do not arrive at the capture point: bytes are missing for good although the other end
     * asks for them, and every segment that came is smaller than what is missing (RFC 2923 §2.1).
     */
    public boolean onlySmallSegmentsArrive() {
        return own.onlySmallSegmentsArrive(peer, untilMicros);
    }

    /** Keep-alives and window probes since the other end's last packet. */
    public int probesUnanswered() {
        return own.probesUnanswered();
    }

    /** Sequence number of its first segment, as on the wire. */
    public int firstSequence() {
        return own.sent().firstSequence();
    }

    /** Its first acknowledgment number, as on the wire; valid when the other end is {@link #acknowledged}. */
    public int firstAcknowledgment() {
        return own.acknowledgments().firstNumber();
    }

    /** Retransmissions of its SYN. */
    public long synRetries() {
        return own.seldom().synRetries;
    }

    /** Its retransmissions, including SYN and FIN. */
    public Retransmissions retransmissions() {
        return own.retransmissions();
    }

    /** Segments whose bytes came for the first time, behind later ones, within the time of a round trip. */
    public long outOfOrder() {
        return own.seldom().outOfOrder;
    }

    /** Segments behind missing bytes, which were lost before the capture point, late, or missed by the capture. */
    public long gaps() {
        return own.seldom().gaps;
    }

    /** Bytes that were acknowledged but never captured: the capture missed them, and the network did not lose them. */
    public long missedBytes() {
        return own.sent().missedBytes(peer.acknowledgments().highest());
    }

    /**
     * Bytes that were neither acknowledged nor captured, although later ones were captured: lost before the capture
     * point, so far.
     */
    public long lackingBytes() {
        return own.sent().lackingBytes(peer.acknowledgments().highest());
    }

    /** Its repeated acknowledgments, except answers to keep-alives. */
    public long duplicateAcks() {
        return own.acknowledgments().duplicates();
    }

    /** Its reports of bytes that it got twice (D-SACK, RFC 2883): the other end retransmitted them needlessly. */
    public long duplicateSacks() {
        return own.acknowledgments().duplicateSacks();
    }

    public long keepAlives() {
        return own.seldom().keepAlives;
    }

    /** Its answers to keep-alives of the other end. */
    public long keepAliveAcks() {
        return own.seldom().keepAliveAcks;
    }

    /** Its probes of the other end's zero window. */
    public long zeroWindowProbes() {
        return own.seldom().zeroWindowProbes;
    }

    /** Its segments with a zero window: its application does not read. */
    public long zeroWindows() {
        return own.window().zeroSegments();
    }

    /** Total time with a zero window. */
    public long zeroWindowMicros() {
        return own.window().zeroMicros(untilMicros);
    }

    public long longestZeroWindowMicros() {
        return own.window().longestZeroMicros(untilMicros);
    }

    /** Whether its window is zero now. */
    public boolean windowClosed() {
        return own.window().closed();
    }

    /** Its segments that filled the other end's window to the last byte: the receiver is the limit. */
    public long windowFull() {
        return own.seldom().windowFull;
    }

    /** Its segments that filled a window of the other end that has no room for one whole segment. */
    public long smallWindowFull() {
        return own.seldom().smallWindowFull;
    }

    /**
     * Shortest time from one of its segments to the acknowledgment, at the capture point: the round trip to the other
     * end; -1 when unknown.
     */
    public long roundTripMicros() {
        return own.roundTrip().minMicros();
    }

    /** The smoothed {@link #roundTripMicros} (RFC 6298 §2), which includes the other end's delay of acknowledgments. */
    public long smoothedRoundTripMicros() {
        return own.roundTrip().smoothedMicros();
    }

    /** Whether any of its bytes is not acknowledged, if acknowledgments of the other end were captured at all. */
    public boolean outstanding() {
        return peer.acknowledgments().seen() && own.outstanding(peer);
    }

    /** The longest time in which its bytes were outstanding and none was acknowledged. */
    public long longestStallMicros() {
        return own.progress().longestStallMicros(untilMicros, outstanding());
    }

    /** Time since which nothing has been acknowledged, since the epoch; valid while {@link #outstanding}. */
    public long stalledSinceMicros() {
        return own.progress().sinceMicros();
    }

    /** Whether any of its outstanding bytes were acknowledged after a time since the epoch. */
    public boolean acknowledgedSince(long micros) {
        return own.progress().acknowledgedSince(micros);
    }

    /** Consecutive time-outs of the oldest outstanding bytes; 0 once they are acknowledged. */
    public long timeoutsInARow() {
        return own.retransmissions().timeoutsInARow(peer.acknowledgments());
    }

    /**
     * Whether its large segments are lost: one was retransmitted after time-outs and never acknowledged, while smaller
     * ones were (RFC 2923 §2.1, the path-MTU black hole).
     */
    public boolean onlySmallSegmentsPass() {
        return own.retransmissions().onlySmallOnesPass(peer.acknowledgments(), largestAcknowledged());
    }
}
