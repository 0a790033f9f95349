package io.nettools.analyser.tls;

import io.nettools.analyser.greeting.Protocol;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.SharedBuffers;

/** The state of one connection that may speak TLS. It is nearly empty after the handshake. */
public final class TlsConnection {
    /** Every connection until a handshake record or a header of the PROXY protocol comes. */
    public static final TlsConnection SILENT = new TlsConnection();

    private Handshake handshake;
    private Speaker client;
    private Speaker server;
    private boolean proxied;
    private Side closedBy;
    private boolean over;

    /** Notes whether a header of the PROXY protocol was seen. */
    void proxied(boolean header) {
        proxied |= header;
    }

    /** Notes that an end closes the connection, if a header of the PROXY protocol was seen. */
    void closed(Side by) {
        closedBy = proxied && closedBy == null ? by : closedBy;
    }

    /** The end that closed it before the handshake; null when none did. */
    Side closedBy() {
        return closedBy;
    }

    /**
     * Begins a handshake.
     *
     * @param greeting what the server spoke before
     */
    void begin(Side side, Protocol greeting, SharedBuffers buffers) {
        handshake = new Handshake(side, greeting, proxied);
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
        handshake = null;
        client = null;
        server = null;
    }

    private void finishHellos() {
        client.finish();
        server.finish();
    }
}
