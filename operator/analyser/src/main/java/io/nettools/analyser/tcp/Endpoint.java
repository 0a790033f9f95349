package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;

/**
 * One end of a connection: the bytes that it sent, its acknowledgments and its window.
 *
 * <p>Counts follow the definitions of Wireshark's {@code tcp.analysis} (epan/dissectors/packet-tcp.c,
 * tcp_analyze_sequence_number), except for these cases, in which more can be known:
 * <ul>
 *   <li>a segment is out of order only when its bytes were not captured before, and came so soon after they were missed
 *       that they cannot be a retransmission. Wireshark does not keep ranges and looks at the time since the highest
 *       segment: while new segments keep coming, it also counts a retransmission as out of order. The sum of both is
 *       the same;
 *   <li>bytes whose acknowledgment was captured before them are not a spurious retransmission: the order of a capture
 *       may differ from the order on the wire;
 *   <li>a keep-alive on a zero window counts as a window probe, which is Linux' purpose of it (tcp_xmit_probe_skb,
 *       net/ipv4/tcp_output.c);
 *   <li>a repetition of the last byte before its acknowledgment is a retransmission: a connection with outstanding
 *       bytes needs no keep-alive;
 *   <li>copies of a packet on other interfaces are ignored.
 * </ul>
 */
final class Endpoint {
    /** Wireshark's limit for reordering, µs, for a connection whose first round trip was not captured. */
    private static final long REORDERING = 3_000;

    private final SentBytes sent = new SentBytes();
    private final Acknowledgments acknowledgments = new Acknowledgments();
    private final Window window = new Window();
    private final RoundTrip roundTrip = new RoundTrip();
    private final Progress progress = new Progress();
    private final Vantage vantage = new Vantage();
    private final Probes probes = new Probes();
    private Counts counts = Counts.NONE;
    private Retransmissions retransmissions = Retransmissions.NONE;

    /** Whether a packet is a copy of one that was captured on another interface. */
    boolean copies(Packet packet) {
        return vantage.copies(packet, sent);
    }

    /** Sequence numbers of a segment: its bytes, and a SYN or FIN. */
    static int length(Segment segment) {
        return segment.payloadLength() + (segment.has(Segment.SYN) || segment.has(Segment.FIN) ? 1 : 0);
    }

    /** Takes the next segment of this end. */
    Arrival send(Packet packet, Endpoint peer) {
        Segment segment = packet.segment();
        long micros = packet.micros();
        long begin = sent.place(segment.sequence());
        sent.start(begin, micros);
        boolean syn = segment.has(Segment.SYN);
        Arrival arrival = syn ? sendSyn(packet, begin, peer) : sendBytes(segment, begin, peer, micros);
        if (segment.has(Segment.ACK)) {
            acknowledge(packet, begin, peer);
        }
        if (!syn) {
            window.advertise(segment, micros);
        }
        return arrival;
    }

    private Arrival sendSyn(Packet packet, long begin, Endpoint peer) {
        boolean idle = !outstanding(peer);
        Arrival arrival = sent.acceptSyn(begin, packet.segment().payloadLength(), packet.micros());
        window.offer(packet.bytes(), packet.segment());
        if (arrival == Arrival.Repeated) {
            counts().synRetries++;
            again(begin, begin + 1, false, peer, packet.micros());
        } else {
            progress.sent(sent.next(), 0, idle, packet.micros());
            roundTrip.sent(sent.afterSyn(), packet.micros());
        }
        return arrival;
    }

    private Arrival sendBytes(Segment segment, long begin, Endpoint peer, long micros) {
        boolean fin = segment.has(Segment.FIN);
        long end = begin + length(segment);
        Probes.Kind probe = probes.look(segment, begin, sent.next(), outstanding(peer), peer.window.closed());
        if (probe != Probes.Kind.None) {
            counts().probe(probe);
            return Arrival.Nothing;
        }
        if (end == begin) {
            return Arrival.Nothing;
        }
        countFullWindow(end, fin, peer);
        boolean idle = !outstanding(peer);
        Arrival arrival = sent.accept(begin, end, fin, peer.acknowledgments.highest(), micros);
        progress.sent(end, segment.payloadLength(), idle, micros);
        switch (arrival) {
            case InOrder -> roundTrip.sent(end, micros);
            case AfterGap -> counts().gaps++;
            case Late -> late(begin, end, peer, micros);
            case Repeated -> again(begin, end, false, peer, micros);
            case Nothing -> {}
        }
        return arrival;
    }

