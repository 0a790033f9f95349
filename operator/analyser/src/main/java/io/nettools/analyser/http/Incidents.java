package io.nettools.analyser.http;

/**
 * Exchanges of one connection that went wrong in one way.
 *
 * @param firstMicros when the first did, µs since the epoch
 * @param lastMicros when the last did
 * @param example the first of them, for a person; may be empty
 */
public record Incidents(long count, long firstMicros, long lastMicros, String example) {
    /** There were none. */
    public static final Incidents NONE = new Incidents(0, 0, 0, "");

    /** One more, {@code example} if it is the first. */
    Incidents and(Exchange exchange, long micros) {
        return count == 0
                ? new Incidents(1, micros, micros, exchange.example())
                : new Incidents(count + 1, firstMicros, micros, example);
    }
}
