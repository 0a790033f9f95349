package io.nettools.analyser.http;

/** Counts of the requests of one HTTP connection; created with its first request. */
public final class HttpCounts {
    /** The counts of a connection that has no request. */
    public static final HttpCounts NONE = new HttpCounts();

    /**
     * Shortest latency of a slow response, µs: a user's flow of thought is interrupted after about a second (J.
     * Nielsen, Usability Engineering, 1993).
     */
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
    private long givenUp;
    private long givenUpMicros;
    private String givenUpExample = "";

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
            failure = example(exchange);
        }
        slow += micros >= SLOW_MICROS ? 1 : 0;
        if (micros > slowestMicros) {
            slowestMicros = micros;
            slowest = micros >= SLOW_MICROS ? exchange.text(LONGEST_EXAMPLE) : "";
        }
    }

    private static String example(Exchange exchange) {
        return (exchange.text(LONGEST_EXAMPLE) + " " + exchange.failure()).strip();
    }

    /** Counts an exchange that failed without a status that shows it. */
    void failed(Exchange exchange, boolean byServer) {
        serverErrors += byServer ? 1 : 0;
        clientErrors += byServer ? 0 : 1;
        failure = failure.isEmpty() ? example(exchange) : failure;
    }

    /** Counts an exchange that the client gave up after {@code waited} µs. */
    void givenUp(Exchange exchange, long waited) {
        givenUp++;
        if (waited > givenUpMicros) {
            givenUpMicros = waited;
            givenUpExample = exchange.text(LONGEST_EXAMPLE);
        }
    }

    public long requests() {
        return requests;
    }

    /** Requests with a final response. */
    public long answered() {
        return answered;
    }

    /** Responses 500 to 599, and HTTP/2 and gRPC errors of the server. */
    public long serverErrors() {
        return serverErrors;
    }

    /** Responses 400 to 499, and gRPC errors of the client. */
    public long clientErrors() {
        return clientErrors;
    }

    /** Responses 401 and 407: a client that knows the password sends its first request without it (RFC 9110 §11). */
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

    /** The first request that failed, with its status or error; else empty. */
    public String failure() {
        return failure;
    }

    /** Requests that were given up before there was a response, because it took too long. */
    public long givenUp() {
        return givenUp;
    }

    /** The longest time after which one was given up, µs. */
    public long givenUpMicros() {
        return givenUpMicros;
    }

    /** The request that was given up after the longest time; else empty. */
    public String givenUpExample() {
        return givenUpExample;
    }
}
