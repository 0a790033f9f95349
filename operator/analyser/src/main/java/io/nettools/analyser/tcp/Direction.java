package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Segment;

/**
 * What one end of a connection sent. Sequence numbers are kept as long, so that wrapping around 2^32 (RFC 9293 §3.4) needs no thought.
 */
final class Direction {
    /** More gaps than these are forgotten; the bytes that fill them then count as repeated. */
    private static final int MOST_GAPS = 4;

    private boolean started;
    private long next;
    private boolean synSeen;
    private long syn;
    private boolean finSeen;
    private long finEnd;
    /** Pairs of from and to; made only when packets are missing. */
    private long[] gaps;

    private int gapCount;

    Arrival accept(Segment segment) {
        long begin = unwrapped(segment.sequence());
        if (!started) {
            started = true;
            next = begin;
        }
        if (segment.has(Segment.SYN)) {
            return acceptSyn(begin, segment.payloadLength());
        }
        int length = segment.payloadLength();
        boolean fin = segment.has(Segment.FIN);
        long end = begin + length + (fin ? 1 : 0);
        if (fin && finSeen && end == finEnd) {
            return Arrival.Repeated;
        }
        if (fin) {
            finSeen = true;
            finEnd = end;
        }
        // a keep-alive sends the last byte again, or none from its place (RFC 9293 §3.8.4)
        boolean keepAlive = begin == next - 1 && length <= 1 && !fin;
        return end == begin || keepAlive ? Arrival.Nothing : acceptBytes(begin, end);
    }

    private Arrival acceptSyn(long begin, int length) {
        if (synSeen && syn == begin) {
            return Arrival.Repeated;
        }
        synSeen = true;
        syn = begin;
        next = begin + 1 + length;
        // bytes sent with a SYN (RFC 7413) may be refused by the other end and come again
        return Arrival.Nothing;
    }

    private Arrival acceptBytes(long begin, long end) {
        if (begin == next) {
            next = end;
            return Arrival.InOrder;
        }
        if (begin > next) {
            addGap(next, begin);
            next = end;
            return Arrival.AfterGap;
        }
        boolean missing = fillGap(begin, end);
        next = Math.max(next, end);
        return missing ? Arrival.Late : Arrival.Repeated;
    }

    /** The number nearest to what is expected next. */
    private long unwrapped(int sequence) {
        return started ? next + (sequence - (int) next) : sequence & 0xffff_ffffL;
    }

    private void addGap(long from, long to) {
        if (gaps == null) {
            gaps = new long[2 * MOST_GAPS];
        }
        if (gapCount == MOST_GAPS) {
            removeGap(0);
        }
        gaps[2 * gapCount] = from;
        gaps[2 * gapCount + 1] = to;
        gapCount++;
    }

    private void removeGap(int index) {
        gapCount--;
        System.arraycopy(gaps, 2 * index + 2, gaps, 2 * index, 2 * (gapCount - index));
    }

    /** Takes the bytes out of the gap that holds all of them; false when they were not missing. */
    private boolean fillGap(long begin, long end) {
        for (int i = 0; i < gapCount; i++) {
            long from = gaps[2 * i];
            long to = gaps[2 * i + 1];
            if (begin >= from && end <= to) {
                removeGap(i);
                if (begin > from) {
                    addGap(from, begin);
                }
                if (end < to) {
                    addGap(end, to);
                }
                return true;
            }
        }
        return false;
    }

    boolean started() {
        return started;
    }

    boolean synSeen() {
        return synSeen;
    }

    /** Number after the SYN as on the wire: what acknowledges it. */
    int afterSyn() {
        return (int) (syn + 1);
    }

    boolean finSeen() {
        return finSeen;
    }
}
