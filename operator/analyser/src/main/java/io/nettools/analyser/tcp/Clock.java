package io.nettools.analyser.tcp;

/** The times at which packets of a connection were captured. */
final class Clock {
    private boolean begun;
    private long firstMicros;
    private long lastMicros;
    private long longestIdleMicros;

    /** @param idle whether nothing has been outstanding since the packet before */
    void tick(long micros, boolean idle) {
        if (!begun) {
            begun = true;
            firstMicros = micros;
            lastMicros = micros;
        }
        if (idle) {
            longestIdleMicros = Math.max(longestIdleMicros, micros - lastMicros);
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

    long longestIdleMicros() {
        return longestIdleMicros;
    }
}
