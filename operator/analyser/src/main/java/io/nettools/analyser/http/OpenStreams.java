package io.nettools.analyser.http;

/** The streams of a connection that are not over, those that began first first; as many as are remembered. */
final class OpenStreams {
    private static final int MOST = 16;

    private final int[] streams = new int[MOST];
    private final Exchange[] exchanges = new Exchange[MOST];
    private int size;

    int size() {
        return size;
    }

    /** Remembers it if there is room. */
    void add(int stream, Exchange exchange) {
        if (size < MOST) {
            streams[size] = stream;
            exchanges[size] = exchange;
            size++;
        }
    }

    /** Null when it is not open, or not remembered. */
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

    /** It is over; returns what {@link #of} said of it. */
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

    /** Null when there is none. */
    Exchange oldestUnanswered() {
        for (int at = 0; at < size; at++) {
            if (due(at)) {
                return exchanges[at];
            }
        }
        return null;
    }

    /** A gRPC stream without a response may be one that waits for news, and no fault. */
    private boolean due(int at) {
        return !exchanges[at].answered() && !exchanges[at].grpc();
    }
}