    private void late(long begin, long end, Endpoint peer, long micros) {
        if (micros - sent.missedSince() < soonest(peer)) {
            counts().outOfOrder++;
            return;
        }
        again(begin, end, true, peer, micros);
    }

    /**
     * Shortest time until a retransmission, µs: nearly the round trip between the capture point and this end, which
     * must first be asked for it.
     */
    private static long soonest(Endpoint peer) {
        long roundTrip = peer.roundTrip.minMicros();
        return roundTrip < 0 ? REORDERING : roundTrip - roundTrip / 8;
    }

    private void again(long begin, long end, boolean fills, Endpoint peer, long micros) {
        retransmissions = retransmissions == Retransmissions.NONE ? new Retransmissions() : retransmissions;
        retransmissions.add(begin, end, fills, sent, peer.acknowledgments, micros);
        roundTrip.sentAgain();
    }

    private void countFullWindow(long end, boolean fin, Endpoint peer) {
        boolean full =
                !fin && peer.acknowledgments.seen() && peer.window.filledBy(end - peer.acknowledgments.last(), window);
        if (full) {
            counts().windowFull++;
        }
    }

    private void acknowledge(Packet packet, long begin, Endpoint peer) {
        Segment segment = packet.segment();
        long acknowledgment = peer.sent.place(segment.acknowledgment());
        if (!peer.sent.plausible(acknowledgment)) {
            return;
        }
        boolean waiting = peer.outstanding(this);
        boolean news = acknowledgment > acknowledgments.highest();
        acknowledgments.accept(acknowledgment, duplicate(segment, begin, acknowledgment, peer), packet.micros());
        acknowledgments.readSack(packet.bytes(), segment, acknowledgment, peer.sent);
        if (news) {
            peer.acknowledged(acknowledgment, waiting, packet.micros());
        }
    }

    private void acknowledged(long acknowledgment, boolean waiting, long micros) {
        if (probes.beyondWindow() && acknowledgment == sent.next() + 1) {
            // the probe's byte was accepted
            sent.advance(acknowledgment, micros);
        }
        if (waiting) {
            progress.acknowledged(acknowledgment, micros);
            roundTrip.acknowledged(acknowledgment, micros);
        }
    }

    private boolean duplicate(Segment segment, long begin, long acknowledgment, Endpoint peer) {
        boolean repeats = length(segment) == 0
                && acknowledgment == acknowledgments.last()
                && begin == sent.next()
                && segment.window() == window.raw()
                && segment.window() > 0;
        if (repeats && peer.probes.keptAlive()) {
            counts().keepAliveAcks++;
        }
        return repeats && !peer.probes.keptAlive();
    }

    private Counts counts() {
        counts = counts == Counts.NONE ? new Counts() : counts;
        return counts;
    }

    /** Whether any byte of this end is not acknowledged. */
    boolean outstanding(Endpoint peer) {
        return sent.outstanding(peer.acknowledgments.highest());
    }

    /** Whether the other end has its SYN. */
    boolean synAcknowledged(Endpoint peer) {
        return sent.synSeen() && peer.acknowledgments.highest() >= sent.afterSyn();
    }

    SentBytes sent() {
        return sent;
    }

    Acknowledgments acknowledgments() {
        return acknowledgments;
    }

    Window window() {
        return window;
    }

    RoundTrip roundTrip() {
        return roundTrip;
    }

    Progress progress() {
        return progress;
    }

    /** Counts of rare events; must not be changed. */
    Counts seldom() {
        return counts;
    }

    Retransmissions retransmissions() {
        return retransmissions;
    }
}
