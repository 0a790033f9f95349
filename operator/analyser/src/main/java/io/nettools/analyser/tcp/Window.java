package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Segment;

/** What one end offers: the options of its SYN, and the room for more bytes that it tells with every segment (RFC 9293 §3.8.6). */
final class Window {
    private static final int UNKNOWN = -1;

    /** RFC 7323 §2.3: a larger shift count is taken as this one. */
    private static final int LARGEST_SHIFT = 14;

    private boolean synSeen;
    private boolean sackPermitted;
    private int mss;
    private int shift = UNKNOWN;
    private boolean scaled;
    private int raw = UNKNOWN;
    private ZeroWindow zero;

    void offer(Bytes bytes, Segment segment) {
        synSeen = true;
        int mssAt = Options.find(Options.MSS, bytes, segment);
        mss = mssAt == Options.NONE ? 0 : bytes.u16(mssAt + 2);
        int shiftAt = Options.find(Options.WINDOW_SCALE, bytes, segment);
        shift = shiftAt == Options.NONE ? UNKNOWN : Math.min(LARGEST_SHIFT, bytes.u8(shiftAt + 2));
        sackPermitted = Options.find(Options.SACK_PERMITTED, bytes, segment) != Options.NONE;
        scaled = false;
        raw = segment.window();
    }

    /** Takes the window of a segment that is no SYN. */
    void advertise(Segment segment, long micros) {
        scaled = true;
        raw = segment.window();
        if (raw == 0 && !segment.has(Segment.FIN)) {
            zero = zero == null ? new ZeroWindow() : zero;
            zero.closed(micros);
        } else if (zero != null && raw != 0) {
            zero.opened(micros);
        }
    }

    boolean closed() {
        return raw == 0;
    }

    /** As on the wire; -1 before the first segment. */
    int raw() {
        return raw;
    }

    /** Whether a segment that ends so many bytes behind the last acknowledgment fills the window exactly; false when its size is not known. */
    boolean filledBy(long bytes, Window peer) {
        if (!synSeen || !peer.synSeen) {
            return false;
        }
        boolean scaling = scaled && shift != UNKNOWN && peer.shift != UNKNOWN;
        return bytes == (long) raw << (scaling ? shift : 0);
    }

    int mss() {
        return mss;
    }

    /** Shift count of RFC 7323 that the SYN offers; -1 when none or not seen. */
    int shift() {
        return shift;
    }

    boolean sackPermitted() {
        return sackPermitted;
    }

    long zeroSegments() {
        return zero == null ? 0 : zero.segments();
    }

    long zeroMicros(long untilMicros) {
        return zero == null ? 0 : zero.totalMicros(untilMicros);
    }

    long longestZeroMicros(long untilMicros) {
        return zero == null ? 0 : zero.longestMicros(untilMicros);
    }
}
