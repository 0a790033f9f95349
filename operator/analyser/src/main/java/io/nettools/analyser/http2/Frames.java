package io.nettools.analyser.http2;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.stream.NewBytes;

/**
 * The frames of one direction (RFC 9113 §4.1), over any number of segments. Keeps its place across bytes that were not
 * captured as long as they lie within one frame; after that a frame is believed to begin where a segment does.
 *
 * <pre>
 *  0 length (3 bytes) | 3 type | 4 flags | 5 stream identifier | 9 payload
 * </pre>
 */
public final class Frames {
    /**
     * "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n": the first bytes of a client that knows that the server speaks HTTP/2 (RFC
     * 9113 §3.4).
     */
    public static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    static final int HEADER = 9;
    private static final int STREAM = 5;
    private static final String PREFACE_LINE = "PRI * HTTP/2.0\r\n";

    private final Listener listener;
    private final byte[] header = new byte[HEADER];
    private int headerBytes;
    private int preface;
    private long left;
    private boolean inFrame;
    private boolean lost = true;

    /** Receives the frames and their content. */
    public interface Listener {
        /**
         * A frame begins.
         *
         * @param type as in {@link FrameType}
         * @param length of its payload
         */
        void frame(int type, int flags, int stream, int length);

        /** The next bytes of its payload. */
        void payload(Bytes bytes, int from, int to);

        /** Bytes of its payload were not captured. */
        void missing();

        /** The frame is over. */
        void end();

        /** Whole frames may not have been captured. */
        void lost();
    }

    /** Creates a reader of the frames of one end for {@code listener}. */
    public Frames(Listener listener) {
        this.listener = listener;
    }

    /** Whether a client's preface is at {@code from}. */
    public static boolean prefaceAt(Bytes bytes, int from, int to) {
        return to - from >= PREFACE_LINE.length() && bytes.startsWith(PREFACE_LINE, from);
    }

    /** Whether a server's preface, a frame of SETTINGS, is at {@code from}, or the GOAWAY to a client that speaks otherwise. */
    public static boolean serverPrefaceAt(Bytes bytes, int from, int to) {
        int type = bytes.u8(from + 3);
        return to - from >= HEADER
                && (type == FrameType.SETTINGS || type == FrameType.GOAWAY)
                && FrameType.usual(bytes, from);
    }

    /** Whether the bytes are two frames or more, and nothing else; hardly any other protocol resembles that. */
    public static boolean onlyFrames(Bytes bytes, int from, int to) {
        int at = from;
        int frames = 0;
        while (at + HEADER <= to && FrameType.usual(bytes, at)) {
            at += HEADER + length(bytes, at);
            frames++;
        }
        return frames >= 2 && at == to;
    }

    private static int length(Bytes bytes, int at) {
        return bytes.i32(at) >>> 8;
    }

    /** Reads on. */
    public void read(Bytes bytes, NewBytes fresh) {
        skip(fresh.missing());
        if (lost && !resume(bytes, fresh)) {
            return;
        }
        int at = fresh.from();
        while (at < fresh.to() && !lost) {
            at = step(bytes, at, fresh.to());
        }
        skip(fresh.cut());
    }

    /** Whether it does not know where a frame begins. */
    public boolean isLost() {
        return lost;
    }

    private boolean resume(Bytes bytes, NewBytes fresh) {
        boolean begins = prefaceAt(bytes, fresh.from(), fresh.to());
        preface = begins ? PREFACE.length() : 0;
        lost = !begins && (fresh.to() - fresh.from() < HEADER || !FrameType.usual(bytes, fresh.from()));
        return !lost;
    }

    private int step(Bytes bytes, int at, int to) {
        if (preface > 0) {
            int count = Math.min(preface, to - at);
            preface -= count;
            return at + count;
        }
        return inFrame ? readPayload(bytes, at, to) : readHeader(bytes, at, to);
    }

    private int readHeader(Bytes bytes, int at, int to) {
        int count = Math.min(HEADER - headerBytes, to - at);
        bytes.copyTo(header, headerBytes, at, count);
        headerBytes += count;
        if (headerBytes == HEADER) {
            headerBytes = 0;
            begin(Bytes.of(header, HEADER));
        }
        return at + count;
    }

    private void begin(Bytes whole) {
        int stream = whole.i32(STREAM) & Integer.MAX_VALUE;
        left = length(whole, 0);
        lost = !FrameType.possible(whole, 0);
        if (lost) {
            return;
        }
        inFrame = true;
        listener.frame(whole.u8(3), whole.u8(4), stream, (int) left);
        endWhenRead();
    }

    private int readPayload(Bytes bytes, int at, int to) {
        int count = (int) Math.min(left, to - at);
        left -= count;
        listener.payload(bytes, at, at + count);
        endWhenRead();
        return at + count;
    }

    private void endWhenRead() {
        if (left == 0) {
            inFrame = false;
            listener.end();
        }
    }

    private void skip(int count) {
        if (count == 0 || lost) {
            return;
        }
        listener.missing();
        lost = !inFrame || count > left;
        headerBytes = 0;
        preface = 0;
        left -= count;
        if (lost) {
            inFrame = false;
            listener.lost();
        } else {
            endWhenRead();
        }
    }
}
