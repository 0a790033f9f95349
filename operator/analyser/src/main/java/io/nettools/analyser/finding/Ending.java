package io.nettools.analyser.finding;

import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.tcp.EndpointFacts;
import io.nettools.analyser.tcp.Reset;
import io.nettools.analyser.tcp.TcpConnection;

/** What went wrong at the end of an open connection. The first that holds is the cause; the order is the specification. */
enum Ending {
    /** The server closed the idle connection while the client sent its next request. */
    KeepAliveRace,
    /** The connection was idle for long, and when it was used again, it was dead. */
    IdleDropped,
    /** The client sent the same bytes, or probes, again and again, and no packet of the server came back. */
    ServerGone,
    /** The same of the server's bytes and the client. */
    ClientGone,
    /** A host answered a request with the reset for a connection that it does not know (RFC 9293 §3.10.7.1). */
    Forgotten,
    /** The server aborted the connection while a request waited. */
    ResetWaiting,
    /** The server reset the connection before either end had sent anything. */
    ResetSilent,
    None;

    /**
     * Shorter silences are no sign that somebody forgot the connection: the shortest time-outs of NATs and balancers are 30 s and more; µs.
     */
    static final long IDLE = 20_000_000;

    /** Linux gives up after 3 to 15 of them (tcp_retries1, tcp_retries2); a lost one or two are loss, not silence. */
    private static final int UNANSWERED = 3;

    /** Longest goodbye, bytes: an unbindRequest that is encrypted (RFC 4121) has 43. */
    private static final int SHORT = 64;

    /** Longest time in which an answer to a goodbye comes, µs: a round trip within a region. */
    private static final long AT_ONCE = 50_000;

    /** Listed once: each connection that leaves the table is compared. */
    private static final Ending[] ALL = values();

    static Ending of(TcpConnection tcp) {
        return of(tcp, false);
    }

    /** @param requests whether all that the client sends is known to be requests, so that none is a goodbye */
    static Ending of(TcpConnection tcp, boolean requests) {
        for (Ending ending : ALL) {
            if (ending.holds(tcp, requests)) {
                return ending;
            }
        }
        return None;
    }

    /** Whether it is one because a request waited. */
    boolean ofRequest() {
        return this == KeepAliveRace || this == Forgotten || this == ResetWaiting;
    }

    private boolean holds(TcpConnection tcp, boolean requests) {
        return switch (this) {
            case KeepAliveRace -> raced(tcp) && (requests || !leaves(tcp));
            case IdleDropped -> droppedWhileIdle(tcp);
            case ServerGone -> gone(tcp, Side.Client, Side.Server);
            case ClientGone -> gone(tcp, Side.Server, Side.Client);
            case Forgotten -> forgotten(tcp);
            case ResetWaiting -> cut(tcp) && waiting(tcp) && (requests || !goodbye(tcp));
            case ResetSilent -> cut(tcp) && silent(tcp);
            case None -> true;
        };
    }

    /** Whether a request was not acknowledged, although the server had answered others before and its FIN or RST came. */
    private static boolean raced(TcpConnection tcp) {
        boolean used = tcp.thinkTime().answers() > 0 || !tcp.client().synSeen();
        boolean unread = waiting(tcp) && tcp.client().dataOutstanding();
        boolean closed =
                tcp.server().finSeen() || tcp.reset().filter(Ending::crossed).isPresent();
        return used
                && unread
                && closed
                && tcp.pauseMicros() > 0
                && !tcp.client().acknowledgedSince(tcp.pauseEndMicros());
    }

    /**
     * Whether the client closed behind its last bytes, before a reset of the server could end it: it waits for no answer.
     * So clients take leave when the server closes: a GOAWAY of HTTP/2 and a close_notify of TLS, RSET of SMTP.
     */
    private static boolean leaves(TcpConnection tcp) {
        boolean resets = tcp.reset()
                .filter(reset -> reset.by() == Side.Client
                        && reset.micros() - tcp.thinkTime().waitingSinceMicros() <= AT_ONCE)
                .isPresent();
        return tcp.client().finSeen() || resets;
    }

    private static boolean crossed(Reset reset) {
        return reset.by() == Side.Server && reset.crossed();
    }

    private static boolean droppedWhileIdle(TcpConnection tcp) {
        return tcp.pauseMicros() >= IDLE && (dead(tcp, Side.Client) || dead(tcp, Side.Server));
    }

    /** Whether an end used the connection after the pause, and nothing of it was acknowledged. */
    private static boolean dead(TcpConnection tcp, Side user) {
        EndpointFacts sender = tcp.end(user);
        boolean vain = sender.dataOutstanding() && !sender.acknowledgedSince(tcp.pauseEndMicros());
        boolean serverReset =
                tcp.reset().filter(reset -> reset.by() == Side.Server).isPresent();
        return vain
                && (sender.timeoutsInARow() > 1
                        || (serverReset && tcp.server().seen() == tcp.client().seen()));
    }

    private static boolean gone(TcpConnection tcp, Side asking, Side silent) {
        EndpointFacts sender = tcp.end(asking);
        boolean vain = sender.dataOutstanding() && sender.timeoutsInARow() >= UNANSWERED;
        boolean probed =
                sender.probesUnanswered() >= UNANSWERED && tcp.end(silent).seen();
        return (vain && !sender.onlySmallSegmentsPass()) || probed;
    }

    private static boolean forgotten(TcpConnection tcp) {
        boolean used = tcp.thinkTime().answers() > 0 || !tcp.client().synSeen();
        return cut(tcp)
                && waiting(tcp)
                && used
                && tcp.reset().filter(reset -> !reset.aborts()).isPresent();
    }

    private static boolean cut(TcpConnection tcp) {
        return tcp.reset()
                .filter(reset -> reset.by() == Side.Server && reset.state() == Flow.State.Established)
                .isPresent();
    }

    /**
     * Whether the request may have been the client's goodbye, which some servers answer with a reset: LDAP's unbindRequest (RFC 4511 §4.3),
     * MySQL's COM_QUIT, a close_notify of TLS. It is short, others were answered before it, and the reset came at once.
     */
    private static boolean goodbye(TcpConnection tcp) {
        boolean atOnce = tcp.reset()
                .filter(reset -> reset.micros() - tcp.thinkTime().waitingSinceMicros() <= AT_ONCE)
                .isPresent();
        return atOnce && tcp.thinkTime().answers() > 0 && tcp.thinkTime().waitingBytes() <= SHORT;
    }

    private static boolean waiting(TcpConnection tcp) {
        return tcp.thinkTime().waitingSinceMicros() >= 0;
    }

    /** Whether the beginning was captured, and no byte. */
    private static boolean silent(TcpConnection tcp) {
        return tcp.client().synSeen()
                && tcp.server().synSeen()
                && !waiting(tcp)
                && tcp.thinkTime().answers() == 0
                && tcp.server().largestSegment() == 0
                && !tcp.server().missed()
                && tcp.reset().filter(reset -> !reset.missed()).isPresent();
    }
}
