package io.nettools.analyser.stream;

import io.nettools.analyser.packet.Segment;

/**
 * Which bytes of a segment its sender had not sent before, by their sequence numbers. What comes behind a gap is new, what fills the gap
 * later is not: nothing is held back for order's sake. Bytes that the capture does not have are counted on both sides of those it has, so
 * that a reader keeps its place across a lost packet or a snap length.
 *
 * <pre>
 *   seen before | missing() | from() .. to() | cut() | next
 * </pre>
 */
public final class NewBytes {
    private boolean started;
    private boolean begun;
    private int next;
    private int missing;
    private int from;
    private int to;
    private int cut;

    /** Takes the sender's next packet; one that is no TCP segment, or a RST, has no bytes. */
    public void read(Segment segment) {
        missing = 0;
        from = 0;
        to = 0;
        cut = 0;
        if (!segment.present() || segment.has(Segment.RST)) {
            return;
        }
        int begin = segment.sequence() + (segment.has(Segment.SYN) ? 1 : 0);
        // another SYN may come with another number as long as nothing was sent (a port used again)
        if (!started || (segment.has(Segment.SYN) && !begun)) {
            started = true;
            next = begin;
        }
        int old = next - begin;
        int length = segment.payloadLength();
        if (length > 0 && old < length) {
            take(segment, Math.max(0, old), length);
            missing = Math.max(0, -old);
            next = begin + length;
            begun = true;
        }
    }

    private void take(Segment segment, int old, int length) {
        int first = segment.payload() + old;
        to = segment.capturedEnd();
        from = Math.min(first, to);
        cut = segment.payload() + length - Math.max(to, first);
    }

    /** Whether the segment has bytes that are new and captured. */
    public boolean any() {
        return from < to;
    }

    /** Whether the segment brings nothing new, captured or not. */
    public boolean nothing() {
        return from == to && cut == 0;
    }

    /** Bytes of the stream, before the new ones, that were never seen. */
    public int missing() {
        return missing;
    }

    /** Offset of the first new byte in the packet. */
    public int from() {
        return from;
    }

    /** Offset behind the last new byte that was captured. */
    public int to() {
        return to;
    }

    /** New bytes behind {@link #to} that the snap length cut off. */
    public int cut() {
        return cut;
    }
}
