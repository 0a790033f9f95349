package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import java.util.Optional;

/** The rules about open connections that end badly. */
final class EndingRules {
    private EndingRules() {}

    static Optional<Diagnosis> resetByMiddlebox(ServerFacts facts) {
        return facts.endings.onTheWay.diagnosis(hits -> byMiddlebox(facts, hits));
    }

    private static Diagnosis byMiddlebox(ServerFacts facts, Hits hits) {
        return diagnosis(
                        Code.ResetByMiddlebox,
                        facts,
                        hits,
                        "a device on the path resets connections to " + facts.server)
                .meaning("Connections to " + facts.server
                        + " are reset in its name, but not by it: a firewall, proxy or intrusion"
                        + " prevention on the path does it.")
                .shownBy(Wording.of(hits.count, facts.transfers.connections)
                        + " connections reset from a different distance than the server's: "
                        + facts.endings.strangeReset())
                .shownBy(hits.clients.text())
                .next("Trace the server at the same time: it did not send the reset. Ask the owners of"
                        + " firewalls and load balancers in between, and look for a rule on content,"
                        + " host name or idle time.");
    }

    static Optional<Diagnosis> keepAliveRace(ServerFacts facts) {
        return facts.endings.of(Ending.KeepAliveRace).diagnosis(hits -> raced(facts, hits));
    }

    private static Diagnosis raced(ServerFacts facts, Hits hits) {
        return diagnosis(Code.KeepAliveRace, facts, hits, facts.server + " closes idle connections that are reused")
                .meaning("The server at " + facts.server + " closed connections that had been idle while the client"
                        + " sent its next request on them: the request is lost, and the program is well.")
                .shownBy(Wording.of(hits.count, facts.transfers.connections) + " connections: idle for up to "
                        + hits.longest() + ", then a request that met the server's close and was not acknowledged")
                .shownBy(hits.clients.text())
                .next("Let the client keep idle connections for a shorter time than the server or the load balancer"
                        + " in front of it (keep-alive timeout), and let it retry a request that got no answer.");
    }

    static Optional<Diagnosis> idleDropped(ServerFacts facts) {
        return facts.endings.of(Ending.IdleDropped).diagnosis(hits -> dropped(facts, hits));
    }

    private static Diagnosis dropped(ServerFacts facts, Hits hits) {
        return diagnosis(
                        Code.IdleConnectionDropped, facts, hits, "idle connections to " + facts.server + " are dropped")
                .meaning("A connection to " + facts.server
                        + " no longer worked when it was used again after an idle time: a firewall,"
                        + " NAT or load balancer on the path forgot it, or the server closed it.")
                .shownBy(Wording.count(hits.count, "connection") + " idle for " + hits.longest()
                        + ", then reset or without any answer")
                .shownBy(hits.clients.text())
                .next("Let the client close idle connections before the shortest idle time-out on the path,"
                        + " or send TCP keep-alives more often than that"
                        + " (net.ipv4.tcp_keepalive_time).");
    }

    static Optional<Diagnosis> serverGone(ServerFacts facts) {
        return facts.endings.of(Ending.ServerGone).diagnosis(hits -> gone(facts, hits, facts.server, "client"));
    }

    /** A client may go without a word: its fault is not the server's. */
    static Optional<Diagnosis> clientGone(ServerFacts facts) {
        return facts.endings.of(Ending.ClientGone).diagnosis(hits -> gone(
                        facts, hits, "a client of " + facts.server, "server")
                .atMostAWarning());
    }

    private static Diagnosis gone(ServerFacts facts, Hits hits, String who, String sender) {
        return diagnosis(Code.PeerGone, facts, hits, who + " stopped answering")
                .meaning("Open connections became silent: the " + sender
                        + " sent the same bytes again and again, and no" + " packet of " + who
                        + " came back. It crashed, was deleted or moved, or the path to it broke.")
                .shownBy(Wording.of(hits.count, facts.transfers.connections)
                        + " connections without any packet back for up to " + hits.longest())
                .shownBy(hits.clients.text())
                .next("Does the pod or node with that address still run (kubectl get pods,nodes -A -o wide), and since"
                        + " when? Did a NetworkPolicy or route change at that time? Trace the other end: do the packets"
                        + " arrive there?");
    }

    static Optional<Diagnosis> forgotten(ServerFacts facts) {
        return facts.endings.of(Ending.Forgotten).diagnosis(hits -> unknown(facts, hits));
    }

    private static Diagnosis unknown(ServerFacts facts, Hits hits) {
        return diagnosis(Code.ConnectionForgotten, facts, hits, facts.server + " no longer knows open connections")
                .meaning(facts.server + " answered data on open connections with a reset that acknowledges nothing: the"
                        + " host does not know the connection. It restarted, another one took its place, or a NAT or"
                        + " load balancer lost its entry.")
                .shownBy(Wording.of(hits.count, facts.transfers.connections)
                        + " connections reset without an acknowledgment after earlier answers")
                .shownBy(hits.clients.text())
                .next("Did the server restart or fail over at that time (kubectl get pods; kubectl get events)? The"
                        + " client has to connect again: let its pool check a connection before it uses it.");
    }

    static Optional<Diagnosis> reset(ServerFacts facts) {
        Hits waiting = facts.endings.of(Ending.ResetWaiting);
        Hits silent = facts.endings.of(Ending.ResetSilent);
        Hits hits = new Hits();
        hits.add(waiting);
        hits.add(silent);
        return hits.diagnosis(any -> reset(facts, any, waiting.count, silent.count));
    }

    private static Diagnosis reset(ServerFacts facts, Hits hits, long waiting, long silent) {
        long all = facts.transfers.connections;
        return diagnosis(Code.ConnectionReset, facts, hits, facts.server + " resets connections")
                .meaning(facts.server
                        + " reset connections without an answer: the program crashed or gave up, or"
                        + " it is behind a proxy that has no backend for the request.")
                .shownBy(waiting > 0 ? Wording.of(waiting, all) + " connections reset while a request waited" : "")
                .shownBy(silent > 0 ? Wording.of(silent, all) + " reset before a byte was exchanged" : "")
                .shownBy("at most " + hits.longest() + " after the connection began")
                .shownBy(hits.clients.text())
                .next("Check the server's log and restarts at that time (kubectl get pods; kubectl logs"
                        + " --previous), and those of a proxy or load balancer in front of it.");
    }

    private static Diagnosis diagnosis(Code code, ServerFacts facts, Hits hits, String headline) {
        long all = facts.transfers.connections;
        return Diagnosis.of(code, facts.server, hits.count, headline + " (" + Wording.of(hits.count, all) + ")")
                .outOf(all);
    }
}
