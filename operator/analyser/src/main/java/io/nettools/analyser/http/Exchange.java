package io.nettools.analyser.http;

import io.nettools.analyser.redaction.Paths;
import io.nettools.analyser.redaction.RequestTarget;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.text.Printable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A request, and its response once it was captured. */
final class Exchange {
    static final int LONGEST_PATH = 128;

    private Version version;
    private final String method;
    private final RequestTarget path;
    private final Paths paths;
    private long askedMicros;
    private int status;
    private long latencyMicros = -1;
    private String error = "";

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

    /**
     * @param method empty when it is not needed
     * @param path empty when it is not needed
     * @param paths how much of the path may be shown
     */
    Exchange(Version version, String method, RequestTarget path, Paths paths, long micros) {
        this.version = version;
        this.method = method;
        this.path = path;
        this.paths = paths;
        askedMicros = micros;
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

    /** Takes the time of a further part of the request; one after the response does not count. */
    void askedUntil(long micros) {
        askedMicros = latencyMicros < 0 ? micros : askedMicros;
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

    /** Method and path, as far as they were kept, printable. */
    String text(int longest) {
        return Printable.of((method + " " + path.shown(paths)).strip(), longest);
    }

    /** The failure: its status, or the name of its error. */
    String failure() {
        return error.isEmpty() ? Integer.toString(status) : error;
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
