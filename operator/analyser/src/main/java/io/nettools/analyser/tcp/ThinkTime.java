package io.nettools.analyser.tcp;

/**
 * How long the server's application took: from the last byte of a request to the first byte of what comes back, less the round trip
 * between the capture point and the server. A request is whatever the client sends before the server speaks; no protocol is looked at.
 */
public final class ThinkTime {
    static final ThinkTime NONE = new ThinkTime();

    private static final long NOBODY_WAITS = -1;

    private long requestMicros = NOBODY_WAITS;
    private long answers;
    private long totalMicros;
    private long longestMicros;

    ThinkTime() {}

    /** Bytes of the client; also when sent again, for then the server may not have had them before. */
    void asked(long micros) {
        requestMicros = micros;
    }

    /** @param roundTripMicros between the capture point and the server; below 0 when not known */
    void answered(long micros, long roundTripMicros) {
        if (requestMicros == NOBODY_WAITS) {
            return;
        }
        long took = Math.max(0, micros - requestMicros - Math.max(0, roundTripMicros));
        requestMicros = NOBODY_WAITS;
        answers++;
        totalMicros += took;
        longestMicros = Math.max(longestMicros, took);
    }

    /** Requests that were answered. */
    public long answers() {
        return answers;
    }

    /** Of all answers together, µs. */
    public long totalMicros() {
        return totalMicros;
    }

    /** Of the slowest answer, µs. */
    public long longestMicros() {
        return longestMicros;
    }

    /** When the request that has no answer yet was seen, µs since the epoch; -1 when there is none. */
    public long waitingSinceMicros() {
        return requestMicros;
    }
}
