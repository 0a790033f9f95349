package io.nettools.analyser.opening;

/**
 * Openings that failed in the same way at one server.
 *
 * @param server address and port
 * @param count number of failures
 * @param firstMicros time of the first failure, µs since the epoch
 * @param first report of the first failure
 */
public record Failure<R>(String server, long count, long firstMicros, R first) {
    Failure<R> more() {
        return new Failure<>(server, count + 1, firstMicros, first);
    }

    Failure<R> less() {
        return new Failure<>(server, count - 1, firstMicros, first);
    }
}
