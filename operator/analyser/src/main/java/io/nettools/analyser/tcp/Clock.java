package io.nettools.analyser.tcp;

/** The times at which packets of a connection were captured. A part of a {@link TcpConnection}. */
abstract class Clock {
    /** Shortest time without packets that is a pause, µs: longer than a round trip within a cluster. */
    private static final long A_PAUSE = 20_000;

    private boolean begun;
    private long firstMicros;
    private long lastMicros;
    private long longestIdleMicros;
    private long pauseMicros;
    private long pauseEndMicros;

    /** Makes it as new. */
    public void clear() {
        begun = false;
        firstMicros = 0;
        lastMicros = 0;
        longestIdleMicros = 0;
        pauseMicros = 0;
        pauseEndMicros = 0;
    }

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

    /** Time of its first packet, since the epoch. */
    public long firstMicros() {
        return firstMicros;
    }

    /** Time of its last packet, since the epoch. */
    public long lastMicros() {
        return lastMicros;
    }

    /** The last time without a packet in which nothing was outstanding; 0 before the first one. */
    public long pauseMicros() {
        return pauseMicros;
    }

    /** The end of that pause, since the epoch. */
    public long pauseEndMicros() {
        return pauseEndMicros;
    }

    /** The longest time without a packet while nothing was outstanding: idle, not stalled. */
    public long longestIdleMicros() {
        return longestIdleMicros;
    }
}
