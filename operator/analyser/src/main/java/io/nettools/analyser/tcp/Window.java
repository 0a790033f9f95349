package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Segment;

/** The options in one end's SYN, and the window that it advertises with every segment (RFC 9293 §3.8.6). A part of an {@link Endpoint}. */
abstract class Window extends RoundTrip {
    private static final int UNKNOWN = -1;

    /** Payload of a segment on Ethernet with timestamps, bytes: loopback's segments are larger, and so are its windows. */
    private static final int SMALL = 1448;

    /** Bytes of the options in a segment, which its data leaves room for (RFC 9293 §3.7.1, RFC 6691). */
    private static final int LONGEST_OPTIONS = 40;

    /** Payload of a packet of IPv6's least MTU with all options, bytes (RFC 8200 §5). */
    private static final int ALWAYS_PASSES = 1280 - 40 - 20 - LONGEST_OPTIONS;

    /** The largest shift count; a larger one is taken as this one (RFC 7323 §2.3). */
    private static final int LARGEST_SHIFT = 14;

    private boolean synSeen;
    private boolean sackPermitted;
    private int mss;
    private int shift;
    private boolean scaled;
    private int raw;
    private ZeroWindow zero;

    @Override
    void clear() {
        super.clear();
        synSeen = false;
        sackPermitted = false;
        mss = 0;
        shift = UNKNOWN;
        scaled = false;
        raw = UNKNOWN;
        zero = null;
    }

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

    /** Takes the window of a segment without SYN. */
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

    /** The window as on the wire; -1 before the first segment. */
    int raw() {
        return raw;
    }

    /**
     * Whether a segment that ends {@code bytes} bytes behind the last acknowledgment fills the window exactly. It is
     * false when the window's scale is unknown.
     */
    boolean filledBy(long bytes, Window peer) {
        if (!synSeen || !peer.synSeen) {
            return false;
        }
        return bytes == room(peer);
    }

    /** Whether it is open and has less room than the peer's largest segment; false when the window's scale is unknown. */
    boolean smallerThanASegment(Window peer) {
        boolean known = synSeen && peer.synSeen && mss > 0 && raw > 0;
        return known && room(peer) < Math.min(mss, SMALL);
    }

    /** Whether a segment of so many bytes is as large as this end takes; without its SYN, as large as any path takes. */
    boolean filledBySegment(int bytes) {
        return bytes >= (mss > 0 ? mss - LONGEST_OPTIONS : ALWAYS_PASSES);
    }

    private long room(Window peer) {
        boolean scaling = scaled && shift != UNKNOWN && peer.shift != UNKNOWN;
        return (long) raw << (scaling ? shift : 0);
    }

    int mss() {
        return mss;
    }

    /** Shift count in the SYN (RFC 7323); -1 when absent or not captured. */
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
