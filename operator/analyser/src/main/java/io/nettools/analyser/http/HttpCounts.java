package io.nettools.analyser.http;

/** How the requests of one HTTP connection went; made with its first request. */
public final class HttpCounts {
    /** Of a connection that has no request. */
    public static final HttpCounts NONE = new HttpCounts();

    /** Whoever clicks waits for a second at most before his thoughts wander (J. Nielsen, Usability Engineering, 1993). */
    public static final long SLOW_MICROS = 1_000_000;

    private static final int LONGEST_EXAMPLE = 60;
    private static final int UNAUTHORIZED = 401;
    private static final int PROXY_UNAUTHORIZED = 407;

    private long requests;
    private long answered;
    private long serverErrors;
    private long clientErrors;
    private long challenges;
    private long slow;
    private long slowestMicros;
    private String failure = "";
    private String slowest = "";

    HttpCounts() {}

    void asked() {
        requests++;
    }

    void answered(Exchange exchange, int code, long micros) {
        answered++;
        serverErrors += code >= 500 ? 1 : 0;
        clientErrors += code >= 400 && code < 500 ? 1 : 0;
        challenges += code == UNAUTHORIZED || code == PROXY_UNAUTHORIZED ? 1 : 0;
        if (code >= 400 && failure.isEmpty()) {
            failure = exchange.text(LONGEST_EXAMPLE) + " " + code;
        }
        slow += micros >= SLOW_MICROS ? 1 : 0;
        if (micros > slowestMicros) {
            slowestMicros = micros;
            slowest = micros >= SLOW_MICROS ? exchange.text(LONGEST_EXAMPLE) : "";
        }
    }

    public long requests() {
        return requests;
    }

    /** Requests with a final response. */
    public long answered() {
        return answered;
    }

    /** Responses 500 to 599. */
    public long serverErrors() {
        return serverErrors;
    }

    /** Responses 400 to 499. */
    public long clientErrors() {
        return clientErrors;
    }

    /** Responses 401 and 407: a client that knows the password asks without it first (RFC 9110 §11). */
    public long challenges() {
        return challenges;
    }

    /** Responses that took {@link #SLOW_MICROS} or longer. */
    public long slow() {
        return slow;
    }

    /** The longest time from a request to its response, µs. */
    public long slowestMicros() {
        return slowestMicros;
    }

    /** The request that took longest, when it was slow; else empty. */
    public String slowest() {
        return slowest;
    }

    /** The first request that got a status of 400 or more, with that; else empty. */
    public String failure() {
        return failure;
    }
}
