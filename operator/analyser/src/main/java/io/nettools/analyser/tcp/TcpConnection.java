package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.Flow;
import java.util.Optional;

/** The state of one TCP connection, bounded in size. All times are µs. Its parts are its superclasses, so that they are one object. */
public final class TcpConnection extends Handshake {
    /** Stands for a conversation over another protocol: it never takes a segment. */
    public static final TcpConnection NONE = new TcpConnection();

    private final Endpoint client = new Endpoint();
    private final Endpoint server = new Endpoint();
    private ThinkTime thinkTime = ThinkTime.NONE;
    private Reset reset;
    private int strayResets;
    private int challenges;

    /** A connection without a segment so far. */
    public TcpConnection() {
        super.clear();
    }

    @Override
    public void clear() {
        super.clear();
        client.clear();
        server.clear();
        if (thinkTime != ThinkTime.NONE) {
            thinkTime.clear();
        }
        reset = null;
        strayResets = 0;
        challenges = 0;
    }

    /** Takes the next packet, if it is a TCP segment. */
    public void accept(Packet packet, Side sender) {
        Segment segment = packet.segment();
        Endpoint from = sender == Side.Client ? client : server;
        if (!segment.present() || from.copies(packet)) {
            return;
        }
        tick(packet.micros(), !client.outstanding(server) && !server.outstanding(client));
        if (segment.has(Segment.RST)) {
            reset(packet, sender);
            return;
        }
        if (challenges(segment, sender)) {
            challenges++;
            return;
        }
        Arrival arrival = from.send(packet, sender == Side.Client ? server : client);
        timeHandshake(segment, sender, packet.micros());
        if (sender == Side.Client && thinkTime.waitingSinceMicros() >= 0 && server.missed(client)) {
            thinkTime.answeredUnseen();
        }
        if (segment.payloadLength() > 0 && arrival != Arrival.Nothing) {
            timeAnswer(sender, segment.payloadLength(), packet.micros());
        }
    }

    private void reset(Packet packet, Side sender) {
        Segment segment = packet.segment();
        Flow.State state = state();
        Endpoint other = sender == Side.Client ? server : client;
        other.heard();
        boolean aborts = segment.has(Segment.ACK);
        if (ignored(segment, sender, state)) {
            strayResets += sender == Side.Server ? 1 : 0;
            return;
        }
        // after a complete close a RST only answers a late packet
        if (reset == null && state != Flow.State.Closed) {
            boolean crossed = aborts && other.sentBeyond(segment.acknowledgment());
            boolean missed = aborts && other.lacks(segment.acknowledgment());
            reset = new Reset(sender, state, sinceFirstMicros(), packet.micros(), aborts, crossed, missed);
        }
    }

    /**
     * Whether a RST changes nothing for the client's SYN: one of the server that does not acknowledge it refuses nothing
     * (RFC 9293 §3.10.7.3), and one of the client only answers the acknowledgment of an older connection.
     */
    private boolean ignored(Segment segment, Side sender, Flow.State state) {
        if (state != Flow.State.SynSent) {
            return false;
        }
        return sender == Side.Server ? !client.acknowledgedBy(segment) : challenges > 0;
    }

    /**
     * Whether the server answers a SYN with an acknowledgment of something else: it still holds an older connection
     * between the same ports (RFC 5961 §4, RFC 9293 §3.10.7.4).
     */
    private boolean challenges(Segment segment, Side sender) {
        return sender == Side.Server
                && !server.sent().started()
                && segment.has(Segment.ACK)
                && !segment.has(Segment.SYN)
                && segment.payloadLength() == 0
                && state() == Flow.State.SynSent
                && !client.sent().soonAfterSyn(segment.acknowledgment());
    }

    private void timeHandshake(Segment segment, Side sender, long micros) {
        if (segment.has(Segment.SYN)) {
            syn(sender, micros);
        } else if (sender == Side.Client) {
            goesOn(server.acknowledgedBy(segment) && client.answersSyn(segment), micros);
        }
    }

    private void timeAnswer(Side sender, int bytes, long micros) {
        if (sender == Side.Server) {
            thinkTime.answered(micros, client.roundTrip().minMicros());
            return;
        }
        thinkTime = thinkTime == ThinkTime.NONE ? new ThinkTime() : thinkTime;
        thinkTime.asked(bytes, micros);
    }

    /** Whether a SYN of an end is not the one that opened this connection. */
    public boolean otherSyn(Segment segment, Side sender) {
        return (sender == Side.Client ? client : server).sent().otherSyn(segment.sequence());
    }

    /** Whether it went beyond its handshake, as far as the packets show it. */
    public boolean opened() {
        Flow.State state = state();
        return state != Flow.State.SynSent && state != Flow.State.SynReceived;
    }

    /** Whether the connection is closed or reset. */
    public boolean over() {
        return reset != null || state() == Flow.State.Closed;
    }

    /** The state, as far as the packets show it. */
    public Flow.State state() {
        if (client.sent().finSeen() || server.sent().finSeen()) {
            return client.sent().finSeen() && server.sent().finSeen() ? Flow.State.Closed : Flow.State.Closing;
        }
        if (server.sent().synSeen() && !server.synAcknowledged(client)) {
            return Flow.State.SynReceived;
        }
        boolean alone = !server.sent().started() && !client.acknowledgments().seen();
        return client.sent().synSeen() && alone ? Flow.State.SynSent : Flow.State.Established;
    }

    /** The end of the connection, or its state so far. */
    public Flow.End end() {
        if (reset != null) {
            return reset.by() == Side.Server && reset.state() == Flow.State.SynSent ? Flow.End.Refused : Flow.End.Reset;
        }
        return switch (state()) {
            case SynSent -> Flow.End.Unanswered;
            case SynReceived -> Flow.End.HalfOpen;
            case Established -> Flow.End.Open;
            case Closing -> Flow.End.HalfClosed;
            case Closed -> Flow.End.Closed;
        };
    }

    /**
     * Whether a segment of a host that the client did not ask fits this connection.
     *
     * @param opens whether it is a SYN-ACK, which acknowledges the client's SYN
     */
    public boolean mayBeAnsweredBy(int sequence, int acknowledgment, boolean opens) {
        return opens
                ? client.sent().synSeen()
                        && acknowledgment == (int) client.sent().afterSyn()
                : client.sent().near(acknowledgment) && server.sent().near(sequence);
    }

    /** Resets that do not acknowledge the client's SYN, so that the client ignores them. */
    public int strayResets() {
        return strayResets;
    }

    /** Acknowledgments of an older connection between the same ports, in place of a SYN-ACK. */
    public int challenges() {
        return challenges;
    }

    /** Retransmissions of both ends. */
    public long retransmissions() {
        return client.retransmissions().total() + server.retransmissions().total();
    }

    /** The first RST on a connection that was not closed. */
    public Optional<Reset> reset() {
        return Optional.ofNullable(reset);
    }

    /** The time that the server's application took to answer. */
    public ThinkTime thinkTime() {
        return thinkTime;
    }

    /** An end, as it is now. */
    public EndpointFacts end(Side side) {
        boolean ofClient = side == Side.Client;
        return new EndpointFacts(ofClient ? client : server, ofClient ? server : client, lastMicros());
    }

    /** The client, as it is now. */
    public EndpointFacts client() {
        return new EndpointFacts(client, server, lastMicros());
    }

    /** The server, as it is now. */
    public EndpointFacts server() {
        return new EndpointFacts(server, client, lastMicros());
    }
}
