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

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int PROXY_UNAUTHORIZED = 407;

    private long requests;
    private long answered;
    private long longestMicros;
    private Troubles troubles;

    /** What goes wrong, which on most connections is nothing. */
    private static final class Troubles {
        static final Troubles NONE = new Troubles();

        long challenges;
        long malformed;
        long slowestMicros;
        String slowest = "";
        long givenUpMicros;
        long cutStreams;
        Incidents serverErrors = Incidents.NONE;
        Incidents clientErrors = Incidents.NONE;
        Incidents cutOff = Incidents.NONE;
        Incidents stalled = Incidents.NONE;
        Incidents slow = Incidents.NONE;
        Incidents givenUp = Incidents.NONE;
    }

    HttpCounts() {
        clear();
    }

    /** Makes it as new. */
    void clear() {
        requests = 0;
        answered = 0;
        longestMicros = 0;
        troubles = Troubles.NONE;
    }

    private Troubles troubles() {
        troubles = troubles == Troubles.NONE ? new Troubles() : troubles;
        return troubles;
    }

    void asked() {
        requests++;
    }

    /**
     * Counts a final response.
     *
     * @param code its status; 0 when unknown
     * @param tookMicros what the program took
     * @param micros when it came
     */
    void answered(Exchange exchange, int code, long tookMicros, long micros) {
        answered++;
        if (code >= 400) {
            troubles().malformed += code == BAD_REQUEST ? 1 : 0;
            troubles().challenges += code == UNAUTHORIZED || code == PROXY_UNAUTHORIZED ? 1 : 0;
            failed(exchange, code >= 500, micros);
        }
        boolean late = tookMicros >= SLOW_MICROS && !exchange.waitsOnPurpose();
        longestMicros = Math.max(longestMicros, tookMicros);
        if (!late) {
            return;
        }
        Troubles known = troubles();
        known.slow = known.slow.and(exchange, micros);
        if (tookMicros > known.slowestMicros) {
            known.slowestMicros = tookMicros;
            known.slowest = exchange.example();
        }
    }

    /** Counts an exchange that failed. */
    void failed(Exchange exchange, boolean byServer, long micros) {
        Troubles known = troubles();
        if (byServer) {
            known.serverErrors = known.serverErrors.and(exchange, micros);
        } else {
            known.clientErrors = known.clientErrors.and(exchange, micros);
        }
    }

    /** Counts a response whose end is missing. */
    void cutOff(Exchange exchange, long micros) {
        Troubles known = troubles();
        known.cutOff = known.cutOff.and(exchange, micros);
        known.cutStreams += exchange.grpc() ? 1 : 0;
    }

    /** Counts a response that stopped before its end and did not go on until the client left. */
    void stalled(Exchange exchange, long micros) {
        Troubles known = troubles();
        known.stalled = known.stalled.and(exchange, micros);
    }

    /** Counts an exchange that the client gave up after {@code waited} µs. */
    void givenUp(Exchange exchange, long waited) {
        Troubles known = troubles();
        known.givenUp = known.givenUp.and(exchange, exchange.askedMicros());
        known.givenUpMicros = Math.max(known.givenUpMicros, waited);
    }

    public long requests() {
        return requests;
    }

    /** Requests with a final response. */
    public long answered() {
        return answered;
    }

    /** Responses 500 to 599, and HTTP/2 and gRPC errors of the server. */
    public Incidents serverErrors() {
        return troubles.serverErrors;
    }

    /** Responses 400 to 499, and gRPC errors of the client. */
    public Incidents clientErrors() {
        return troubles.clientErrors;
    }

    /** Responses 401 and 407: a client that knows the password sends its first request without it (RFC 9110 §11). */
    public long challenges() {
        return troubles.challenges;
    }

    /** Responses 400: the server did not understand the request. */
    public long malformed() {
        return troubles.malformed;
    }

    /** Responses that ended before their end. */
    public Incidents cutOff() {
        return troubles.cutOff;
    }

    /** Responses that stopped before their end and did not go on until the client left. */
    public Incidents stalled() {
        return troubles.stalled;
    }

    /** Those of {@link #cutOff} that are streams of gRPC. */
    public long cutStreams() {
        return troubles.cutStreams;
    }

    /** Responses for which the program took {@link #SLOW_MICROS} or longer, and not because the client wanted it. */
    public Incidents slow() {
        return troubles.slow;
    }

    /** The longest time that the program took for a response, on purpose or not, µs. */
    public long longestMicros() {
        return longestMicros;
    }

    /** The longest time that the program took for a slow response, µs. */
    public long slowestMicros() {
        return troubles.slowestMicros;
    }

    /** The slow request that took longest; empty without one. */
    public String slowest() {
        return troubles.slowest;
    }

    /** Requests that were given up before there was a response, because it took too long. */
    public Incidents givenUp() {
        return troubles.givenUp;
    }

    /** The longest time after which one was given up, µs. */
    public long givenUpMicros() {
        return troubles.givenUpMicros;
    }
}
