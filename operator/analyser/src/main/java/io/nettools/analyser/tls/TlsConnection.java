package io.nettools.analyser.tls;

import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.SharedBuffers;

/** What is known of one connection that may speak TLS; next to nothing until it does, and again when its handshake is over. */
public final class TlsConnection {
    private Handshake handshake;
    private Speaker client;
    private Speaker server;
    private boolean over;

    void begin(Side side, SharedBuffers buffers) {
        handshake = new Handshake(side);
        client = new Speaker(side, handshake, buffers);
        server = new Speaker(side == Side.Client ? Side.Server : Side.Client, handshake, buffers);
    }

    boolean idle() {
        return handshake == null;
    }

    /** Whether its handshake is over: nothing behind it is looked at. */
    boolean over() {
        return over;
    }

    Handshake handshake() {
        return handshake;
    }

    Speaker speaker(Side sender) {
        return sender == handshake.client() ? client : server;
    }

    /** What looked like TLS was not. */
    void abandon() {
        finishHellos();
        handshake = null;
        client = null;
        server = null;
    }

    void end() {
        finishHellos();
        over = true;
        client = null;
        server = null;
    }

    private void finishHellos() {
        client.finish();
        server.finish();
    }
}
