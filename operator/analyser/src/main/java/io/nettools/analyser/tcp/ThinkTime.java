package io.nettools.analyser.tcp;

/**
 * The time that the server's application took: from the last byte of a request to the first byte of the answer, less
 * the round trip between the capture point and the server. A request is all that the client sends before the server
 * answers; the protocol is not evaluated.
 */
public final class ThinkTime {
    /** Shortest time of a slow answer, µs: a user's flow of thought is interrupted (J. Nielsen, 1993). */
    public static final long SLOW_MICROS = 1_000_000;

    static final ThinkTime NONE = new ThinkTime();

    private static final long NOBODY_WAITS = -1;

    private long requestMicros;
    private int requestBytes;
    private long answers;
    private long totalMicros;
    private long longestMicros;
    private long slow;

    ThinkTime() {
        clear();
    }

    /** Makes it as new. */
    void clear() {
        requestMicros = NOBODY_WAITS;
        requestBytes = 0;
        answers = 0;
        totalMicros = 0;
        longestMicros = 0;
        slow = 0;
    }

    /** Notes bytes of the client, including retransmitted ones: the server may not have received them before. */
    void asked(int bytes, long micros) {
        requestBytes = (requestMicros == NOBODY_WAITS ? 0 : requestBytes) + bytes;
        requestMicros = micros;
    }

    /** Notes that the client acknowledges bytes that were not captured: the answer came, its time is not known. */
    void answeredUnseen() {
        requestMicros = NOBODY_WAITS;
    }

    /** @param roundTripMicros the round trip between the capture point and the server; below 0 when unknown */
    void answered(long micros, long roundTripMicros) {
        if (requestMicros == NOBODY_WAITS) {
            return;
        }
        long took = Math.max(0, micros - requestMicros - Math.max(0, roundTripMicros));
        requestMicros = NOBODY_WAITS;
        answers++;
        slow += took >= SLOW_MICROS ? 1 : 0;
        totalMicros += took;
        longestMicros = Math.max(longestMicros, took);
    }

    /** Requests that were answered. */
    public long answers() {
        return answers;
    }

    /** Time for all answers together, µs. */
    public long totalMicros() {
        return totalMicros;
    }

    /** Answers that took {@link #SLOW_MICROS} or longer. */
    public long slow() {
        return slow;
    }

    /** Time for the slowest answer, µs. */
    public long longestMicros() {
        return longestMicros;
    }

    /** Bytes of the request that has no answer yet, counted again when they are retransmitted. */
    public int waitingBytes() {
        return requestBytes;
    }

    /** Time of the request that has no answer yet, µs since the epoch; -1 without such a request. */
    public long waitingSinceMicros() {
        return requestMicros;
    }
}
