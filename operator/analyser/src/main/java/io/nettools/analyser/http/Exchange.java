package io.nettools.analyser.http;

import io.nettools.analyser.redaction.Paths;
import io.nettools.analyser.redaction.RequestTarget;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.text.Printable;
import io.nettools.analyser.text.Quoted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A request, and its response once it was captured. */
final class Exchange {
    static final int LONGEST_PATH = 128;
    private static final int LONGEST_EXAMPLE = 60;

    private final Paths paths;
    /** The memory for {@link #path} where it is read from a request line. */
    private RequestTarget own;

    private Version version;
    private String method;
    private RequestTarget path;
    private long askedMicros;
    private int status;
    private long latencyMicros;
    private String error;
    private int begin;
    private int end;
    private int answeredBehind;
    private long receivedMicros;
    private long repeatedMicros;
    private boolean excused;
    private boolean awaitsEvents;
    private boolean listed;
    private Exchange next;

    /** The protocol of the request. */
    enum Version {
        Http1(""),
        Http2("HTTP/2"),
        Grpc("gRPC");

        private final String text;

        Version(String text) {
            this.text = text;
        }
    }

    /** @param paths how much of the path may be shown */
    Exchange(Paths paths) {
        this.paths = paths;
    }

    /**
     * Begins, or begins anew with another request once nobody remembers the one before.
     *
     * @param method empty when it is not needed
     * @param path empty when it is not needed
     */
    Exchange begin(Version version, String method, RequestTarget path, long micros) {
        this.version = version;
        this.method = method;
        this.path = path;
        askedMicros = micros;
        status = 0;
        latencyMicros = -1;
        error = "";
        begin = 0;
        end = 0;
        answeredBehind = 0;
        receivedMicros = -1;
        repeatedMicros = -1;
        excused = false;
        awaitsEvents = false;
        next = null;
        return this;
    }

    /** The target of a request line, in the memory of the one before. */
    RequestTarget target(RequestLine line, int longest) {
        own = own == null ? new RequestTarget() : own;
        line.target(longest, own);
        return own;
    }

    /** Marks it as one that is remembered to the end. */
    void list() {
        listed = true;
    }

    /** Whether it is remembered to the end. */
    boolean listed() {
        return listed;
    }

    String method() {
        return method;
    }

    boolean grpc() {
        return version == Version.Grpc;
    }

    /** Marks it as gRPC: the response shows it, even if the request's content type is not known. */
    void isGrpc() {
        version = Version.Grpc;
    }

    /**
     * Records where the request is in the stream of the asker.
     *
     * @param begin place of the first byte of its first segment
     * @param end place behind the last byte of its last segment so far
     * @param acknowledged what the asker had received when it asked: the answer comes behind it
     */
    void at(int begin, int end, int acknowledged) {
        this.begin = begin;
        this.end = end;
        answeredBehind = acknowledged;
    }

    /** Records a further part of the request; one after the response does not count. */
    void askedUntil(int end, long micros) {
        if (!answered()) {
            this.end = end;
            askedMicros = micros;
            receivedMicros = -1;
        }
    }

    /** Records that its last part was retransmitted. */
    void askedAgain(long micros) {
        repeatedMicros = receivedMicros < 0 ? micros : repeatedMicros;
    }

    /** Records that the answerer has acknowledged all of it. */
    void received(long micros) {
        receivedMicros = receivedMicros < 0 ? micros : receivedMicros;
    }

    /** The request that waits behind it in {@link WaitingRequests}; null without one. */
    Exchange next() {
        return next;
    }

    void next(Exchange behind) {
        next = behind;
    }

    /** Place of its first byte in the asker's stream. */
    int begin() {
        return begin;
    }

    /** Place behind its last byte. */
    int end() {
        return end;
    }

    /** The place in the answerer's stream at which its answer begins at the earliest. */
    int answeredBehind() {
        return answeredBehind;
    }

    /** Records that its answer may be in bytes that were not captured, or that its client repeats it elsewhere. */
    void excuse() {
        excused = true;
    }

    /** Whether a missing answer proves nothing. */
    boolean excused() {
        return excused;
    }

    /** Records that the client accepts a stream of events, which comes when there are events. */
    void awaitsEvents() {
        awaitsEvents = true;
    }

    /** Whether its answer is late on purpose: the client waits for something to happen. A client of gRPC says so by its deadline. */
    boolean waitsOnPurpose() {
        return !grpc() && (awaitsEvents || Patience.asksToWait(path));
    }

    /**
     * Time that the program took: the latency without the round trip, and without the time until the request
     * arrived.
     *
     * @param roundTripMicros below 0 when unknown
     */
    long programMicros(long roundTripMicros) {
        long answered = askedMicros + latencyMicros;
        long asked = Math.max(askedMicros, repeatedMicros);
        long took = answered - asked - Math.max(0, roundTripMicros);
        boolean acknowledged = receivedMicros >= 0 && receivedMicros < answered;
        long sinceReceived = acknowledged ? answered - receivedMicros + Patience.DELAYED_ACK : took;
        return Math.clamp(Math.min(took, sinceReceived), 0, latencyMicros);
    }

    /**
     * Takes the final response.
     *
     * @param code 0 when it is not known
     * @return how long it took, µs
     */
    long answer(int code, long micros) {
        status = code;
        latencyMicros = Math.max(0, micros - askedMicros);
        return latencyMicros;
    }

    boolean answered() {
        return latencyMicros >= 0;
    }

    /** Takes the name of the error by which it failed, if its status does not show it; printable. */
    void error(String name) {
        error = name;
    }

    /** Time of the request's last part, µs since the epoch. */
    long askedMicros() {
        return askedMicros;
    }

    /** Method and path, as far as they were kept: {@code GET "/hello.txt"}. */
    String text() {
        return Quoted.request(
                Printable.of(method, LONGEST_PATH), Printable.of(path.shown(paths), LONGEST_PATH), LONGEST_EXAMPLE);
    }

    /** The same, and how it failed if it did: its status, or the name of its error. */
    String example() {
        String failure = error.isEmpty() && status >= 400 ? Integer.toString(status) : error;
        return (text() + " " + failure).strip();
    }

    HttpExchange report(String client, String server) {
        return new HttpExchange(
                client,
                server,
                version.text,
                Printable.of(method, LONGEST_PATH),
                Printable.of(path.shown(paths), LONGEST_PATH),
                status == 0 ? null : status,
                error,
                answered() ? latencyMicros : null,
                Instant.EPOCH.plus(askedMicros, ChronoUnit.MICROS).toString());
    }
}
