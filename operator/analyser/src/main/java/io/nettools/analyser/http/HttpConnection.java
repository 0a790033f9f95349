package io.nettools.analyser.http;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.NewBytes;

/** What is known of one connection that may speak HTTP; next to nothing until the first request. */
public final class HttpConnection {
    private static final int LONGEST_EXAMPLE = 60;

    private Dialogue dialogue;

    boolean idle() {
        return dialogue == null;
    }

    void begin(Side asker, HttpLog log, Ends ends) {
        dialogue = new Dialogue(asker, log, ends);
    }

    void read(Packet packet, Side sender, NewBytes fresh) {
        if (dialogue.over()) {
            return;
        }
        dialogue.read(packet, sender, fresh);
        if (!dialogue.begun() && !dialogue.beginning()) {
            dialogue = null;
        }
    }

    /** The end that asks; the client unless the capture began late and took the ends for each other. */
    public Side asker() {
        return dialogue == null ? Side.Client : dialogue.asker();
    }

    /** Whether a request was answered by a server that wants TLS. */
    public boolean wantsTls() {
        return dialogue != null && dialogue.wantsTls();
    }

    /** How its requests went. */
    public HttpCounts counts() {
        return dialogue == null ? HttpCounts.NONE : dialogue.counts();
    }

    /** Requests without a response so far. */
    public long unanswered() {
        return dialogue == null ? 0 : dialogue.unanswered();
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
        return dialogue == null ? null : dialogue.waiting();
    }
}
