package io.nettools.analyser.http;

/** The open streams of a connection, in the order of their beginning; a bounded number is remembered. */
final class OpenStreams {
    private static final int MOST = 16;

    private final int[] streams = new int[MOST];
    private final Exchange[] exchanges = new Exchange[MOST];
    private int size;

    int size() {
        return size;
    }

    /** Remembers a stream if there is room. */
    void add(int stream, Exchange exchange) {
        if (size < MOST) {
            streams[size] = stream;
            exchanges[size] = exchange;
            size++;
        }
    }

    /** The exchange of a stream; null when it is not open, or not remembered. */
    Exchange of(int stream) {
        int at = find(stream);
        return at < 0 ? null : exchanges[at];
    }

    private int find(int stream) {
        for (int at = 0; at < size; at++) {
            if (streams[at] == stream) {
                return at;
            }
        }
        return -1;
    }

    /** Removes a stream that is over; returns its exchange, as {@link #of}. */
    Exchange remove(int stream) {
        int at = find(stream);
        if (at < 0) {
            return null;
        }
        Exchange removed = exchanges[at];
        size--;
        System.arraycopy(streams, at + 1, streams, at, size - at);
        System.arraycopy(exchanges, at + 1, exchanges, at, size - at);
        exchanges[size] = null;
        return removed;
    }

    long unanswered() {
        long count = 0;
        for (int at = 0; at < size; at++) {
            count += due(at) ? 1 : 0;
        }
        return count;
    }

    /** The oldest stream that waits for a response; null when no stream waits. */
    Exchange oldestUnanswered() {
        for (int at = 0; at < size; at++) {
            if (due(at)) {
                return exchanges[at];
            }
        }
        return null;
    }

    /** Whether a response is due. A gRPC stream without a response may wait for events, which is no fault. */
    private boolean due(int at) {
        return !exchanges[at].answered() && !exchanges[at].grpc();
    }
}
