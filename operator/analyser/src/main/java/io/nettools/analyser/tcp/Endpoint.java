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
 *       that they cannot be a retransmission, or were sent before the segment behind them by IPv4's identification. Wireshark does not keep ranges and looks at the time since the highest
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
 *
 * <p>Its parts are its superclasses, so that they are one object: a full table has 20,000 ends, and each packet reads most parts of two.
 */
final class Endpoint extends Window {
    /** Wireshark's limit for reordering, µs, for a connection whose first round trip was not captured. */
    private static final long REORDERING = 3_000;

    /** Time in which a sender has retransmitted missing bytes more than once, µs: twice Linux' first time-out. */
    private static final long LOST_FOR_GOOD = 1_000_000;

    /** Most packets that a packet is overtaken by. */
    private static final int OVERTAKEN = 64;

    /** Round trips after which data has arrived and its acknowledgment has come back, on a path whose delay varies. */
    private static final int ARRIVED = 2;

    private static final int NOWHERE = Integer.MIN_VALUE;

    /** Interface and direction at which its segments are evaluated. */
    private int vantage;
    /** What its last segment without SYN was. */
    private Probe probe;

    private long dataEnd;
    private int probesUnanswered;
    private long probedSince;
    private boolean plainSeen;
    private Counts counts;
    private Retransmissions retransmissions;

    Endpoint() {
        clear();
    }

    @Override
    void clear() {
        super.clear();
        vantage = NOWHERE;
        probe = Probe.None;
        dataEnd = Acknowledgments.NOTHING;
        probesUnanswered = 0;
        probedSince = 0;
        plainSeen = false;
        counts = Counts.NONE;
        retransmissions = Retransmissions.NONE;
    }

    /**
     * Whether a packet is a copy of one that was captured elsewhere: in a capture of all interfaces a forwarded packet is captured once per
     * interface, inbound and outbound. A packet with new bytes is no copy, wherever it is captured.
     */
    boolean copies(Packet packet) {
        Segment segment = packet.segment();
        int from = packet.frame().interfaceIndex() << 8 | (packet.frame().packetType() & 0xff);
        boolean elsewhere = vantage != NOWHERE && vantage != from;
        if (elsewhere && sent().place(segment.sequence()) + length(segment) <= sent().next()) {
            return true;
        }
        vantage = from;
        return false;
    }

    /** Sequence numbers of a segment: its bytes, and a SYN or FIN. */
    static int length(Segment segment) {
        return segment.payloadLength() + (segment.has(Segment.SYN) || segment.has(Segment.FIN) ? 1 : 0);
    }

    /** Takes the next segment of this end. */
    Arrival send(Packet packet, Endpoint peer) {
        Segment segment = packet.segment();
        long micros = packet.micros();
        long begin = sent().place(segment.sequence());
        sent().start(begin, micros);
        boolean syn = segment.has(Segment.SYN);
        peer.heard();
        plainSeen |= !segment.has(Segment.SYN) && !segment.has(Segment.FIN);
        Arrival arrival = syn ? sendSyn(packet, begin, peer) : sendBytes(packet, begin, peer, micros);
        if (segment.has(Segment.ACK)) {
            acknowledge(packet, begin, peer);
        }
        if (!syn) {
            window().advertise(segment, micros);
        }
        return arrival;
    }

    private Arrival sendSyn(Packet packet, long begin, Endpoint peer) {
        boolean idle = !outstanding(peer);
        Arrival arrival = sent().acceptSyn(begin, packet.segment().payloadLength(), packet.micros());
        window().offer(packet.bytes(), packet.segment());
        if (arrival == Arrival.Repeated) {
            counts().synRetries++;
            counts().synIgnored += peer.synAcknowledgedWithData(this, packet.micros()) ? 1 : 0;
            again(begin, begin + 1, false, peer, packet.micros());
        } else {
            progress().sent(sent().next(), 0, idle, packet.micros());
            roundTrip().sent(sent().afterSyn(), packet.micros());
        }
        return arrival;
    }

