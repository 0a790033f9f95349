package io.nettools.analyser.http;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.NewBytes;

/** What is known of one connection that may speak HTTP; next to nothing until the first request. */
public final class HttpConnection {
    private static final int LONGEST_EXAMPLE = 60;

    private Exchanges exchanges;

    void begin(Exchanges exchanges) {
        this.exchanges = exchanges;
    }

    void read(Packet packet, Side sender, NewBytes fresh) {
        if (exchanges.over()) {
            return;
        }
        exchanges.read(packet, sender, fresh);
        if (exchanges.foreign()) {
            exchanges = null;
        }
    }

    /** Whether it speaks HTTP. */
    public boolean known() {
        return exchanges != null;
    }

    /** The end that asks; the client unless the capture began late and took the ends for each other. */
    public Side asker() {
        return exchanges == null ? Side.Client : exchanges.asker();
    }

    /** Whether a request was answered by a server that wants TLS. */
    public boolean wantsTls() {
        return exchanges != null && exchanges.wantsTls();
    }

    /** How its requests went. */
    public HttpCounts counts() {
        return exchanges == null ? HttpCounts.NONE : exchanges.counts();
    }

    /** Requests without a response so far. */
    public long unanswered() {
        return exchanges == null ? 0 : exchanges.unanswered();
    }

    /** When the oldest request without a response was asked, µs since the epoch; -1 when there is none. */
    public long waitingSinceMicros() {
        Exchange waiting = waitingExchange();
        return waiting == null ? -1 : waiting.askedMicros();
    }

    /** The oldest request without a response; empty when there is none. */
    public String waiting() {
        Exchange waiting = waitingExchange();
        return waiting == null ? "" : waiting.text(LONGEST_EXAMPLE);
    }

    private Exchange waitingExchange() {
        return exchanges == null ? null : exchanges.waiting();
    }

    /** The HTTP/2 error by which the server gave up the whole connection, e.g. {@code ENHANCE_YOUR_CALM (too_many_pings)}; empty without. */
    public String connectionError() {
        return exchanges == null ? "" : exchanges.connectionError();
    }
}
