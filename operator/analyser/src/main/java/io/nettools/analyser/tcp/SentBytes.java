package io.nettools.analyser.tcp;

/**
 * The bytes of one end, as far as they were captured. Sequence numbers are kept as {@code long}, so that wrapping
 * around 2^32 (RFC 9293 §3.4) needs no special case. A SYN and a FIN count as a byte each. The first part of an {@link Endpoint}.
 */
abstract class SentBytes {
    /** The largest window (RFC 7323 §2.3): an acknowledgment further ahead does not belong to this connection. */
    private static final long FARTHEST = 1L << 30;

    /** A window without scaling, and what was sent in the meantime. */
    private static final long NEAR = 1L << 20;

    private boolean anchored;
    private boolean started;
    private boolean synSeen;
    private boolean finSeen;
    private long first;
    private long syn;
    private long next;
    private long nextMicros;
    private long missedSince;
    private Gaps gaps;

    /** Makes it as new. */
    void clear() {
        anchored = false;
        started = false;
        synSeen = false;
        finSeen = false;
        first = 0;
        syn = 0;
        next = 0;
        nextMicros = 0;
        missedSince = Gaps.NOT_MISSING;
        gaps = null;
    }

    /** The place of a sequence or acknowledgment number: the one nearest to the next expected place. */
    long place(int number) {
        if (!anchored) {
            anchored = true;
            next = number & 0xffff_ffffL;
        }
        return next + (number - (int) next);
    }

    boolean plausible(long acknowledgment) {
        return !started || acknowledgment - next <= FARTHEST;
    }

    /** Begins at the first captured segment. In the middle of a connection no bytes are missing before it. */
    void start(long begin, long micros) {
        if (!started) {
            started = true;
            first = begin;
            next = begin;
            nextMicros = micros;
        }
    }

    Arrival acceptSyn(long begin, int length, long micros) {
        if (synSeen && syn == begin) {
            return Arrival.Repeated;
        }
        synSeen = true;
        syn = begin;
        gaps = null;
        // the other end may refuse bytes in a SYN (RFC 7413); then they come again
        advance(begin + 1 + length, micros);
        return Arrival.Nothing;
    }

    /**
     * Takes bytes, or a FIN.
     *
     * @param acknowledged the other end's highest acknowledgment
     * @param identification of the packet; 0 when its sender does not count packets
     */
    Arrival accept(long begin, long end, boolean fin, long acknowledged, long micros, int identification) {
        finSeen |= fin;
        if (begin < next) {
            return again(begin, end, acknowledged, micros);
        }
        boolean behindGap = begin > next;
        if (behindGap) {
            gaps = gaps == null ? new Gaps() : gaps;
            gaps.add(next, begin, acknowledged, micros, identification);
        }
        advance(end, micros);
        return behindGap ? Arrival.AfterGap : Arrival.InOrder;
    }

    private Arrival again(long begin, long end, long acknowledged, long micros) {
        if (begin == next - 1 && end > next) {
            // Wireshark's rule: the first byte is that of a keep-alive or a window probe, and the rest is new
            advance(end, micros);
            return Arrival.InOrder;
        }
        missedSince = gaps == null ? Gaps.NOT_MISSING : gaps.fill(begin, end, acknowledged);
        if (end > next) {
            advance(end, micros);
        }
        return missedSince == Gaps.NOT_MISSING ? Arrival.Repeated : Arrival.Late;
    }

    /** Notes that everything up to {@code end} was sent. */
    void advance(long end, long micros) {
        next = end;
        nextMicros = micros;
    }

    boolean started() {
        return started;
    }

    /** Whether a SYN with this number cannot be the one of this connection. */
    boolean otherSyn(int sequence) {
        return synSeen ? sequence != (int) syn : started && sequence + 1 != (int) first;
    }

    boolean synSeen() {
        return synSeen;
    }

    boolean finSeen() {
        return finSeen;
    }

    int firstSequence() {
        return (int) first;
    }

    /** The place behind the SYN, which is its acknowledgment. */
    long afterSyn() {
        return syn + 1;
    }

    /** Whether an acknowledgment covers its SYN, and perhaps bytes that were not captured. */
    boolean soonAfterSyn(int acknowledgment) {
        int behind = acknowledgment - (int) syn;
        return synSeen && behind > 0 && behind <= NEAR;
    }

    /** Whether a number of another segment may be one of this connection: not far from those captured. */
    boolean near(int number) {
        return started && Math.abs((long) (number - (int) next)) <= NEAR;
    }

    /** Whether more than a SYN was captured. */
    boolean beyondSyn() {
        return started && (!synSeen || next > afterSyn());
    }

    /** The place behind the last byte. */
    long next() {
        return next;
    }

    /** Whether captured bytes are not acknowledged. */
    boolean outstanding(long acknowledged) {
        return next > Math.max(acknowledged, first);
    }

    /** Time since which the bytes that just came late were missing. */
    long missedSince() {
        return missedSince;
    }

    /** Identification of the first packet behind the bytes that just came late; 0 when it is not known. */
    int missedBehind() {
        return gaps == null ? 0 : gaps.behind();
    }

    /** Time at which the last byte was first captured. */
    long nextMicros() {
        return nextMicros;
    }

    /** Bytes that were acknowledged but never captured: missed by the capture. */
    long missedBytes(long acknowledged) {
        long beyond = started ? Math.max(0, acknowledged - next) : 0;
        return beyond + (gaps == null ? 0 : gaps.missedBytes(acknowledged));
    }

    /** Time since which the oldest bytes are missing that are not acknowledged. */
    long lackingSince(long acknowledged) {
        return gaps == null ? nextMicros : gaps.openSince(acknowledged, nextMicros);
    }

    /** Bytes that were neither acknowledged nor captured, although later ones were captured. */
    long lackingBytes(long acknowledged) {
        return gaps == null ? 0 : gaps.openBytes(acknowledged);
    }
}
