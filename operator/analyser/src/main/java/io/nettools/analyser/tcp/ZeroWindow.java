package io.nettools.analyser.tcp;

/** The times in which one end had a zero window; created at the first one. */
final class ZeroWindow {
    private static final long OPEN = Long.MIN_VALUE;

    private long segments;
    private long closedSince = OPEN;
    private long totalMicros;
    private long longestMicros;

    void closed(long micros) {
        segments++;
        closedSince = closedSince == OPEN ? micros : closedSince;
    }

    void opened(long micros) {
        if (closedSince != OPEN) {
            long lasted = lasting(micros);
            totalMicros += lasted;
            longestMicros = Math.max(longestMicros, lasted);
            closedSince = OPEN;
        }
    }

    private long lasting(long micros) {
        return closedSince == OPEN ? 0 : Math.max(0, micros - closedSince);
    }

    long segments() {
        return segments;
    }

    /** @param untilMicros the time of the connection's last packet, for a window that is still closed then */
    long totalMicros(long untilMicros) {
        return totalMicros + lasting(untilMicros);
    }

    long longestMicros(long untilMicros) {
        return Math.max(longestMicros, lasting(untilMicros));
    }
}
