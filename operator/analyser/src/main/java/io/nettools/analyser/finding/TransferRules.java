package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import java.util.Optional;

/** The rules about the two ends of open connections. */
final class TransferRules {
    /**
     * Shortest time with a closed window that is a finding, µs. A shorter one does no harm: Linux probes after 200 ms.
     */
    private static final long FULL_MICROS = 200_000;

    private static final long SLOW_MICROS = 1_000_000;

    private TransferRules() {}

    static Optional<Diagnosis> resetByMiddlebox(ServerFacts facts) {
        Transfers transfers = facts.transfers;
        if (transfers.resetOnTheWay == 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.ResetByMiddlebox,
                        facts.server,
                        transfers.resetOnTheWay,
                        "a device on the path resets connections to " + facts.server + " ("
                                + Wording.of(transfers.resetOnTheWay, transfers.connections) + ")")
                .outOf(transfers.connections)
                .meaning("Connections to " + facts.server
                        + " are reset in its name, but not by it: a firewall, proxy or intrusion"
                        + " prevention on the path does it.")
                .shownBy(Wording.of(transfers.resetOnTheWay, transfers.connections)
                        + " connections reset from a different distance than the server's: "
                        + transfers.strangeReset)
                .shownBy(transfers.clients.text())
                .next("Trace the server at the same time: it did not send the reset. Ask the owners of"
                        + " firewalls and load balancers in between, and look for a rule on content,"
                        + " host name or idle time."));
    }

    static Optional<Diagnosis> reset(ServerFacts facts) {
        Transfers transfers = facts.transfers;
        long hits = transfers.resetWaiting + transfers.resetSilent;
        if (hits == 0) {
            return Optional.empty();
        }
        String waiting = transfers.resetWaiting > 0
                ? Wording.of(transfers.resetWaiting, transfers.connections)
                        + " connections reset while a request waited"
                : "";
        String silent = transfers.resetSilent > 0
                ? Wording.of(transfers.resetSilent, transfers.connections) + " reset before a byte was exchanged"
                : "";
        return Optional.of(Diagnosis.of(
                        Code.ConnectionReset,
                        facts.server,
                        hits,
                        facts.server + " resets connections (" + Wording.of(hits, transfers.connections) + ")")
                .outOf(transfers.connections)
                .meaning(facts.server
                        + " reset connections without an answer: the program crashed or gave up, or"
                        + " it is behind a proxy that has no backend for the request.")
                .shownBy(waiting)
                .shownBy(silent)
                .shownBy("at most " + Wording.span(transfers.resetAfterMicros) + " after the connection began")
                .shownBy(transfers.clients.text())
                .next("Check the server's log and restarts at that time (kubectl get pods; kubectl logs"
                        + " --previous), and those of a proxy or load balancer in front of it."));
    }

    static Optional<Diagnosis> idleDropped(ServerFacts facts) {
        Transfers transfers = facts.transfers;
        if (transfers.idleDropped == 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.IdleConnectionDropped,
                        facts.server,
                        transfers.idleDropped,
                        "idle connections to " + facts.server + " are dropped ("
                                + Wording.of(transfers.idleDropped, transfers.connections) + ")")
                .meaning("A connection to " + facts.server
                        + " no longer worked when it was used again after an idle time: a firewall,"
                        + " NAT or load balancer on the path forgot it, or the server closed it.")
                .shownBy(Wording.count(transfers.idleDropped, "connection") + " idle for "
                        + Wording.span(transfers.longestIdleMicros) + ", then reset or without any answer")
                .shownBy(transfers.clients.text())
                .next("Let the client close idle connections before the shortest idle time-out on the path,"
                        + " or send TCP keep-alives more often than that"
                        + " (net.ipv4.tcp_keepalive_time)."));
    }

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

    static Optional<Diagnosis> slowApplication(ServerFacts facts) {
        Transfers transfers = facts.transfers;
        boolean slow = facts.http.requests == 0
                && transfers.answers > 0
                && transfers.thinkMicros / transfers.answers >= SLOW_MICROS;
        if (!slow) {
            return Optional.empty();
        }
        long average = transfers.thinkMicros / transfers.answers;
        return Optional.of(Diagnosis.of(
                        Code.SlowApplication,
                        facts.server,
                        transfers.answers,
                        facts.server + " takes " + Wording.span(average) + " to answer")
                .meaning("The program at " + facts.server
                        + " takes long to answer; the network is not the cause: it got the requests at once.")
                .shownBy(Wording.count(transfers.answers, "answer") + ": " + Wording.span(average)
                        + " on average, "
                        + Wording.span(transfers.longestThinkMicros) + " at the longest"
                        + (transfers.roundTripMicros < 0
                                ? ""
                                : "; network round trip " + Wording.span(transfers.roundTripMicros)))
                .next("Look at that program: its CPU limit, its log, and what it waits for (trace its own"
                        + " connections)."));
    }
}
