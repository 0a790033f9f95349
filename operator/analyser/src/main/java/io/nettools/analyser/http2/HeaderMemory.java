package io.nettools.analyser.http2;

import io.nettools.analyser.stream.SharedBuffers;

/** What all connections need for their header fields, bounded for all of them: who began first gives way. 5 MB of heap at the very most. */
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
