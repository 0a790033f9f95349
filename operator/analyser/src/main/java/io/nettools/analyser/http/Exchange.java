package io.nettools.analyser.http;

import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.text.Printable;

/** A request, and its response once that was seen. */
final class Exchange {
    static final int LONGEST_PATH = 128;

    private final String method;
    private final String path;
    private long askedMicros;
    private int status;
    private long latencyMicros = -1;

    /**
     * @param method empty when nobody needs to know
     * @param path as {@code method}; not escaped yet
     */
    Exchange(String method, String path, long micros) {
        this.method = method;
        this.path = path;
        askedMicros = micros;
    }

    String method() {
        return method;
    }

    /** More of the request came. */
    void askedUntil(long micros) {
        askedMicros = latencyMicros < 0 ? micros : askedMicros;
    }

    /** Returns how long it took, µs. */
    long answer(int code, long micros) {
        status = code;
        latencyMicros = Math.max(0, micros - askedMicros);
        return latencyMicros;
    }

    /** When the last of the request was seen, µs since the epoch. */
    long askedMicros() {
        return askedMicros;
    }

    /** Method and path, as far as they were kept, printable. */
    String text(int longest) {
        return Printable.of((method + " " + path).strip(), longest);
    }

    HttpExchange report(String client, String server) {
        return new HttpExchange(client, server, method, Printable.of(path, LONGEST_PATH), status, latencyMicros);
    }
}
