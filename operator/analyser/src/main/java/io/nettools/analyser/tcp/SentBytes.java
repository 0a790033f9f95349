package io.nettools.analyser.tcp;

/**
 * Which bytes one end sent, as far as they were seen. Sequence numbers are kept as long, so that wrapping around 2^32 (RFC 9293 §3.4)
 * needs no thought; a SYN and a FIN count as a byte each.
 */
final class SentBytes {
    /** No window is larger (RFC 7323 §2.3): an acknowledgment further ahead is none of this connection. */
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

    /** The place of a sequence or acknowledgment number: the one nearest to what is expected next. */
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

    /** The first segment that was seen begins here; in the middle of a connection nothing is missing before it. */
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
        // bytes sent with a SYN (RFC 7413) may be refused by the other end and come again
        advance(begin + 1 + length, micros);
        return Arrival.Nothing;
    }

    /** @param acknowledged how far the other end has them */
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
            // Wireshark's rule: the byte before is that of a keep-alive or of a window probe, and the rest is new
            advance(end, micros);
            return Arrival.InOrder;
        }
        missedSince = gaps == null ? Gaps.NOT_MISSING : gaps.fill(begin, end, acknowledged);
        if (end > next) {
            advance(end, micros);
        }
        return missedSince == Gaps.NOT_MISSING ? Arrival.Repeated : Arrival.Late;
    }

    /** Everything up to there was sent. */
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

    /** The place behind the SYN: what acknowledges it. */
    long afterSyn() {
        return syn + 1;
    }

    /** The place behind the last byte. */
    long next() {
        return next;
    }

    /** Whether bytes that were seen wait for an acknowledgment. */
    boolean outstanding(long acknowledged) {
        return next > Math.max(acknowledged, first);
    }

    /** When later bytes than those that came late just now were seen. */
    long missedSince() {
        return missedSince;
    }

    /** When the last byte was seen first. */
    long nextMicros() {
        return nextMicros;
    }

    /** Bytes that the other end has and that were never seen: missed by the capture. */
    long missedBytes(long acknowledged) {
        long beyond = started ? Math.max(0, acknowledged - next) : 0;
        return beyond + (gaps == null ? 0 : gaps.missedBytes(acknowledged));
    }

    /** Bytes that neither the other end nor the capture has, although later ones were seen. */
    long lackingBytes(long acknowledged) {
        return gaps == null ? 0 : gaps.openBytes(acknowledged);
    }
}
