package io.nettools.analyser.finding;

import io.nettools.analyser.order.Host;
import io.nettools.analyser.report.Code;
import java.util.Optional;

/** The rules about the path between the two ends of open connections. */
final class PathRules {
    /** Fewest lost segments that are a finding; fewer are normal in every network. */
    private static final long FEW = 5;

    /**
     * Smallest share of lost or reordered segments that is a finding, percent: it slows TCP down badly (M. Mathis et
     * al., 1997: throughput falls with the root of the loss).
     */
    private static final long LOSS_PERCENT = 1;

    private static final long REORDERED = 10;

    /** Round trip from which a private network is slow, µs: no path within a region takes so long. */
    private static final long SLOW_MICROS = 150_000;

    /**
     * Round trip from which the Internet is slow, µs: distance alone explains a shorter one. Light in glass needs 200 ms for
     * halfway around the world and back.
     */
    private static final long FAR_MICROS = 300_000;

    private PathRules() {}

    static Optional<Diagnosis> pathMtuBlackHole(ServerFacts facts) {
        Transfers transfers = facts.transfers;
        if (transfers.blackHoles == 0) {
            return Optional.empty();
        }
        return Optional.of(
                Diagnosis.of(
                                Code.PathMtuBlackHole,
                                facts.server,
                                transfers.blackHoles,
                                "large packets to or from " + facts.server + " are lost")
                        .meaning("Small packets pass between this pod and " + facts.server
                                + ", large ones never arrive: a link on the path takes only smaller packets,"
                                + " and no ICMP error reports it.")
                        .shownBy(Wording.count(transfers.blackHoles, "connection") + " stuck: " + vanished(transfers)
                                + "; the largest segment that arrived has " + transfers.largestPassed)
                        .next(
                                "Compare the MTU of pod, node and tunnel (ip link; the CNI's MTU must leave room for its own headers), and let"
                                        + " ICMP \"fragmentation needed\" and \"packet too big\" through. To try: ping -M do -s 1400 ADDRESS."));
    }

    /** What was sent in vain, or asked for in vain. */
    private static String vanished(Transfers transfers) {
        String lost = "segments of up to " + transfers.largestLost + " bytes are lost";
        String missing = transfers.missingFromPeer + " bytes do not arrive though they are asked for again";
        return transfers.largestLost == 0 ? missing : transfers.missingFromPeer == 0 ? lost : lost + ", " + missing;
    }

    static Optional<Diagnosis> packetLoss(ServerFacts facts) {
        Transfers transfers = facts.transfers;
        // who overtakes makes the receiver ask for what is only late
        long lost = transfers.outOfOrder >= transfers.fast ? transfers.sentAgain - transfers.fast : transfers.sentAgain;
        boolean much = facts.plainCaptured() && lost >= FEW && lost * 100 >= transfers.segments * LOSS_PERCENT;
        if (!much) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.PacketLoss,
                        facts.server,
                        transfers.lossy,
                        "packets to or from " + facts.server + " are lost ("
                                + Wording.share(transfers.sentAgain, transfers.segments) + ")")
                .meaning("Packets between this pod and " + facts.server
                        + " are lost on the path and retransmitted, which slows connections down.")
                .shownBy(Wording.of(transfers.sentAgain, transfers.segments) + " segments retransmitted on "
                        + Wording.count(transfers.lossy, "connection") + ": " + transfers.timeouts
                        + " after a time-out, "
                        + transfers.fast + " on duplicate acknowledgments")
                .next("Trace the other end at the same time to see on which half of the path they are lost."
                        + " Look for drops on the nodes in between (ip -s link; nstat; the CNI's own"
                        + " counters) and for a bandwidth limit of the pod."));
    }

    static Optional<Diagnosis> reordering(ServerFacts facts) {
        Transfers transfers = facts.transfers;
        boolean much =
                transfers.outOfOrder >= REORDERED && transfers.outOfOrder * 100 >= transfers.segments * LOSS_PERCENT;
        if (!much) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.Reordering,
                        facts.server,
                        transfers.outOfOrder,
                        "packets to or from " + facts.server + " arrive out of order ("
                                + Wording.share(transfers.outOfOrder, transfers.segments) + ")")
                .meaning("Packets between this pod and " + facts.server
                        + " arrive out of order: they take more than one path.")
                .shownBy(Wording.of(transfers.outOfOrder, transfers.segments) + " segments arrived after later ones")
                .next("Harmless if rare. Otherwise look for links that packets alternate between (bonding"
                        + " in mode balance-rr, ECMP per packet)."));
    }

    static Optional<Diagnosis> slowNetwork(ServerFacts facts) {
        Transfers transfers = facts.transfers;
        boolean away = new Host(Clients.host(facts.server)).ofInternet();
        if (transfers.roundTripMicros < (away ? FAR_MICROS : SLOW_MICROS)) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.SlowNetwork,
                        facts.server,
                        transfers.connections,
                        "the round trip to " + facts.server + " takes " + Wording.span(transfers.roundTripMicros))
                .meaning("The network between the two ends is slow: even the fastest handshake with " + facts.server
                        + " took " + Wording.span(transfers.roundTripMicros) + ".")
                .shownBy("fastest of " + Wording.count(transfers.handshakes, "handshake") + ": "
                        + Wording.span(transfers.roundTripMicros))
                .next("Is the server on another continent, behind a VPN or a congested link? Move the"
                        + " client nearer, keep connections open, or send fewer requests."));
    }
}
