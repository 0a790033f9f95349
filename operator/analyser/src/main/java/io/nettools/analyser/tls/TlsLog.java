package io.nettools.analyser.tls;

import io.nettools.analyser.greeting.Greeting;
import io.nettools.analyser.greeting.Protocol;
import io.nettools.analyser.http.Ends;
import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.opening.Openings;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.TlsHandshake;
import io.nettools.analyser.stream.NewBytes;
import io.nettools.analyser.stream.SharedBuffers;
import java.util.List;

/**
 * Finds TLS handshakes on any port, and keeps those that failed and the first ones. Certificates are not read: in TLS
 * 1.3 they are encrypted, before it the snap length cuts them.
 */
public final class TlsLog {
    private final SharedBuffers buffers = new SharedBuffers();
    private final Openings<TlsHandshake> handshakes;

    /** Creates a log whose {@link #top} returns {@code reported} handshakes at most. */
    public TlsLog(int reported) {
        handshakes = new Openings<>(reported, TlsLog::kind);
    }

    /**
     * Takes the next packet of a connection.
     *
     * @param fresh the bytes that its sender had not sent before
     * @param connection what it was before, at first {@link TlsConnection#SILENT}
     * @param greeting first bytes of both ends
     * @return what it is now
     */
    public TlsConnection accept(
            Packet packet, Side sender, NewBytes fresh, TlsConnection connection, Greeting greeting, Ends ends) {
        boolean silent = connection == TlsConnection.SILENT;
        if (silent && !fresh.proxied() && !mayBegin(packet, fresh)) {
            return connection;
        }
        TlsConnection known = silent ? new TlsConnection() : connection;
        readOn(packet, sender, fresh, known, greeting, ends);
        return known;
    }

    private void readOn(
            Packet packet, Side sender, NewBytes fresh, TlsConnection connection, Greeting greeting, Ends ends) {
        if (connection.over() || (connection.idle() && !begins(packet, sender, fresh, connection, greeting))) {
            return;
        }
        Handshake handshake = connection.handshake();
        boolean begun = handshake.begun();
        read(packet, sender, fresh, connection);
        if (handshake.foreign()) {
            connection.abandon();
            return;
        }
        if (handshake.begun() && !begun) {
            handshakes.begun(handshake, Ends.askedBy(handshake.client(), ends));
        }
        if (handshake.ended()) {
            connection.end();
            if (handshake.failed()) {
                handshakes.failed(handshake, packet.micros(), Ends.askedBy(handshake.client(), ends));
            }
        }
    }

    /** Whether a handshake may begin here. */
    private boolean begins(Packet packet, Side sender, NewBytes fresh, TlsConnection connection, Greeting greeting) {
        connection.proxied(fresh.proxied());
        if (closes(packet.segment())) {
            connection.closed(sender);
        }
        if (!mayBegin(packet, fresh)) {
            return false;
        }
        boolean firstBytes = sender == Side.Client && greeting.client() == Protocol.Tls;
        connection.begin(sender, firstBytes ? greeting.server() : Protocol.Unknown, buffers);
        return true;
    }

    /** Whether the packet may begin a handshake record, as far as it was captured. */
    private static boolean mayBegin(Packet packet, NewBytes fresh) {
        return fresh.any()
                && packet.bytes().u8(fresh.from()) == Records.HANDSHAKE
                && (fresh.to() - fresh.from() == 1 || packet.bytes().u8(fresh.from() + 1) == 3);
    }

    private static void read(Packet packet, Side sender, NewBytes fresh, TlsConnection connection) {
        Handshake handshake = connection.handshake();
        Segment segment = packet.segment();
        if (segment.present()) {
            sequence(segment, sender, handshake);
        }
        if (!segment.present() || !handshake.sent(sender).older(segment)) {
            if (sender != handshake.client()) {
                handshake.answered(fresh.missing() + fresh.to() - fresh.from() + fresh.cut());
            }
            connection.speaker(sender).read(packet, fresh);
        }
        if (connection.closedBy() != null) {
            handshake.closedBefore(connection.closedBy());
        }
        if (closes(segment)) {
            handshake.closed(sender, segment.has(Segment.RST), packet.micros());
        }
        handshake.settle();
    }

    private static boolean closes(Segment segment) {
        return segment.present() && (segment.has(Segment.RST) || segment.has(Segment.FIN));
    }

    private static void sequence(Segment segment, Side sender, Handshake handshake) {
        handshake.sent(sender).segment(segment);
        if (segment.has(Segment.ACK)) {
            Side other = sender == Side.Client ? Side.Server : Side.Client;
            handshake.sent(other).acknowledged(segment.acknowledgment());
        }
    }

    private static String kind(TlsHandshake one) {
        return String.join(
                " ",
                one.server(),
                one.outcome().name(),
                one.alert(),
                one.alertBy(),
                one.answeredIn(),
                one.version().isEmpty() ? "" : "chosen",
                one.handshakeMicroseconds() == null ? "" : "finished",
                String.valueOf(one.certificateRequested()),
                String.valueOf(one.proxyHeader()));
    }

    /** Number of captured handshakes. */
    public long count() {
        return handshakes.count();
    }

    /**
     * The first handshakes that failed, in the order of their ends, then the first unanswered, then the first of the
     * others.
     */
    public List<TlsHandshake> top() {
        return handshakes.top();
    }

    /**
     * Failures with their numbers, by server and kind, in the order of the first of each kind; the number of kinds is
     * bounded.
     */
    public List<Failure<TlsHandshake>> failures() {
        return handshakes.failures();
    }
}
