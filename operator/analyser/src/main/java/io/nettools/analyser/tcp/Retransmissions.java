package io.nettools.analyser.tcp;

/**
 * What one end sent again, told apart by what made it do so. The kinds exclude each other; together they are what Wireshark counts as
 * {@code tcp.analysis.retransmission}.
 *
 * <p>Wireshark calls fast only the segment for which the duplicate acknowledgments ask, within 20 ms of the last of them. Here all
 * of one recovery is called after what began it (RFC 6675 §5, RFC 5681 §3.2): until everything that was out by then is acknowledged.
 */
public final class Retransmissions {
    static final Retransmissions NONE = new Retransmissions();

    /** Linux' TCP_RTO_MIN: whoever waited so long was not made to send by an acknowledgment. */
    private static final long SHORTEST_TIMEOUT = 200_000;

    /** Wireshark's number; RFC 5681 says three, of which the capture may have missed one. */
    private static final int ENOUGH_DUPLICATES = 2;

    /** The MSS of who says nothing (RFC 9293 §3.7.1): no path drops a segment of that size for its size. */
    private static final int ALWAYS_FITS = 536;

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

    /** @param fills whether the bytes had not been seen before: they were lost on their way to the capture point */
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

    /** After a time in which nothing was acknowledged (RFC 6298), and what followed from that. */
    public long timeouts() {
        return timeouts;
    }

    /** Asked for by duplicate or selective acknowledgments (RFC 5681 §3.2, RFC 6675). */
    public long fast() {
        return fast;
    }

    /** The last segment again, to make the other end say what it lacks (RFC 8985 §7). */
    public long tailProbes() {
        return tailProbes;
    }

    /** Of bytes whose acknowledgment had passed the capture point already. */
    public long spurious() {
        return spurious;
    }

    /** Of bytes not seen before: lost between the sender and the capture point, all others behind it. */
    public long lostBeforeCapture() {
        return filled;
    }

    /** Time-outs of one and the same segment without an acknowledgment of it since; 0 when it was acknowledged. */
    long timeoutsInARow(Acknowledgments peer) {
        return peer.highest() > stuckAt ? 0 : inARow;
    }

    /** Whether the segment that is not acknowledged, however often it is sent, is larger than any that was. */
    boolean onlySmallOnesPass(Acknowledgments peer, int largestAcknowledged) {
        return timeoutsInARow(peer) >= SURELY && stuckLength > Math.max(largestAcknowledged, ALWAYS_FITS);
    }
}
