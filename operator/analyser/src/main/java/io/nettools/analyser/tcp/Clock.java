package io.nettools.analyser.tcp;

/** The times at which packets of a connection were captured. */
final class Clock {
    /** Shortest time without packets that is a pause, µs: longer than a round trip within a cluster. */
    private static final long A_PAUSE = 20_000;

    private boolean begun;
    private long firstMicros;
    private long lastMicros;
    private long longestIdleMicros;
    private long pauseMicros;
    private long pauseEndMicros;

    /** @param idle whether nothing has been outstanding since the packet before */
    void tick(long micros, boolean idle) {
        if (!begun) {
            begun = true;
            firstMicros = micros;
            lastMicros = micros;
        }
        if (idle) {
            longestIdleMicros = Math.max(longestIdleMicros, micros - lastMicros);
            if (micros - lastMicros >= A_PAUSE) {
                pauseMicros = micros - lastMicros;
                pauseEndMicros = micros;
            }
        }
        lastMicros = micros;
    }

    long sinceFirstMicros() {
        return Math.max(0, lastMicros - firstMicros);
    }

    long firstMicros() {
        return firstMicros;
    }

    long lastMicros() {
        return lastMicros;
    }

    /** The last time without a packet in which nothing was outstanding; 0 before the first one. */
    long pauseMicros() {
        return pauseMicros;
    }

    /** The end of that pause. */
    long pauseEndMicros() {
        return pauseEndMicros;
    }

    long longestIdleMicros() {
        return longestIdleMicros;
    }
}
