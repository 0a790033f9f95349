package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.tcp.ThinkTime;
import java.util.Optional;

/** The rules about the two ends of open connections. */
final class TransferRules {
    /**
     * Shortest time with a closed window that is a finding, µs. A shorter one does no harm: Linux probes after 200 ms.
     */
    private static final long FULL_MICROS = 200_000;

    private static final long SEVERAL = 2;
    /** The end of a transfer may fill what room is left. */
    private static final long FEW = 5;
    /** One slow answer among many is somebody's large question. */
    private static final long SLOW_PERCENT = 5;

    private TransferRules() {}

    static Optional<Diagnosis> receiverWindowFull(ServerFacts facts) {
        Transfers transfers = facts.transfers;
        if (transfers.longestFullMicros < FULL_MICROS) {
            return Optional.empty();
        }
        boolean server = transfers.serverFull >= transfers.clientFull;
        String who = server ? facts.server : "a client of " + facts.server;
        return Optional.of(Diagnosis.of(
                        Code.ReceiverWindowFull,
                        facts.server,
                        transfers.serverFull + transfers.clientFull,
                        who + " does not read received data")
                .meaning("The program at " + who
                        + " does not read fast enough: its buffer is full, and the sender has to wait."
                        + " The network is not the cause.")
                .shownBy("zero window on "
                        + Wording.of(transfers.serverFull + transfers.clientFull, transfers.connections)
                        + " connections, for " + Wording.span(transfers.longestFullMicros) + " at the longest, "
                        + Wording.span(transfers.fullMicros) + " in all")
                .next("Look at that program: is it stopped, out of CPU (kubectl top pod; its CPU limit), or"
                        + " blocked by its disk or by a service that it calls?"));
    }

    static Optional<Diagnosis> receiverWindowSmall(ServerFacts facts) {
        Transfers transfers = facts.transfers;
        long hits = transfers.serverSmall + transfers.clientSmall;
        if (hits < FEW) {
            return Optional.empty();
        }
        String who = transfers.serverSmall >= transfers.clientSmall ? facts.server : "a client of " + facts.server;
        return Optional.of(
                Diagnosis.of(Code.ReceiverWindowSmall, facts.server, hits, who + " has room for less than one segment")
                        .meaning("The window of " + who
                                + " is smaller than one segment, so that data arrives in small pieces with"
                                + " a wait for each: its receive buffer is tiny, or a device on the path removed the window"
                                + " scale.")
                        .shownBy(Wording.count(hits, "segment") + " filled a window smaller than a whole segment")
                        .next(
                                "Does the program set SO_RCVBUF? Let the kernel choose (net.ipv4.tcp_rmem). Compare the SYN at both"
                                        + " ends: a firewall that changes its options removes the window scale (RFC 7323)."));
    }

    /**
     * Slow answers of a protocol that answers each request, or of connections with one request each. On other connections
     * an end may wait on purpose.
     */
    static Optional<Diagnosis> slowApplication(ServerFacts facts) {
        Transfers transfers = facts.transfers;
        boolean few = transfers.slowAnswers < SEVERAL || transfers.slowAnswers * 100 < transfers.answers * SLOW_PERCENT;
        if (few || facts.http.requests > 0) {
            return Optional.empty();
        }
        String share = Wording.of(transfers.slowAnswers, transfers.answers);
        String longest = Wording.span(transfers.longestThinkMicros);
        return Optional.of(Diagnosis.of(
                        Code.SlowApplication,
                        facts.server,
                        transfers.slowAnswers,
                        facts.server + " takes up to " + longest + " to answer (" + share + ")")
                .meaning("The program at " + facts.server
                        + " takes long to answer; the network is not the cause: it got the requests at once.")
                .shownBy(share + " answers took " + Wording.span(ThinkTime.SLOW_MICROS) + " or longer, " + longest
                        + " at the longest"
                        + (transfers.roundTripMicros < 0
                                ? ""
                                : "; network round trip " + Wording.span(transfers.roundTripMicros)))
                .next("Look at that program: its CPU limit, its log, and what it waits for (trace its own"
                        + " connections)."));
    }
}
