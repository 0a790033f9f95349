package io.nettools.analyser.opening;

/**
 * Openings at one server that failed in the same way.
 *
 * @param server address and port
 * @param count how many
 * @param firstMicros when the first of them failed, µs since the epoch
 * @param first of them
 */
public record Failure<R>(String server, long count, long firstMicros, R first) {
    Failure<R> more() {
        return new Failure<>(server, count + 1, firstMicros, first);
    }

    Failure<R> less() {
        return new Failure<>(server, count - 1, firstMicros, first);
    }
}
