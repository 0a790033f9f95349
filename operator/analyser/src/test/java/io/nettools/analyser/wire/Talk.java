package io.nettools.analyser.wire;

import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.TlsHandshake;
import java.util.ArrayList;
import java.util.List;

/**
 * A TCP connection between 10.0.0.1:40000 (client) and 10.0.0.2:9000 (server), one millisecond from packet to packet. Numbers are relative:
 * 0 is the SYN, 1 the first byte.
 */
public final class Talk {
    /** So near to 2^32 that the numbers wrap around soon. */
    private static final long CLIENT_FIRST = 0xffff_fff0L;

    private static final long SERVER_FIRST = 7_000L;
    private static final byte[] NO_OPTIONS = {};

    private final Capture capture;
    private final int port;
    private long clientNext = 1;
    private long serverNext = 1;

    public Talk() {
        this(Capture.of(Capture.RAW), 40_000);
    }

    public Talk(Capture capture, int port) {
        this.capture = capture;
        this.port = port;
    }

    public Talk handshake() {
        return client("S", 0, "").server("S.", 0, "").client(".", 1, "");
    }

    /** A segment from the client with a number of its own choice. */
    public Talk client(String flags, long sequence, String payload) {
        long acknowledgment = flags.contains(".") ? SERVER_FIRST + serverNext : 0;
        byte[] segment =
                Wire.tcp(port, 9000, flags, CLIENT_FIRST + sequence, acknowledgment, NO_OPTIONS, Wire.ascii(payload));
        capture.packet(Wire.ip4(6, "10.0.0.1", "10.0.0.2", segment));
        return this;
    }

    public Talk server(String flags, long sequence, String payload) {
        byte[] segment = Wire.tcp(
                9000, port, flags, SERVER_FIRST + sequence, CLIENT_FIRST + clientNext, NO_OPTIONS, Wire.ascii(payload));
        capture.packet(Wire.ip4(6, "10.0.0.2", "10.0.0.1", segment));
        return this;
    }

    /** The client's next bytes. */
    public Talk asks(String payload) {
        client("P.", clientNext, payload);
        clientNext += payload.length();
        return this;
    }

    /** The client's next bytes, in segments of these sizes, again and again. */
    public Talk asks(String payload, List<Integer> sizes) {
        inPieces(payload, sizes).forEach(this::asks);
        return this;
    }

    /** The server's next bytes. */
    public Talk answers(String payload) {
        server("P.", serverNext, payload);
        serverNext += payload.length();
        return this;
    }

    /** The server's next bytes, in segments of these sizes, again and again. */
    public Talk answers(String payload, List<Integer> sizes) {
        inPieces(payload, sizes).forEach(this::answers);
        return this;
    }

    private static List<String> inPieces(String text, List<Integer> sizes) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int size = sizes.isEmpty() ? text.length() : sizes.get(pieces.size() % sizes.size());
            String piece = text.substring(at, Math.min(text.length(), at + size));
            pieces.add(piece);
            at += piece.length();
        }
        return pieces;
    }

    /** Bytes of the client that the capture missed. */
    public Talk clientMissed(int count) {
        clientNext += count;
        return this;
    }

    public Talk serverMissed(int count) {
        serverNext += count;
        return this;
    }

    public Talk clientEnds() {
        return client("F.", clientNext++, "");
    }

    public Talk serverEnds() {
        return server("F.", serverNext++, "");
    }

    public Talk after(long micros) {
        capture.after(micros);
        return this;
    }

    /** The only conversation. */
    public Flow flow() {
        List<Flow> flows = capture.report().flows().first();
        if (flows.size() != 1) {
            throw new AssertionError("expected one conversation: " + flows);
        }
        return flows.getFirst();
    }

    public List<HttpExchange> exchanges() {
        return capture.report().protocols().http().first();
    }

    public List<TlsHandshake> handshakes() {
        return capture.report().protocols().tls().first();
    }

    public Capture capture() {
        return capture;
    }
}
