package io.nettools.analyser.finding;

import io.nettools.analyser.http.Ends;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.tcp.EndpointFacts;
import io.nettools.analyser.tcp.Reset;
import io.nettools.analyser.tcp.Retransmissions;
import io.nettools.analyser.tcp.TcpConnection;

/** Sums over the open connections to one server end. */
final class Transfers {
    /**
     * Shortest idle time after which a device may have dropped the connection, µs: the shortest time-outs of NATs and
     * balancers are 30 s and more.
     */
    static final long IDLE = 20_000_000;

    /**
     * Size of a TCP segment on Ethernet, bytes. Super-frames of segmentation offload count as the segments that they
     * will be cut into.
     */
    private static final int SEGMENT = 1400;

    long connections;
    long segments;
    long sentAgain;
    long timeouts;
    long fast;
    long lossy;
    long outOfOrder;
    long resetWaiting;
    long resetSilent;
    long resetAfterMicros;
    long resetOnTheWay;
    String strangeReset = "";
    long idleDropped;
    long longestIdleMicros;
    long blackHoles;
    int largestPassed;
    int largestLost;
    long serverFull;
    long clientFull;
    long longestFullMicros;
    long fullMicros;
    long answers;
    long thinkMicros;
    long longestThinkMicros;
    long roundTripMicros = -1;
    long handshakes;
    final Clients clients = new Clients();

    /** @param strangeReset evidence that the reset is not the server's; empty without any */
    void add(TcpConnection tcp, Flow.Volume toServer, Flow.Volume toClient, Ends ends, String strangeReset) {
        connections++;
        segments += segments(toServer) + segments(toClient);
        addLoss(tcp.client(), tcp.server());
        addBlackHole(tcp.client());
        addBlackHole(tcp.server());
        addWindows(tcp);
        addReset(tcp, ends, strangeReset);
        addIdle(tcp, ends);
        answers += tcp.thinkTime().answers();
        thinkMicros += tcp.thinkTime().totalMicros();
        longestThinkMicros = Math.max(longestThinkMicros, tcp.thinkTime().longestMicros());
        handshakes += tcp.handshakeMicros() >= 0 ? 1 : 0;
        addRoundTrip(tcp.handshakeMicros());
    }

    private static long segments(Flow.Volume volume) {
        return Math.max(volume.packets(), volume.bytes() / SEGMENT);
    }

    private void addLoss(EndpointFacts client, EndpointFacts server) {
        Retransmissions up = client.retransmissions();
        Retransmissions down = server.retransmissions();
        long lost = up.total() + down.total() - up.spurious() - down.spurious();
        sentAgain += lost;
        timeouts += up.timeouts() + down.timeouts();
        fast += up.fast() + down.fast();
        lossy += lost > 0 ? 1 : 0;
        outOfOrder += client.outOfOrder() + server.outOfOrder();
    }

    private void addBlackHole(EndpointFacts end) {
        if (end.onlySmallSegmentsPass()) {
            blackHoles++;
            largestPassed = Math.max(largestPassed, end.largestAcknowledged());
            largestLost = Math.max(largestLost, end.largestSegment());
        }
    }

    private void addWindows(TcpConnection tcp) {
        serverFull += tcp.server().zeroWindows() > 0 ? 1 : 0;
        clientFull += tcp.client().zeroWindows() > 0 ? 1 : 0;
        fullMicros += tcp.server().zeroWindowMicros() + tcp.client().zeroWindowMicros();
        longestFullMicros = Math.max(
                longestFullMicros,
                Math.max(tcp.server().longestZeroWindowMicros(), tcp.client().longestZeroWindowMicros()));
    }

    private void addReset(TcpConnection tcp, Ends ends, String strange) {
        Reset reset = tcp.reset().orElse(null);
        boolean cut = reset != null && reset.by() == Side.Server && reset.state() == Flow.State.Established;
        if (!cut || tcp.longestIdleMicros() >= IDLE) {
            return;
        }
        boolean waiting = tcp.thinkTime().waitingSinceMicros() >= 0;
        boolean silent =
                tcp.thinkTime().answers() == 0 && !waiting && tcp.server().largestSegment() == 0;
        if (!strange.isEmpty()) {
            resetOnTheWay++;
            strangeReset = strangeReset.isEmpty() ? strange : strangeReset;
        }
        resetWaiting += waiting ? 1 : 0;
        resetSilent += silent ? 1 : 0;
        if (waiting || silent) {
            resetAfterMicros = Math.max(resetAfterMicros, reset.afterMicros());
            clients.add(ends.client(), tcp.lastMicros());
        }
    }

    /** Counts a connection that was idle for long, used again, and then reset or no longer acknowledged. */
    private void addIdle(TcpConnection tcp, Ends ends) {
        boolean dead = tcp.reset().isPresent()
                || tcp.client().timeoutsInARow() > 1
                || tcp.server().timeoutsInARow() > 1;
        boolean used = tcp.client().outstanding() || tcp.server().outstanding();
        if (tcp.longestIdleMicros() >= IDLE && dead && used) {
            idleDropped++;
            longestIdleMicros = Math.max(longestIdleMicros, tcp.longestIdleMicros());
            clients.add(ends.client(), tcp.lastMicros());
        }
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
        resetWaiting += other.resetWaiting;
        resetSilent += other.resetSilent;
        resetAfterMicros = Math.max(resetAfterMicros, other.resetAfterMicros);
        resetOnTheWay += other.resetOnTheWay;
        strangeReset = strangeReset.isEmpty() ? other.strangeReset : strangeReset;
        idleDropped += other.idleDropped;
        longestIdleMicros = Math.max(longestIdleMicros, other.longestIdleMicros);
        blackHoles += other.blackHoles;
        largestPassed = Math.max(largestPassed, other.largestPassed);
        largestLost = Math.max(largestLost, other.largestLost);
        serverFull += other.serverFull;
        clientFull += other.clientFull;
        longestFullMicros = Math.max(longestFullMicros, other.longestFullMicros);
        fullMicros += other.fullMicros;
        answers += other.answers;
        thinkMicros += other.thinkMicros;
        longestThinkMicros = Math.max(longestThinkMicros, other.longestThinkMicros);
        handshakes += other.handshakes;
        addRoundTrip(other.roundTripMicros);
        clients.add(other.clients);
    }
}
