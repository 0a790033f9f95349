package io.nettools.analyser.tls;

import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.SharedBuffers;

/**
 * The state of one connection that may speak TLS. It is nearly empty until the first handshake record, and again after
 * the handshake.
 */
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

    /** Whether its handshake is over: later packets are not looked at. */
    boolean over() {
        return over;
    }

    Handshake handshake() {
        return handshake;
    }

    Speaker speaker(Side sender) {
        return sender == handshake.client() ? client : server;
    }

    /** Drops the handshake: the bytes that looked like TLS were something else. */
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
