package io.nettools.analyser.http;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.NewBytes;

/** The state of one connection that may speak HTTP. It stays nearly empty until the first request. */
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

    /** The end that sends requests: the client, unless the capture began late and confused the ends. */
    public Side asker() {
        return exchanges == null ? Side.Client : exchanges.asker();
    }

    /** Whether a request was answered by a server that wants TLS. */
    public boolean wantsTls() {
        return exchanges != null && exchanges.wantsTls();
    }

    /** Counts of its requests. */
    public HttpCounts counts() {
        return exchanges == null ? HttpCounts.NONE : exchanges.counts();
    }

    /** Requests without a response so far. */
    public long unanswered() {
        return exchanges == null ? 0 : exchanges.unanswered();
    }

    /** Time of the oldest request without a response, µs since the epoch; -1 when all have one. */
    public long waitingSinceMicros() {
        Exchange waiting = waitingExchange();
        return waiting == null ? -1 : waiting.askedMicros();
    }

    /** The oldest request without a response; empty when all have one. */
    public String waiting() {
        Exchange waiting = waitingExchange();
        return waiting == null ? "" : waiting.text(LONGEST_EXAMPLE);
    }

    private Exchange waitingExchange() {
        return exchanges == null ? null : exchanges.waiting();
    }

    /**
     * The HTTP/2 error by which the server closed the whole connection, e.g.
     * {@code ENHANCE_YOUR_CALM (too_many_pings)}; empty without one.
     */
    public String connectionError() {
        return exchanges == null ? "" : exchanges.connectionError();
    }
}
