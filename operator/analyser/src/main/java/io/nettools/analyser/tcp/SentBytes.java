package io.nettools.analyser.tcp;

/**
 * The bytes of one end, as far as they were captured. Sequence numbers are kept as {@code long}, so that wrapping
 * around 2^32 (RFC 9293 §3.4) needs no special case. A SYN and a FIN count as a byte each.
 */
final class SentBytes {
    /** The largest window (RFC 7323 §2.3): an acknowledgment further ahead does not belong to this connection. */
    private static final long FARTHEST = 1L << 30;

    private boolean anchored;
    private boolean started;
    private boolean synSeen;
    private boolean finSeen;
    private long first;
    private long syn;
    private long next;
    private long nextMicros;
    private long missedSince = Gaps.NOT_MISSING;
    private Gaps gaps;

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

    /** @param acknowledged the other end's highest acknowledgment */
    Arrival accept(long begin, long end, boolean fin, long acknowledged, long micros) {
        finSeen |= fin;
        if (begin < next) {
            return again(begin, end, acknowledged, micros);
        }
        boolean behindGap = begin > next;
        if (behindGap) {
            gaps = gaps == null ? new Gaps() : gaps;
            gaps.add(next, begin, acknowledged, micros);
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

    boolean synSeen() {
        return synSeen;
    }

    boolean finSeen() {
        return finSeen;
    }

    /** The place behind the SYN, which is its acknowledgment. */
    long afterSyn() {
        return syn + 1;
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

    /** Time at which the last byte was first captured. */
    long nextMicros() {
        return nextMicros;
    }

    /** Bytes that were acknowledged but never captured: missed by the capture. */
    long missedBytes(long acknowledged) {
        long beyond = started ? Math.max(0, acknowledged - next) : 0;
        return beyond + (gaps == null ? 0 : gaps.missedBytes(acknowledged));
    }

    /** Bytes that were neither acknowledged nor captured, although later ones were captured. */
    long lackingBytes(long acknowledged) {
        return gaps == null ? 0 : gaps.openBytes(acknowledged);
    }
}
