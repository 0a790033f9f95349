package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Segment;

/** Finds options in a TCP header (RFC 9293 §3.1). It allocates nothing, since nearly every segment has options. */
final class Options {
    static final int MSS = 2;
    static final int WINDOW_SCALE = 3;
    static final int SACK_PERMITTED = 4;
    static final int SACK = 5;

    static final int NONE = -1;

    private static final int END_OF_LIST = 0;
    private static final int NO_OPERATION = 1;

    /** The timestamps option as Linux and most others pad it (RFC 7323 appendix A). */
    private static final int TIMESTAMPS = 0x0101_080a;

    private static final int TIMESTAMPS_LENGTH = 12;

    private Options() {}

    /** Offset of the option of a kind; {@link #NONE} when it is absent or not wholly captured. */
    static int find(int kind, Bytes bytes, Segment segment) {
        int at = segment.options();
        int end = segment.payload();
        while (at < end) {
            int found = bytes.u8(at);
            if (found == END_OF_LIST) {
                return NONE;
            }
            int length = found == NO_OPERATION ? 1 : bytes.u8(at + 1);
            if (found != NO_OPERATION && (length < 2 || length > end - at || !bytes.has(at, length))) {
                return NONE;
            }
            if (found == kind) {
                return at;
            }
            at += length;
        }
        return NONE;
    }

    /** Whether the header has no options or only timestamps, which are not evaluated here. */
    static boolean plain(Bytes bytes, Segment segment) {
        int length = segment.payload() - segment.options();
        return length == 0 || (length == TIMESTAMPS_LENGTH && bytes.i32(segment.options()) == TIMESTAMPS);
    }
}
