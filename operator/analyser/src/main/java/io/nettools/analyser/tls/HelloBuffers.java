package io.nettools.analyser.tls;

import io.nettools.analyser.packet.Bytes;

/**
 * Where hellos are put together from their pieces: a fixed number of buffers for all connections. When all are taken, the hello that was
 * begun first is read as far as it came. 1 MiB of heap when all were used.
 */
final class HelloBuffers {
    private static final int COUNT = 256;

    private final Buffer[] buffers = new Buffer[COUNT];
    private int turn;

    /** Who puts a hello together. */
    interface Owner {
        /** The buffer is wanted: what came of the hello must be read now. */
        void hurry();
    }

    /** One hello being put together. */
    static final class Buffer {
        /** Twice a ClientHello with post-quantum key shares; what is behind is not looked at. */
        private static final int SIZE = 4096;

        private final byte[] bytes = new byte[SIZE];
        private int length;
        private Owner owner;

        void add(Bytes source, int from, int to) {
            int end = Math.min(to, from + SIZE - length);
            for (int at = from; at < end; at++) {
                bytes[length++] = (byte) source.u8(at);
            }
        }

        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        void release() {
            owner = null;
        }
    }

    Buffer take(Owner owner) {
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
