package io.nettools.analyser.tcp;

/** Progress of the acknowledgments for one end: the longest stall, and the largest segment that got through. A part of an {@link Endpoint}. */
abstract class Progress extends Acknowledgments {
    private static final long NEVER = Long.MIN_VALUE;

    private long sinceMicros;
    private long longestStallMicros;
    private int largest;
    private long largestEnd;
    private long acknowledgedMicros;
    private int largestAcknowledged;

    @Override
    void clear() {
        super.clear();
        sinceMicros = NEVER;
        longestStallMicros = 0;
        largest = 0;
        largestEnd = 0;
        acknowledgedMicros = NEVER;
        largestAcknowledged = 0;
    }

    /** @param idle whether all bytes before are acknowledged */
    void sent(long end, int length, boolean idle, long micros) {
        sinceMicros = idle || sinceMicros == NEVER ? micros : sinceMicros;
        if (length > largest) {
            largest = length;
            largestEnd = end;
        }
    }

    /** Notes an acknowledgment of outstanding bytes. */
    void acknowledged(long acknowledgment, long micros) {
        longestStallMicros = longestStallMicros(micros, true);
        sinceMicros = micros;
        acknowledgedMicros = micros;
        if (acknowledgment >= largestEnd) {
            largestAcknowledged = largest;
        }
    }

    /** @param outstanding whether bytes are outstanding now */
    long longestStallMicros(long now, boolean outstanding) {
        return Math.max(longestStallMicros, outstanding && sinceMicros != NEVER ? now - sinceMicros : 0);
    }

    /**
     * Time of the last acknowledgment of new bytes, or of the first byte that was sent after all before were
     * acknowledged.
     */
    long sinceMicros() {
        return sinceMicros;
    }

    /** Whether outstanding bytes were acknowledged after a time. */
    boolean acknowledgedSince(long micros) {
        return acknowledgedMicros > micros;
    }

    /** Bytes of payload in the largest segment. */
    int largest() {
        return largest;
    }

    /** Bytes of payload in the largest segment that was acknowledged. */
    int largestAcknowledged() {
        return largestAcknowledged;
    }
}
