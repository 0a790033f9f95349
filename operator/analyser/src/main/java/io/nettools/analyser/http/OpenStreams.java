package io.nettools.analyser.http;

import java.util.Arrays;
import java.util.function.Consumer;

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

    void clear() {
        Arrays.fill(exchanges, null);
        size = 0;
    }

    /** Whether a stream waits for a response, whatever the reason. */
    boolean waiting() {
        boolean waiting = false;
        for (int at = 0; at < size; at++) {
            waiting |= !exchanges[at].answered();
        }
        return waiting;
    }

    long unanswered(Delivery delivery) {
        long count = 0;
        for (int at = 0; at < size; at++) {
            count += due(at, delivery) ? 1 : 0;
        }
        return count;
    }

    /** The oldest stream to which a response is due; null without one. */
    Exchange oldestUnanswered(Delivery delivery) {
        for (int at = 0; at < size; at++) {
            if (due(at, delivery)) {
                return exchanges[at];
            }
        }
        return null;
    }

    /** Whether a response is due. A gRPC stream without a response may wait for events, which is no fault. */
    private boolean due(int at, Delivery delivery) {
        return !exchanges[at].answered() && !exchanges[at].grpc() && delivery.owes(exchanges[at]);
    }

    /** Nobody can say any more that a stream behind {@code last} has no answer, or no end. */
    void excuseBehind(int last) {
        for (int at = 0; at < size; at++) {
            if (streams[at] > last) {
                exchanges[at].excuse();
            }
        }
    }

    void noteReceived(Delivery delivery, long micros) {
        for (int at = 0; at < size; at++) {
            if (delivery.receivedAllBefore(exchanges[at].end())) {
                exchanges[at].received(micros);
            }
        }
    }

    /** Ends the streams that have no end when the answerer ends the connection; gives each that its client waits for. */
    void cutOff(Delivery delivery, Consumer<Exchange> each) {
        for (int at = 0; at < size; at++) {
            Exchange exchange = exchanges[at];
            boolean begun = exchange.answered() || exchange.grpc();
            if (begun && !exchange.excused() && delivery.receivedAllBefore(exchange.end())) {
                each.accept(exchange);
                exchange.excuse();
            }
        }
    }
}
