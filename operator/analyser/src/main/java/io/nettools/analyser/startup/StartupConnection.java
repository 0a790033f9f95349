package io.nettools.analyser.startup;

import io.nettools.analyser.opening.Opening;
import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.NewBytes;

/**
 * A connection that speaks one of the protocols, until its start is over. All others are one of three constants: it is
 * made only for what begins like a start.
 */
public final class StartupConnection implements Opening<Refusal> {
    /** Nobody has said anything; it may have been open before the capture. */
    public static final StartupConnection SILENT = new StartupConnection();

    /** Nobody has said anything; the capture saw it begin. */
    static final StartupConnection OPENED = new StartupConnection();

    /** It speaks something else, or its start is over: nothing more is read. */
    static final StartupConnection DONE = new StartupConnection();

    private static final int TLS_ALERT = 0x15;

    private final Dialect dialect;
    private final Side client;
    private final boolean fromItsStart;
    private final Messages asked;
    private final Messages answered;
    private boolean heard;
    private boolean waits;
    private int serverNext;
    private Verdict verdict = Verdict.GOES_ON;

    private StartupConnection() {
        this(null, Side.Client, false);
    }

    /**
     * One that begins like a start.
     *
     * @param first who said what may begin it
     * @param fromItsStart whether the capture saw the connection begin
     */
    StartupConnection(Dialect dialect, Side first, boolean fromItsStart) {
        this.dialect = dialect;
        this.fromItsStart = fromItsStart;
        client = dialect != null && dialect.serverBegins() ? other(first) : first;
        asked = dialect == null ? null : new Messages(dialect, dialect::asked);
        answered = dialect == null ? null : new Messages(dialect, dialect::answered);
    }

    private static Side other(Side side) {
        return side == Side.Client ? Side.Server : Side.Client;
    }

    Side client() {
        return client;
    }

    /** Takes the next packet; what it means is kept for the report. */
    Verdict read(Packet packet, Side sender, NewBytes fresh) {
        Segment segment = packet.segment();
        follow(segment, sender, fresh);
        if (!fresh.nothing()) {
            verdict = said(packet, sender, fresh);
        }
        boolean ends = segment.present() && (segment.has(Segment.FIN) || segment.has(Segment.RST));
        if (verdict.goesOn() && ends) {
            verdict = sender != client && unanswered(segment) ? dialect.closed() : Verdict.OVER;
        }
        return verdict;
    }

    /** Where the server's bytes go on, were it behind some that were not captured: then its end comes further on. */
    private void follow(Segment segment, Side sender, NewBytes fresh) {
        if (sender != client && !fresh.nothing()) {
            serverNext = segment.sequence() + segment.payloadLength();
        } else if (sender == client && !heard && !waits && segment.present()) {
            serverNext = segment.acknowledgment();
        }
    }

    private Verdict said(Packet packet, Side sender, NewBytes fresh) {
        if (sender == client) {
            waits = true;
            return asked.read(packet.bytes(), fresh);
        }
        boolean first = !heard && !dialect.serverBegins();
        heard = true;
        waits = false;
        boolean tls = first && fromItsStart && fresh.missing() == 0 && isAlert(packet.bytes(), fresh);
        return tls ? Verdict.refused(Cause.TlsExpected, "", "") : answered.read(packet.bytes(), fresh);
    }

    /** A TLS alert of two bytes in the clear (RFC 8446 §5.1, §6), of whatever version. */
    private static boolean isAlert(Bytes bytes, NewBytes fresh) {
        int at = fresh.from();
        return fresh.to() - at == 7 && bytes.u8(at) == TLS_ALERT && bytes.u8(at + 1) == 3 && bytes.u16(at + 3) == 2;
    }

    /** Whether the server leaves without an answer, not only without one in the capture. */
    private boolean unanswered(Segment segment) {
        return waits && fromItsStart && segment.sequence() == serverNext;
    }

    @Override
    public boolean unanswered() {
        return !heard;
    }

    @Override
    public Refusal report(String from, String server) {
        return new Refusal(
                from, server, dialect.protocol(), verdict.cause(), verdict.code(), verdict.words(), dialect.user());
    }
}