    private Arrival sendBytes(Packet packet, long begin, Endpoint peer, long micros) {
        Segment segment = packet.segment();
        boolean fin = segment.has(Segment.FIN);
        long end = begin + length(segment);
        probe = Probe.of(
                segment, begin, sent().next(), outstanding(peer), peer.window().closed());
        if (probe != Probe.None) {
            counts().probe(probe);
            probedSince = probesUnanswered == 0 ? micros : probedSince;
            probesUnanswered++;
            return Arrival.Nothing;
        }
        if (end == begin) {
            return Arrival.Nothing;
        }
        dataEnd = segment.payloadLength() > 0 ? Math.max(dataEnd, end - (fin ? 1 : 0)) : dataEnd;
        countFullWindow(end, fin, peer);
        boolean idle = !outstanding(peer);
        int identification = packet.datagram().counter();
        Arrival arrival = sent().accept(begin, end, fin, peer.acknowledgments().highest(), micros, identification);
        progress().sent(end, segment.payloadLength(), idle, micros);
        switch (arrival) {
            case InOrder -> roundTrip().sent(end, micros);
            case AfterGap -> counts().gaps++;
            case Late -> late(begin, end, peer, micros, identification);
            case Repeated -> again(begin, end, false, peer, micros);
            case Nothing -> {}
        }
        return arrival;
    }

    private void late(long begin, long end, Endpoint peer, long micros, int identification) {
        if (micros - sent().missedSince() < soonest(peer) || sentBefore(identification, sent().missedBehind())) {
            counts().outOfOrder++;
            return;
        }
        again(begin, end, true, peer, micros);
    }

    /**
     * Whether a packet was sent before the one that overtook it, as a sender counts them (RFC 6864 §4); a retransmission is
     * sent after it. A sender without such a counter is hardly ever just a few packets behind.
     */
    private static boolean sentBefore(int identification, int overtaker) {
        int behind = overtaker - identification & 0xffff;
        return identification != 0 && overtaker != 0 && behind > 0 && behind <= OVERTAKEN;
    }

    /**
     * Shortest time until a retransmission, µs: nearly the round trip between the capture point and this end, which
     * must first be asked for it.
     */
    private static long soonest(Endpoint peer) {
        long roundTrip = peer.roundTrip().minMicros();
        return roundTrip < 0 ? REORDERING : roundTrip - roundTrip / 8;
    }

    private void again(long begin, long end, boolean fills, Endpoint peer, long micros) {
        retransmissions = retransmissions == Retransmissions.NONE ? new Retransmissions() : retransmissions;
        retransmissions.add(begin, end, fills, sent(), peer.acknowledgments(), micros);
        roundTrip().sentAgain();
    }

    private void countFullWindow(long end, boolean fin, Endpoint peer) {
        boolean full = !fin
                && peer.acknowledgments().seen()
                && peer.window().filledBy(end - peer.acknowledgments().last(), window());
        if (full) {
            counts().windowFull++;
            counts().smallWindowFull += peer.window().smallerThanASegment(window()) ? 1 : 0;
        }
    }

    private void acknowledge(Packet packet, long begin, Endpoint peer) {
        Segment segment = packet.segment();
        long acknowledgment = peer.sent().place(segment.acknowledgment());
        if (!peer.sent().plausible(acknowledgment)) {
            return;
        }
        boolean waiting = peer.outstanding(this);
        boolean news = acknowledgment > acknowledgments().highest();
        acknowledgments().accept(acknowledgment, duplicate(segment, begin, acknowledgment, peer), packet.micros());
        acknowledgments().readSack(packet.bytes(), segment, acknowledgment, peer.sent());
        if (news) {
            peer.acknowledged(acknowledgment, waiting, packet.micros());
        }
    }

    private void acknowledged(long acknowledgment, boolean waiting, long micros) {
        if (probe == Probe.BeyondWindow && acknowledgment == sent().next() + 1) {
            // the probe's byte was accepted
            sent().advance(acknowledgment, micros);
        }
        if (waiting) {
            acknowledged(acknowledgment, micros);
        }
    }

    private boolean duplicate(Segment segment, long begin, long acknowledgment, Endpoint peer) {
        boolean repeats = length(segment) == 0
                && acknowledgment == acknowledgments().last()
                && begin == sent().next()
                && segment.window() == window().raw()
                && segment.window() > 0;
        boolean keptAlive = peer.probe == Probe.KeepAlive;
        if (repeats && keptAlive) {
            counts().keepAliveAcks++;
        }
        return repeats && !keptAlive;
    }

