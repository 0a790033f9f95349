package io.nettools.analyser.tls;

import io.nettools.analyser.packet.Segment;

/**
 * How much of what one end has sent since the ClientHello was captured: its own sequence numbers and the other end's
 * acknowledgments show bytes that are missing, or that are still to come because the capture has them in another order.
 */
final class Sent {
    private boolean started;
    private int first;
    private int next;
    private int shown;
    private int fin;
    private boolean ends;
    private boolean lost;

    /** The end's next segment. */
    void segment(Segment segment) {
        int begin = segment.sequence() + (segment.has(Segment.SYN) ? 1 : 0);
        int end = begin + segment.payloadLength();
        if (!started) {
            start(begin);
        }
        show(end);
        if (segment.payloadLength() > 0 && end - next > 0) {
            lost |= begin - next > 0;
            next = end;
        }
        if (segment.has(Segment.FIN) && !ends) {
            ends = true;
            fin = end;
        }
    }

    /** Whether the bytes of a segment are older than the ClientHello, which came before them in the capture alone. */
    boolean older(Segment segment) {
        return started && segment.sequence() + segment.payloadLength() - first <= 0;
    }

    /** The other end's acknowledgment: everything before it was sent. */
    void acknowledged(int number) {
        if (!started) {
            start(number);
        }
        show(number);
    }

    private void start(int number) {
        started = true;
        first = number;
        next = number;
        shown = number;
    }

    private void show(int number) {
        shown = number - shown > 0 ? number : shown;
    }

    /** The place among the records is lost: what came there is not known. */
    void lost() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    /** Bytes, and the FIN, that were sent and have not been captured so far. */
    int missing() {
        int known = ends && next == fin ? next + 1 : next;
        return Math.max(0, shown - known);
    }
}
