package io.nettools.analyser.http;

import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.text.Printable;

/** A request, and its response once that was seen. */
final class Exchange {
    private static final int LONGEST_PATH = 128;

    private final String method;
    private final String path;
    private long headMicros;
    private int status;
    private long latencyMicros = -1;

    private Exchange(String method, String path, long micros) {
        this.method = method;
        this.path = path;
        headMicros = micros;
    }

    static Exchange reported(RequestLine request, long micros) {
        return new Exchange(request.method(), Printable.of(request.target(), LONGEST_PATH), micros);
    }

    /** One that only has to be matched with its response: many of them must cost little memory. */
    static Exchange counted(RequestLine request, long micros) {
        String method =
                switch (request.method()) {
                    case "HEAD" -> "HEAD";
                    case "CONNECT" -> "CONNECT";
                    default -> "";
                };
        return new Exchange(method, "", micros);
    }

    String method() {
        return method;
    }

    /** More of the request's head came. */
    void headUntil(long micros) {
        headMicros = micros;
    }

    /** Returns how long it took, µs. */
    long answer(int code, long micros) {
        status = code;
        latencyMicros = Math.max(0, micros - headMicros);
        return latencyMicros;
    }

    long headMicros() {
        return headMicros;
    }

    /** Method and path, as far as they were kept; the path is printable already, so that cutting it is safe. */
    String text(int longest) {
        String text = (method + " " + path).strip();
        return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
    }

    HttpExchange report(String client, String server) {
        return new HttpExchange(client, server, method, path, status, latencyMicros);
    }
}