    private Counts counts() {
        counts = counts == Counts.NONE ? new Counts() : counts;
        return counts;
    }

    /** Whether any byte of this end is not acknowledged. */
    boolean outstanding(Endpoint peer) {
        return sent().outstanding(peer.acknowledgments().highest());
    }

    /**
     * Whether the other end has its SYN: it acknowledged it, or this end went on, which it does only then (RFC 9293
     * §3.10.7.4). So the acknowledgment need not have been captured.
     */
    boolean synAcknowledged(Endpoint peer) {
        return sent().synSeen()
                && (peer.acknowledgments().highest() >= sent().afterSyn()
                        || sent().beyondSyn()
                        || acknowledgments().grew());
    }

    /**
     * Whether it acknowledged the other end's SYN and sent data, which is not acknowledged although it must have arrived
     * since. A server that waits for the first data (TCP_DEFER_ACCEPT) repeats its SYN until then.
     */
    private boolean synAcknowledgedWithData(Endpoint peer, long micros) {
        return acknowledgments().highest() >= peer.sent().afterSyn()
                && dataOutstanding(peer)
                && micros - progress().sinceMicros()
                        > ARRIVED * Math.max(0, roundTrip().minMicros());
    }

    /** Whether bytes of its application, not only a SYN or FIN, are not acknowledged. */
    boolean dataOutstanding(Endpoint peer) {
        return dataEnd > peer.acknowledgments().highest();
    }

    /** Whether a segment of the other end acknowledges its SYN and nothing more. */
    boolean acknowledgedBy(Segment segment) {
        return sent().synSeen() && segment.has(Segment.ACK) && segment.acknowledgment() == (int) sent().afterSyn();
    }

    /** Whether a segment of this end may be the one behind its SYN, without data. */
    boolean answersSyn(Segment segment) {
        boolean next = !sent().synSeen() || segment.sequence() == (int) sent().afterSyn();
        return next && segment.payloadLength() == 0 && !segment.has(Segment.FIN);
    }

    /** Whether the other end acknowledges more than was captured of this one. */
    boolean missed(Endpoint peer) {
        long acknowledged = peer.acknowledgments().highest();
        return sent().started()
                ? acknowledged > sent().next()
                : peer.acknowledgments().grew();
    }

    /** Whether bytes of its application behind an acknowledgment were captured. */
    boolean sentBeyond(int acknowledgment) {
        return sent().started() && dataEnd > sent().place(acknowledgment);
    }

    /** Whether an acknowledgment covers more than was captured of this end. */
    boolean lacks(int acknowledgment) {
        return sent().started() && sent().place(acknowledgment) > sent().next();
    }

    /** Notes a packet of the other end. */
    void heard() {
        probesUnanswered = 0;
    }

    long probedSinceMicros() {
        return probedSince;
    }

    boolean plainSeen() {
        return plainSeen;
    }

    boolean onlySmallSegmentsArrive(Endpoint peer, long untilMicros) {
        long acknowledged = peer.acknowledgments().highest();
        long aMomentAgo = untilMicros - LOST_FOR_GOOD;
        return peer.acknowledgments().asksFor(acknowledged)
                && sent().lackingBytes(acknowledged) > Math.max(progress().largest(), Retransmissions.ALWAYS_FITS)
                && sent().lackingSince(acknowledged) <= aMomentAgo
                && !progress().acknowledgedSince(aMomentAgo)
                && !peer.window().filledBySegment(progress().largest());
    }

    /** Keep-alives and window probes since the other end's last packet. */
    int probesUnanswered() {
        return probesUnanswered;
    }

    SentBytes sent() {
        return this;
    }

    Acknowledgments acknowledgments() {
        return this;
    }

    Window window() {
        return this;
    }

    RoundTrip roundTrip() {
        return this;
    }

    Progress progress() {
        return this;
    }

    /** Counts of rare events; must not be changed. */
    Counts seldom() {
        return counts;
    }

    Retransmissions retransmissions() {
        return retransmissions;
    }
}
