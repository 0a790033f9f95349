package io.nettools.analyser.http;

import io.nettools.analyser.http2.Fields;
import io.nettools.analyser.http2.FrameType;
import io.nettools.analyser.http2.Frames;
import io.nettools.analyser.http2.HeaderBlocks;
import io.nettools.analyser.http2.HeaderMemory;
import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.redaction.ShownText;
import io.nettools.analyser.stream.NewBytes;
import io.nettools.analyser.text.Printable;

/** Reads what one end of an HTTP/2 connection sends on its streams. */
final class StreamReader implements Frames.Listener {
    /** Bytes that are kept of a GOAWAY: its two numbers, and 40 bytes of the text behind them (RFC 9113 §6.8). */
    private static final int MOST_KEPT = 8 + 40;

    private static final int GOAWAY_ERROR = 4;
    private static final int GOAWAY_TEXT = 8;

    private Listener listener;
    private final Frames frames;
    private final HeaderBlocks blocks;
    private int type;
    private int stream;
    private boolean endsStream;
    private byte[] kept;
    private int keptLength;

    /** Receives the events of the streams. */
    interface Listener {
        /** A header section, or trailers. */
        void fields(int stream, Fields fields);

        /** A part of a body. */
        void data(int stream);

        /** The end has sent its last frame on the stream. */
        void ended(int stream);

        void reset(int stream, int error);

        /**
         * The end closes the connection.
         *
         * @param last the highest stream that it may have processed
         * @param why its text for people, printable
         */
        void goAway(int last, int error, String why);

        /** Frames may have passed that were not captured. */
        void lost();
    }

    StreamReader(Listener listener, HeaderMemory memory) {
        this.listener = listener;
        frames = new Frames(this);
        blocks = new HeaderBlocks(memory);
    }

    /** Gives the events from here on to another listener. */
    void tell(Listener other) {
        listener = other;
    }

    void read(Bytes bytes, NewBytes fresh) {
        boolean passed = frames.isLost() && fresh.missing() > 0;
        frames.read(bytes, fresh);
        if (passed || frames.isLost()) {
            listener.lost();
        }
    }

    @Override
    public void frame(int type, int flags, int stream, int length) {
        this.type = type;
        this.stream = stream;
        switch (type) {
            case FrameType.HEADERS, FrameType.DATA -> endsStream = (flags & FrameType.END_STREAM) != 0;
            case FrameType.RST_STREAM, FrameType.GOAWAY -> {
                kept = new byte[Math.min(length, MOST_KEPT)];
                keptLength = 0;
            }
            default -> {}
        }
        if (hasFields()) {
            blocks.frame(type, flags, length);
        }
    }

    private boolean hasFields() {
        return type == FrameType.HEADERS || type == FrameType.CONTINUATION;
    }

    @Override
    public void payload(Bytes bytes, int from, int to) {
        if (hasFields()) {
            blocks.payload(bytes, from, to);
        } else if (kept != null) {
            int count = Math.min(to - from, kept.length - keptLength);
            bytes.copyTo(kept, keptLength, from, count);
            keptLength += count;
        }
    }

    @Override
    public void missing() {
        kept = null;
        if (hasFields()) {
            blocks.missing();
        }
    }

    @Override
    public void lost() {
        blocks.forget();
        listener.lost();
    }

    @Override
    public void end() {
        if (hasFields() && blocks.end()) {
            listener.fields(stream, blocks.fields());
            endStream();
        }
        if (type == FrameType.DATA) {
            listener.data(stream);
            endStream();
        }
        if (kept != null) {
            control(Bytes.of(kept, keptLength));
            kept = null;
        }
    }

    private void endStream() {
        if (endsStream) {
            listener.ended(stream);
        }
    }

    private void control(Bytes payload) {
        if (type == FrameType.RST_STREAM) {
            listener.reset(stream, payload.i32(0));
        } else {
            String why = ShownText.sentence(payload.ascii(GOAWAY_TEXT, payload.length()));
            listener.goAway(
                    payload.i32(0) & Integer.MAX_VALUE, payload.i32(GOAWAY_ERROR), Printable.of(why, MOST_KEPT));
        }
    }
}
