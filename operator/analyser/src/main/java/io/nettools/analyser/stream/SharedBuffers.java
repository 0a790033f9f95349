package io.nettools.analyser.stream;

import io.nettools.analyser.packet.Bytes;

/**
 * Where messages that come in pieces are put together: a fixed number of buffers for all connections. When all are taken, the message that
 * was begun first is read as far as it came. 1 MiB of heap when all were used.
 */
public final class SharedBuffers {
    private static final int COUNT = 256;

    private final Buffer[] buffers = new Buffer[COUNT];
    private int turn;

    /** Who puts a message together. */
    public interface Owner {
        /** The buffer is wanted: what came of the message must be read now. */
        void hurry();
    }

    /** One message being put together. */
    public static final class Buffer {
        /** Twice a TLS ClientHello with post-quantum key shares; what is behind is not kept. */
        private static final int SIZE = 4096;

        private final byte[] bytes = new byte[SIZE];
        private int length;
        private Owner owner;

        /** Adds bytes, as many as there is room for. */
        public void add(Bytes source, int from, int to) {
            int count = Math.min(to - from, SIZE - length);
            source.copyTo(bytes, length, from, count);
            length += count;
        }

        /** Whether nothing more fits in, so that something may be missing. */
        public boolean full() {
            return length == SIZE;
        }

        /** The array that holds the message from index 0. */
        public byte[] bytes() {
            return bytes;
        }

        /** Bytes that came. */
        public int length() {
            return length;
        }

        /** It is of no more use to its owner. */
        public void release() {
            owner = null;
        }
    }

    /** A buffer for the beginning of a message, empty. */
    public Buffer take(Owner owner) {
        turn = (turn + 1) % COUNT;
        if (buffers[turn] == null) {
            buffers[turn] = new Buffer();
        }
        Buffer buffer = buffers[turn];
        if (buffer.owner != null) {
            buffer.owner.hurry();
        }
        buffer.length = 0;
        buffer.owner = owner;
        return buffer;
    }
}
