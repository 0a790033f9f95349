package io.nettools.analyser.tls;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.stream.SharedBuffers;

/**
 * The handshake messages of one direction (RFC 8446 §4), over any number of records. Only hellos are kept, until they
 * are complete or cannot become complete.
 *
 * <pre>
 *  0 message type | 1 length (3 bytes) | 4 body
 * </pre>
 */
final class Messages implements SharedBuffers.Owner {
    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int CERTIFICATE = 11;
    static final int CERTIFICATE_REQUEST = 13;
    private static final int HEADER = 4;

    private final SharedBuffers buffers;
    private final Listener listener;
    private int header;
    private int headerBytes;
    private int type;
    private int left;
    private boolean lost;
    private SharedBuffers.Buffer hello;

    /** Receives the messages. */
    interface Listener {
        /** A message begins; {@code length} is that of its body. */
        void message(int type, int length);

        /** A hello is complete, or as complete as it will become. */
        void hello(int type, byte[] body, int length, boolean whole);
    }

    Messages(SharedBuffers buffers, Listener listener) {
        this.buffers = buffers;
        this.listener = listener;
    }

    void read(Bytes bytes, int from, int to) {
        int at = from;
        while (at < to && !lost) {
            at = left > 0 ? readBody(bytes, at, to) : readHeader(bytes.u8(at), at);
        }
    }

    private int readBody(Bytes bytes, int at, int to) {
        int end = at + Math.min(left, to - at);
        if (hello != null) {
            hello.add(bytes, at, end);
        }
        left -= end - at;
        if (left == 0) {
            finish(true);
        }
        return end;
    }

    private int readHeader(int value, int at) {
        header = header << 8 | value;
        headerBytes++;
        if (headerBytes == HEADER) {
            headerBytes = 0;
            begin(header >>> 24, header & 0xff_ffff);
        }
        return at + 1;
    }

    private void begin(int type, int length) {
        this.type = type;
        left = length;
        listener.message(type, length);
        boolean isHello = type == CLIENT_HELLO || type == SERVER_HELLO;
        if (isHello && length >= Hello.SHORTEST && hello == null) {
            hello = buffers.take(this);
        }
    }

    /** Bytes were not captured: a hello ends there, and the place is kept when they lie within one message. */
    void missing(int count) {
        finish(false);
        lost = lost || count > left;
        left = lost ? 0 : left - count;
        headerBytes = 0;
    }

    @Override
    public void hurry() {
        finish(false);
    }

    private void finish(boolean whole) {
        if (hello == null) {
            return;
        }
        SharedBuffers.Buffer done = hello;
        hello = null;
        done.release();
        listener.hello(type, done.bytes(), done.length(), whole && !done.full());
    }
}
