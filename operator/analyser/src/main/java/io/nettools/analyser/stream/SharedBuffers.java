package io.nettools.analyser.stream;

import io.nettools.analyser.packet.Bytes;

/**
 * Buffers for messages that come in pieces: a fixed number for all connections. When all are taken, the message that
 * began first is read as far as it has come. They take at most 1 MiB of heap.
 */
public final class SharedBuffers {
    private static final int COUNT = 256;

    private final Buffer[] buffers = new Buffer[COUNT];
    private int turn;

    /** The user of a buffer. */
    public interface Owner {
        /** Reads the part of the message that has come: the buffer is about to be reused. */
        void hurry();
    }

    /** One message, as far as it has come. */
    public static final class Buffer {
        /** Twice the size of a TLS ClientHello with post-quantum key shares; bytes behind it are not kept. */
        private static final int SIZE = 4096;

        private final byte[] bytes = new byte[SIZE];
        private int length;
        private Owner owner;

        /** Adds as many bytes as fit. */
        public void add(Bytes source, int from, int to) {
            int count = Math.min(to - from, SIZE - length);
            source.copyTo(bytes, length, from, count);
            length += count;
        }

        /** Whether the buffer is full, so that bytes may be missing. */
        public boolean full() {
            return length == SIZE;
        }

        /** The array with the message from index 0 on. */
        public byte[] bytes() {
            return bytes;
        }

        /** Number of bytes of the message. */
        public int length() {
            return length;
        }

        /** Gives the buffer back: its owner needs it no more. */
        public void release() {
            owner = null;
        }
    }

    /** Takes an empty buffer for a new message. */
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
