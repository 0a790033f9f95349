package io.nettools.analyser.http;

import io.nettools.analyser.packet.Bytes;
import java.util.ArrayDeque;

/** What is known of one connection that may speak HTTP/1; next to nothing until the first request. */
public final class HttpConnection {
    /** More requests than these without a response are counted, not remembered. */
    private static final int MOST_PENDING = 16;

    private static final int TLS_ALERT = 0x1503;
    private static final int LONGEST_EXAMPLE = 60;

    private final MessageStream requests = new MessageStream();
    private final MessageStream responses = new MessageStream();
    private ArrayDeque<Exchange> pending;
    private int forgotten;
    private boolean tunnel;
    private boolean tlsAlert;
    private HttpCounts counts = HttpCounts.NONE;

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
            counts = new HttpCounts();
        }
        counts.asked();
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
        counts.answered(exchange, code, exchange.answer(code, micros));
        tunnel = code == 101 || (exchange.method().equals("CONNECT") && code < 300);
        return code != 204 && code != 304 && !exchange.method().equals("HEAD");
    }

    /** An alert of TLS (RFC 8446 §5.1: content type 21, version 3.x) says that the port wants no plain text. */
    void noResponse(Bytes bytes, int at) {
        tlsAlert |= bytes.has(at, 2) && bytes.u16(at) == TLS_ALERT && counts.answered() == 0;
    }

    /** Whether a request was answered with a TLS alert. */
    public boolean tlsAlert() {
        return tlsAlert;
    }

    /** How its requests went. */
    public HttpCounts counts() {
        return counts;
    }

    /** Requests without a response so far. */
    public long unanswered() {
        return pending == null || tunnel ? 0 : pending.size() + forgotten;
    }

    /** When the oldest request without a response was asked, µs since the epoch; -1 when there is none. */
    public long waitingSinceMicros() {
        return unanswered() == 0 || pending.isEmpty() ? -1 : pending.getFirst().headMicros();
    }

    /** The oldest request without a response; empty when there is none. */
    public String waiting() {
        return unanswered() == 0 || pending.isEmpty() ? "" : pending.getFirst().text(LONGEST_EXAMPLE);
    }
}
