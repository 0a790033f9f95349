package io.nettools.analyser.truth;

import java.util.BitSet;

/** Which sequence numbers one end of a connection has used in a capture, by tshark's relative numbers. */
final class SeenBytes {
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    /** Relative numbers are small; those before the first one wrap around and are moved to here. */
    private static final int BEFORE = 1000;

    private final BitSet seen = new BitSet();

    /**
     * Whether the segment brings what was there. A keep-alive (RFC 9293 §3.8.4), which is meant to, does not count, nor does the byte of a
     * window probe (RFC 9293 §3.8.6.1), which comes again when there is room.
     */
    boolean repeats(Row row) {
        if (row.flag(RST) || row.windowProbe()) {
            return false;
        }
        int begin = BEFORE + (int) row.number("tcp.seq");
        int length = (int) row.number("tcp.len");
        int end = begin + length + (row.flag(SYN) ? 1 : 0) + (row.flag(FIN) ? 1 : 0);
        boolean keepAlive = row.keepAlive() && length <= 1;
        boolean repeats = !keepAlive && seen.get(begin, end).cardinality() > 0;
        seen.set(begin, end);
        return repeats;
    }
}
