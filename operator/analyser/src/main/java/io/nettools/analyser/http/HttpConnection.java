package io.nettools.analyser.http;

import java.util.ArrayDeque;

/** What is known of one connection that may speak HTTP/1; next to nothing until the first request. */
public final class HttpConnection {
    /** More requests than these without a response are counted, not remembered. */
    private static final int MOST_PENDING = 16;

    private final MessageStream requests = new MessageStream();
    private final MessageStream responses = new MessageStream();
    private ArrayDeque<Exchange> pending;
    private int forgotten;
    private boolean tunnel;

    MessageStream requests() {
        return requests;
    }

    MessageStream responses() {
        return responses;
    }

    /** Whether a request was seen, and the connection was not given to another protocol since (CONNECT, 101). */
    boolean speaksHttp() {
        return pending != null && !tunnel;
    }

    boolean tunnel() {
        return tunnel;
    }

    void request(Exchange exchange) {
        if (pending == null) {
            pending = new ArrayDeque<>(2);
        }
        if (forgotten > 0 || pending.size() == MOST_PENDING) {
            forgotten++;
            return;
        }
        pending.add(exchange);
    }

    /** The request whose head is still open. */
    void headUntil(long micros) {
        if (forgotten == 0 && !pending.isEmpty()) {
            pending.getLast().headUntil(micros);
        }
    }

    /**
     * Responses come in the order of the requests (RFC 9112 §9.3.2).
     *
     * @return whether a body may follow, as far as the status decides (RFC 9112 §6.3)
     */
    boolean response(int code, long micros) {
        if (code < 200 && code != 101) {
            return false;
        }
        Exchange exchange = pending.poll();
        if (exchange == null) {
            forgotten = Math.max(0, forgotten - 1);
            return code != 204 && code != 304;
        }
        exchange.answer(code, micros);
        tunnel = code == 101 || (exchange.method().equals("CONNECT") && code < 300);
        return code != 204 && code != 304 && !exchange.method().equals("HEAD");
    }
}
