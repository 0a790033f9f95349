package io.nettools.analyser.tcp;

/** What is known of one end of a connection, to be read only. Valid until the next packet; all times are µs. */
public final class EndpointFacts {
    private final Endpoint own;
    private final Endpoint peer;
    private final long untilMicros;

    EndpointFacts(Endpoint own, Endpoint peer, long untilMicros) {
        this.own = own;
        this.peer = peer;
        this.untilMicros = untilMicros;
    }

    /** Whether any segment of it was seen. */
    public boolean seen() {
        return own.sent().started();
    }

    /** Whether its SYN was seen, and with it what it offers. */
    public boolean synSeen() {
        return own.sent().synSeen();
    }

    public boolean finSeen() {
        return own.sent().finSeen();
    }

    /** Largest segment that it is ready to receive (RFC 9293 §3.7.1), bytes; 0 when it did not say or its SYN was not seen. */
    public int mss() {
        return own.window().mss();
    }

    /** Shift count for its windows (RFC 7323 §2.2); -1 when it did not offer one or its SYN was not seen. */
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

    /** SYNs that it sent again. */
    public long synRetries() {
        return own.seldom().synRetries;
    }

    /** What it sent again, the SYN and FIN included. */
    public Retransmissions retransmissions() {
        return own.retransmissions();
    }

    /** Segments whose bytes came behind later ones within the time of a round trip, and were seen for the first time. */
    public long outOfOrder() {
        return own.seldom().outOfOrder;
    }

    /** Segments before which bytes were missing: lost before the capture point, late, or missed by the capture. */
    public long gaps() {
        return own.seldom().gaps;
    }

    /** Bytes that the other end acknowledged and that were never seen: the capture missed them, the network did not lose them. */
    public long missedBytes() {
        return own.sent().missedBytes(peer.acknowledgments().highest());
    }

    /** Bytes that neither the other end nor the capture got, although later ones were seen: lost before the capture point, so far. */
    public long lackingBytes() {
        return own.sent().lackingBytes(peer.acknowledgments().highest());
    }

    /** Acknowledgments that it sent again without need, except those that a later segment asked for. */
    public long duplicateAcks() {
        return own.acknowledgments().duplicates();
    }

    /** Times that it said that it got bytes twice (D-SACK, RFC 2883): the other end sent them again in vain. */
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

    /** How often it asked whether the other end's window is still zero. */
    public long zeroWindowProbes() {
        return own.seldom().zeroWindowProbes;
    }

    /** Segments with which it said that it has no room: its application does not read. */
    public long zeroWindows() {
        return own.window().zeroSegments();
    }

    /** How long it had no room, all times together. */
    public long zeroWindowMicros() {
        return own.window().zeroMicros(untilMicros);
    }

    public long longestZeroWindowMicros() {
        return own.window().longestZeroMicros(untilMicros);
    }

    /** Whether it has no room now. */
    public boolean windowClosed() {
        return own.window().closed();
    }

    /** Segments that filled the other end's window to its last byte: the receiver is the limit. */
    public long windowFull() {
        return own.seldom().windowFull;
    }

    /** Shortest time from a segment of it to the acknowledgment, at the capture point: the way to the other end and back; -1 when not known. */
    public long roundTripMicros() {
        return own.roundTrip().minMicros();
    }

    /** As {@link #roundTripMicros}, smoothed (RFC 6298 §2); it includes what the other end delays its acknowledgments. */
    public long smoothedRoundTripMicros() {
        return own.roundTrip().smoothedMicros();
    }

    /** Whether bytes of it wait for an acknowledgment, of an end that was heard at all. */
    public boolean outstanding() {
        return peer.acknowledgments().seen() && own.outstanding(peer);
    }

    /** The longest time in which bytes of it were outstanding and none was acknowledged. */
    public long longestStallMicros() {
        return own.progress().longestStallMicros(untilMicros, outstanding());
    }

    /** Since when nothing was acknowledged, since the epoch; says something while {@link #outstanding}. */
    public long stalledSinceMicros() {
        return own.progress().sinceMicros();
    }

    /** Time-outs of the oldest bytes that are not acknowledged; 0 when all that timed out was acknowledged. */
    public long timeoutsInARow() {
        return own.retransmissions().timeoutsInARow(peer.acknowledgments());
    }

    /**
     * Whether its large segments vanish: one was sent again and again after time-outs and was never acknowledged, while the other end
     * acknowledged smaller ones (RFC 2923 §2.1, the path-MTU black hole).
     */
    public boolean onlySmallSegmentsPass() {
        return own.retransmissions().onlySmallOnesPass(peer.acknowledgments(), largestAcknowledged());
    }
}
