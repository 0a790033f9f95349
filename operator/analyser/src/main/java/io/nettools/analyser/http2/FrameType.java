package io.nettools.analyser.http2;

import io.nettools.analyser.packet.Bytes;

/** Types of frames and the values that their headers may hold (RFC 9113 §6). */
public final class FrameType {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    static final int PRIORITY = 2;
    public static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    public static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;

    /** Flag of DATA and HEADERS: the sender's last frame on this stream. */
    public static final int END_STREAM = 1;
    /** Flag of HEADERS and CONTINUATION: the fields end here. */
    public static final int END_HEADERS = 4;

    static final int PADDED = 8;
    static final int HAS_PRIORITY = 32;

    private static final int ALL_FLAGS = END_STREAM | END_HEADERS | PADDED | HAS_PRIORITY;
    /** Longest payload unless a setting allows more (SETTINGS_MAX_FRAME_SIZE). */
    private static final int USUAL_LENGTH = 1 << 14;

    private static final int SETTING = 6;

    private FrameType() {}

    /** Whether a frame of a known type may have this header; unknown types are ignored (RFC 9113 §5.5). */
    static boolean possible(Bytes bytes, int at) {
        int length = bytes.i32(at) >>> 8;
        boolean noStream = (bytes.i32(at + 5) & Integer.MAX_VALUE) == 0;
        return switch (bytes.u8(at + 3)) {
            case DATA, HEADERS, PUSH_PROMISE, CONTINUATION -> !noStream;
            case PRIORITY -> !noStream && length == 5;
            case RST_STREAM -> !noStream && length == 4;
            case SETTINGS -> noStream && length % SETTING == 0;
            case PING -> noStream && length == 8;
            case GOAWAY -> noStream && length >= 8;
            case WINDOW_UPDATE -> length == 4;
            default -> true;
        };
    }

    /** Whether this is the header of a usual frame, which hardly any other protocol resembles. */
    static boolean usual(Bytes bytes, int at) {
        return bytes.u8(at) == 0
                && bytes.u8(at + 3) <= CONTINUATION
                && (bytes.u8(at + 4) & ~ALL_FLAGS) == 0
                && bytes.u8(at + 5) < 0x80
                && bytes.i32(at) >>> 8 <= USUAL_LENGTH
                && possible(bytes, at);
    }
}
