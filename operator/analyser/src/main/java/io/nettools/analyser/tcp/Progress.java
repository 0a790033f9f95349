package io.nettools.analyser.tcp;

/** How the acknowledgments follow what one end sends: how long they stood still, and how large a segment got through. */
final class Progress {
    private static final long NEVER = Long.MIN_VALUE;

    private long sinceMicros = NEVER;
    private long longestStallMicros;
    private int largest;
    private long largestEnd;
    private int largestAcknowledged;

    /** @param idle whether all before it is acknowledged */
    void sent(long end, int length, boolean idle, long micros) {
        sinceMicros = idle || sinceMicros == NEVER ? micros : sinceMicros;
        if (length > largest) {
            largest = length;
            largestEnd = end;
        }
    }

    /** An acknowledgment of bytes that were outstanding. */
    void acknowledged(long acknowledgment, long micros) {
        longestStallMicros = longestStallMicros(micros, true);
        sinceMicros = micros;
        if (acknowledgment >= largestEnd) {
            largestAcknowledged = largest;
        }
    }

    /** @param outstanding whether bytes wait for an acknowledgment now */
    long longestStallMicros(long now, boolean outstanding) {
        return Math.max(longestStallMicros, outstanding && sinceMicros != NEVER ? now - sinceMicros : 0);
    }

    /** When bytes went out with none before them outstanding, or the last acknowledgment of new bytes came. */
    long sinceMicros() {
        return sinceMicros;
    }

    /** Bytes of payload in the largest segment. */
    int largest() {
        return largest;
    }

    /** The largest segment of which it is known that the other end has it. */
    int largestAcknowledged() {
        return largestAcknowledged;
    }
}
