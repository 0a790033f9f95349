package io.nettools.analyser.finding;

import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.tcp.EndpointFacts;
import io.nettools.analyser.tcp.Retransmissions;
import io.nettools.analyser.tcp.TcpConnection;

/** Sums over the open connections to one server end. */
final class Transfers {
    /**
     * Size of a TCP segment on Ethernet, bytes. Super-frames of segmentation offload count as the segments that they
     * will be cut into.
     */
    private static final int SEGMENT = 1400;
    /** A packet or two of a connection may be all that passed while the capture ran. */
    private static final int SEVERAL = 3;

    long connections;
    long segments;
    long sentAgain;
    long timeouts;
    long fast;
    long lossy;
    long outOfOrder;
    long blackHoles;
    int largestPassed;
    int largestLost;
    long missingFromPeer;
    long serverFull;
    long clientFull;
    long serverSmall;
    long clientSmall;
    long longestFullMicros;
    long fullMicros;
    long answers;
    long slowAnswers;
    long longestThinkMicros;
    long roundTripMicros = -1;
    long handshakes;
    long plain;
    long bothWays;
    long toServerOnly;
    long toClientOnly;

    void add(Conversation conversation) {
        TcpConnection tcp = conversation.tcp();
        connections++;
        segments += segments(conversation.toServer()) + segments(conversation.toClient());
        plain += tcp.client().plainSeen() || tcp.server().plainSeen() ? 1 : 0;
        addDirections(conversation);
        addLoss(tcp.client(), tcp.server());
        addBlackHole(tcp.client());
        addBlackHole(tcp.server());
        addWindows(tcp);
        if (conversation.answersAtOnce() || conversation.oneRequestOneAnswer()) {
            answers += tcp.thinkTime().answers();
            slowAnswers += tcp.thinkTime().slow();
            longestThinkMicros = Math.max(longestThinkMicros, tcp.thinkTime().longestMicros());
        }
        handshakes += tcp.handshakeMicros() >= 0 ? 1 : 0;
        addRoundTrip(tcp.handshakeMicros());
    }

    private void addDirections(Conversation conversation) {
        long toServer = conversation.toServer().packets();
        long toClient = conversation.toClient().packets();
        bothWays += toServer > 0 && toClient > 0 ? 1 : 0;
        toServerOnly += toServer >= SEVERAL
                        && toClient == 0
                        && conversation.tcp().server().acknowledged()
                ? 1
                : 0;
        toClientOnly += toClient >= SEVERAL
                        && toServer == 0
                        && conversation.tcp().client().acknowledged()
                ? 1
                : 0;
    }

    private static long segments(Flow.Volume volume) {
        return Math.max(volume.packets(), volume.bytes() / SEGMENT);
    }

    private void addLoss(EndpointFacts client, EndpointFacts server) {
        long lost = 0;
        if (client.seen() && server.seen()) {
            lost = addLoss(client) + addLoss(server);
        }
        sentAgain += lost;
        lossy += lost > 0 ? 1 : 0;
        outOfOrder += client.outOfOrder() + server.outOfOrder();
    }

    /**
     * Adds what one end retransmitted because of loss. A SYN has its own finding. A segment that is repeated to the end
     * and never acknowledged may as well have met a host that is gone, or that forgot a connection behind its last byte.
     */
    private long addLoss(EndpointFacts end) {
        Retransmissions all = end.retransmissions();
        long unanswered = Math.min(all.timeouts(), end.synRetries() + end.timeoutsInARow());
        timeouts += all.timeouts() - unanswered;
        fast += all.fast();
        return all.total() - all.spurious() - unanswered;
    }

    private void addBlackHole(EndpointFacts end) {
        if (end.onlySmallSegmentsPass()) {
            blackHoles++;
            largestPassed = Math.max(largestPassed, end.largestAcknowledged());
            largestLost = Math.max(largestLost, end.largestSegment());
        } else if (end.onlySmallSegmentsArrive()) {
            blackHoles++;
            largestPassed = Math.max(largestPassed, end.largestSegment());
            missingFromPeer = Math.max(missingFromPeer, end.lackingBytes());
        }
    }

    private void addWindows(TcpConnection tcp) {
        serverFull += tcp.server().zeroWindows() > 0 ? 1 : 0;
        clientFull += tcp.client().zeroWindows() > 0 ? 1 : 0;
        serverSmall += tcp.client().smallWindowFull();
        clientSmall += tcp.server().smallWindowFull();
        fullMicros += tcp.server().zeroWindowMicros() + tcp.client().zeroWindowMicros();
        longestFullMicros = Math.max(
                longestFullMicros,
                Math.max(tcp.server().longestZeroWindowMicros(), tcp.client().longestZeroWindowMicros()));
    }

    private void addRoundTrip(long micros) {
        if (micros >= 0) {
            roundTripMicros = roundTripMicros < 0 ? micros : Math.min(roundTripMicros, micros);
        }
    }

    void add(Transfers other) {
        connections += other.connections;
        segments += other.segments;
        sentAgain += other.sentAgain;
        timeouts += other.timeouts;
        fast += other.fast;
        lossy += other.lossy;
        outOfOrder += other.outOfOrder;
        blackHoles += other.blackHoles;
        largestPassed = Math.max(largestPassed, other.largestPassed);
        largestLost = Math.max(largestLost, other.largestLost);
        missingFromPeer = Math.max(missingFromPeer, other.missingFromPeer);
        serverFull += other.serverFull;
        clientFull += other.clientFull;
        serverSmall += other.serverSmall;
        clientSmall += other.clientSmall;
        longestFullMicros = Math.max(longestFullMicros, other.longestFullMicros);
        fullMicros += other.fullMicros;
        answers += other.answers;
        slowAnswers += other.slowAnswers;
        longestThinkMicros = Math.max(longestThinkMicros, other.longestThinkMicros);
        handshakes += other.handshakes;
        plain += other.plain;
        bothWays += other.bothWays;
        toServerOnly += other.toServerOnly;
        toClientOnly += other.toClientOnly;
        addRoundTrip(other.roundTripMicros);
    }
}
