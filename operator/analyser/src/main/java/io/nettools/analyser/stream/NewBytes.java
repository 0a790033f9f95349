package io.nettools.analyser.stream;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Segment;

/**
 * The bytes of a segment that its sender had not sent before, by their sequence numbers. Bytes behind a gap are new;
 * bytes that fill the gap later are not, since nothing is held back to restore the order. Bytes that were not captured
 * are counted on both sides of the captured ones, so that a reader keeps its place across a lost packet or a snap
 * length.
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
    private boolean first;
    private boolean proxied;
    private int headerLeft;

    /** Makes it as new. */
    public void clear() {
        started = false;
        begun = false;
        next = 0;
        missing = 0;
        from = 0;
        to = 0;
        cut = 0;
        first = false;
        proxied = false;
        headerLeft = 0;
    }

    /** Reads the sender's next packet. A RST, or a packet that is not a TCP segment, has no new bytes. */
    public void read(Segment segment) {
        missing = 0;
        from = 0;
        to = 0;
        cut = 0;
        first = false;
        if (!segment.present() || segment.has(Segment.RST)) {
            return;
        }
        int begin = segment.sequence() + (segment.has(Segment.SYN) ? 1 : 0);
        // until bytes are sent, another SYN may begin another sequence (a reused port)
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
            first = !begun;
            begun = true;
        }
    }

    /** Passes over the header of the PROXY protocol, if the stream begins with one: the new bytes begin behind it. */
    public void passProxyHeader(Bytes bytes) {
        if (first) {
            headerLeft = ProxyHeader.length(bytes, from, to);
            proxied = headerLeft > 0;
        }
        if (headerLeft > 0) {
            int passed = Math.min(headerLeft, to - from);
            from += passed;
            // what was not captured of a header is not missing behind it
            int uncaptured = Math.min(headerLeft - passed, cut);
            cut -= uncaptured;
            headerLeft -= passed + uncaptured;
        }
    }

    private void take(Segment segment, int old, int length) {
        int first = segment.payload() + old;
        to = segment.capturedEnd();
        from = Math.min(first, to);
        cut = segment.payload() + length - Math.max(to, first);
    }

    /** Whether the segment has new bytes that were captured. */
    public boolean any() {
        return from < to;
    }

    /** Whether the segment has no new bytes, captured or not. */
    public boolean nothing() {
        return from == to && cut == 0;
    }

    /** Bytes of the stream, in front of the new ones, that were not captured. */
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

    /** Whether the new bytes are the first of the stream, or of the part of it that was captured. */
    public boolean first() {
        return first;
    }

    /** Whether the stream began with a header of the PROXY protocol. */
    public boolean proxied() {
        return proxied;
    }
}
