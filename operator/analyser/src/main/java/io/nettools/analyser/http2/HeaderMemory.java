package io.nettools.analyser.http2;

import io.nettools.analyser.stream.SharedBuffers;

/**
 * Memory for the header fields of all connections, with one bound for all: the connection that began first gives way.
 * It takes at most 5 MB of heap.
 */
public final class HeaderMemory {
    private static final int TABLES = 256;

    private final SharedBuffers buffers = new SharedBuffers();
    private final DynamicTable[] given = new DynamicTable[TABLES];
    private int turn;

    SharedBuffers buffers() {
        return buffers;
    }

    DynamicTable table() {
        turn = (turn + 1) % TABLES;
        if (given[turn] != null) {
            given[turn].revoke();
        }
        given[turn] = new DynamicTable();
        return given[turn];
    }
}
