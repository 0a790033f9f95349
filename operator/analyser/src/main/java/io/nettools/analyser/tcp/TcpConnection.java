package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.Flow;

/** What is known of one TCP connection; a fixed amount, whatever it sends. */
public final class TcpConnection {
    private static final long UNKNOWN = -1;

    private final Direction client = new Direction();
    private final Direction server = new Direction();
    private boolean seen;
    private int interfaceIndex;
    private long synMicros = UNKNOWN;
    private long handshakeMicros = UNKNOWN;
    private long retransmissions;
    private Side resetBy;
    private Arrival arrival = Arrival.Nothing;

    /** Takes the next packet, if it is a TCP segment. */
    public void accept(Packet packet, Side sender) {
        Segment segment = packet.segment();
        arrival = Arrival.Nothing;
        if (!segment.present() || duplicate(packet, sender)) {
            return;
        }
        if (segment.has(Segment.RST)) {
            reset(sender);
            return;
        }
        timeHandshake(segment, sender, packet.micros());
        arrival = direction(sender).accept(segment);
        retransmissions += arrival == Arrival.Repeated ? 1 : 0;
    }

    /** On a node a forwarded packet is seen once per interface; it was not sent twice for that. */
    private boolean duplicate(Packet packet, Side sender) {
        int index = packet.frame().interfaceIndex();
        if (!seen) {
            seen = true;
            interfaceIndex = index;
        }
        return index != interfaceIndex && direction(sender).started();
    }

    private void reset(Side sender) {
        // behind a complete close a RST is only the answer to a late packet
        if (resetBy == null && !closed()) {
            resetBy = sender;
        }
    }

    private void timeHandshake(Segment segment, Side sender, long micros) {
        if (sender == Side.Server) {
            return;
        }
        if (segment.opens()) {
            synMicros = synMicros == UNKNOWN ? micros : synMicros;
            return;
        }
        boolean completes =
                segment.has(Segment.ACK) && server.synSeen() && segment.acknowledgment() - server.afterSyn() >= 0;
        if (completes && synMicros != UNKNOWN && handshakeMicros == UNKNOWN) {
            // a clock that was set back must not make this the mark for "not seen"
            handshakeMicros = Math.max(0, micros - synMicros);
        }
    }

    private Direction direction(Side sender) {
        return sender == Side.Client ? client : server;
    }

    private boolean closed() {
        return client.finSeen() && server.finSeen();
    }

    /** What the last segment brought. */
    public Arrival arrival() {
        return arrival;
    }

    /** Whether nothing more can come on this connection. */
    public boolean over() {
        return resetBy != null || closed();
    }

    /** From the first SYN to the client's ACK of the SYN-ACK, µs; -1 when not seen. */
    public long handshakeMicros() {
        return handshakeMicros;
    }

    public long retransmissions() {
        return retransmissions;
    }

    /** Who sent RST first on a connection that was not closed: {@code Client}, {@code Server} or empty. */
    public String resetBy() {
        return resetBy == null ? "" : resetBy.name();
    }

    /** How it stands. */
    public Flow.End end() {
        if (resetBy != null) {
            return resetBy == Side.Server && client.synSeen() && !server.started() ? Flow.End.Refused : Flow.End.Reset;
        }
        if (closed()) {
            return Flow.End.Closed;
        }
        if (client.finSeen() || server.finSeen()) {
            return Flow.End.HalfClosed;
        }
        return client.synSeen() && !server.started() ? Flow.End.Unanswered : Flow.End.Open;
    }
}
