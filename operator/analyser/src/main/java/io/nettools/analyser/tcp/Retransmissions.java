package io.nettools.analyser.tcp;

/**
 * Retransmissions of one end by their cause. The kinds exclude each other; their sum is Wireshark's
 * {@code tcp.analysis.retransmission}.
 *
 * <p>Wireshark calls only that segment fast for which the duplicate acknowledgments ask, within 20 ms of the last of
 * them. Here all retransmissions of one recovery have the cause that began it (RFC 6675 §5, RFC 5681 §3.2), until all
 * bytes that were outstanding then are acknowledged.
 */
public final class Retransmissions {
    static final Retransmissions NONE = new Retransmissions();

    /** Linux' TCP_RTO_MIN, µs: after so long a pause no acknowledgment caused the retransmission. */
    private static final long SHORTEST_TIMEOUT = 200_000;

    /** Wireshark's number of duplicates. RFC 5681 requires three; the capture may have missed one. */
    private static final int ENOUGH_DUPLICATES = 2;

    /** The default MSS (RFC 9293 §3.7.1): no path drops a segment of that size for its size. */
    static final int ALWAYS_FITS = 536;

    private static final int SURELY = 2;

    private enum Cause {
        Timeout,
        Fast,
        TailProbe,
        Spurious
    }

    private long timeouts;
    private long fast;
    private long tailProbes;
    private long spurious;
    private long filled;
    private Cause recovery = Cause.Timeout;
    private long recoverTo = Acknowledgments.NOTHING;
    private long lastMicros = Acknowledgments.NOTHING;
    private long stuckAt = Acknowledgments.NOTHING;
    private int stuckLength;
    private int inARow;

    Retransmissions() {}

    /**
     * Counts a retransmission.
     *
     * @param fills whether the bytes were not captured before: they were lost before the capture point
     */
    void add(long begin, long end, boolean fills, SentBytes sent, Acknowledgments peer, long micros) {
        Cause cause = cause(begin, end, sent, peer, micros);
        count(cause);
        filled += fills ? 1 : 0;
        lastMicros = micros;
        boolean recovering = peer.highest() < recoverTo && recovery == cause;
        if (!recovering && (cause == Cause.Timeout || cause == Cause.Fast)) {
            recovery = cause;
            recoverTo = sent.next();
        }
        if (cause == Cause.Timeout && begin <= peer.highest()) {
            timedOut(begin, (int) (end - begin));
        }
    }

    private void count(Cause cause) {
        switch (cause) {
            case Timeout -> timeouts++;
            case Fast -> fast++;
            case TailProbe -> tailProbes++;
            case Spurious -> spurious++;
        }
    }

    private Cause cause(long begin, long end, SentBytes sent, Acknowledgments peer, long micros) {
        if (end <= peer.highest()) {
            return Cause.Spurious;
        }
        if (waited(sent, peer, micros) >= SHORTEST_TIMEOUT) {
            return Cause.Timeout;
        }
        if (peer.highest() < recoverTo) {
            return recovery;
        }
        if (peer.sackedTo() > begin || (peer.run() >= ENOUGH_DUPLICATES && peer.last() == begin)) {
            return Cause.Fast;
        }
        // RFC 8985 §7.3: the last segment, while earlier ones are not acknowledged either;
        // a time-out begins with the first
        return end == sent.next() && peer.seen() && begin > peer.highest() ? Cause.TailProbe : Cause.Timeout;
    }

    private long waited(SentBytes sent, Acknowledgments peer, long micros) {
        long last = Math.max(Math.max(sent.nextMicros(), lastMicros), peer.micros());
        return micros - last;
    }

    private void timedOut(long begin, int length) {
        inARow = begin == stuckAt ? inARow + 1 : 1;
        stuckAt = begin;
        stuckLength = length;
    }

    public long total() {
        return timeouts + fast + tailProbes + spurious;
    }

    /** Retransmissions after a time without acknowledgments (RFC 6298), and in the recovery from it. */
    public long timeouts() {
        return timeouts;
    }

    /** Retransmissions after duplicate or selective acknowledgments (RFC 5681 §3.2, RFC 6675). */
    public long fast() {
        return fast;
    }

    /** Repetitions of the last segment, which make the other end report missing bytes (RFC 8985 §7). */
    public long tailProbes() {
        return tailProbes;
    }

    /** Retransmissions of bytes whose acknowledgment had been captured already. */
    public long spurious() {
        return spurious;
    }

    /**
     * Retransmissions of bytes that were not captured before: lost between the sender and the capture point. All others
     * were lost behind it.
     */
    public long lostBeforeCapture() {
        return filled;
    }

    /** Consecutive time-outs of one segment; 0 once it is acknowledged. */
    long timeoutsInARow(Acknowledgments peer) {
        return peer.highest() > stuckAt ? 0 : inARow;
    }

    /** Whether the segment that is retransmitted and never acknowledged is larger than any that was. */
    boolean onlySmallOnesPass(Acknowledgments peer, int largestAcknowledged) {
        return timeoutsInARow(peer) >= SURELY && stuckLength > Math.max(largestAcknowledged, ALWAYS_FITS);
    }
}
