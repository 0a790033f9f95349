package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import java.util.Optional;

/** The rules about opening connections. */
final class AttemptRules {
    private static final long FLOOD = 100;
    private static final long SEVERAL = 2;

    private AttemptRules() {}

    static Optional<Diagnosis> refused(ServerFacts facts) {
        Attempts attempts = facts.attempts;
        if (attempts.refused == 0) {
            return Optional.empty();
        }
        String since = attempts.established > 0
                ? Wording.of(attempts.established, attempts.all)
                        + " connections were accepted: the server may have been starting"
                : "";
        return Optional.of(Diagnosis.of(
                        Code.ConnectionRefused,
                        facts.server,
                        attempts.refused,
                        facts.server + " refuses connections (" + Wording.of(attempts.refused, attempts.all) + ")")
                .outOf(attempts.all)
                .meaning("Nothing accepts connections at " + facts.server
                        + ": the host answers, but no program listens on that port, or a firewall rejects it.")
                .shownBy(Wording.of(attempts.refused, attempts.all) + " attempts were answered with a reset")
                .shownBy(attempts.clients.text())
                .shownBy(since)
                .next(
                        "Is the program running and listening on that port and not only on 127.0.0.1 (ss -ltn in its pod)?"
                                + " Does the Service's targetPort name it (kubectl get svc,endpointslices)?"));
    }

    /** A client that repeats its SYN has no answer. One SYN alone is proof only where a filter does not hide what follows it. */
    static Optional<Diagnosis> unanswered(ServerFacts facts) {
        Attempts attempts = facts.attempts;
        long hits = attempts.unanswered + (facts.plainCaptured() ? attempts.unansweredOnce : 0);
        if (hits == 0 || isFlood(attempts)) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.ConnectionUnanswered,
                        facts.server,
                        hits,
                        facts.server + " does not answer (" + Wording.of(hits, attempts.all) + ")")
                .outOf(attempts.all)
                .meaning("Attempts to connect to " + facts.server
                        + " get no answer at all: something on the path drops them, or no host has"
                        + " that address.")
                .shownBy(Wording.of(hits, attempts.all) + " attempts unanswered, "
                        + Wording.count(attempts.synRetries, "retry", "retries")
                        + ", longest wait "
                        + Wording.span(attempts.longestMicros))
                .shownBy(
                        attempts.strayResets > 0
                                ? Wording.count(attempts.strayResets, "reset")
                                        + " that acknowledge no SYN, so that the client ignores them: a firewall or an"
                                        + " older connection"
                                : "")
                .shownBy(attempts.clients.text())
                .next("Look for a NetworkPolicy or firewall that blocks it (kubectl get networkpolicy -A)."
                        + " Does a running pod or node have that address (kubectl get pods -A -o"
                        + " wide)? Trace the other end too: do the SYNs arrive there?"));
    }

    /** Clients that never go on after their SYN: their addresses are forged, or they are scanners. */
    static Optional<Diagnosis> flood(ServerFacts facts) {
        Attempts attempts = facts.attempts;
        if (!isFlood(attempts)) {
            return Optional.empty();
        }
        long once = withOneSyn(attempts);
        return Optional.of(Diagnosis.of(
                        Code.SynFlood,
                        facts.server,
                        once,
                        "SYN flood: " + Wording.of(once, attempts.all) + " attempts to connect to " + facts.server
                                + " are not completed")
                .meaning("Many clients send a SYN to " + facts.server
                        + " and nothing after it: their addresses are forged, or somebody scans the port.")
                .shownBy(Wording.of(once, attempts.all) + " attempts with one SYN and no further packet of the client")
                .shownBy(attempts.clients.text())
                .next("Find where they come from: trace the node's uplink. Let a firewall or load balancer limit new"
                        + " connections, and keep net.ipv4.tcp_syncookies at 1."));
    }

    private static boolean isFlood(Attempts attempts) {
        long once = withOneSyn(attempts);
        return once >= FLOOD && once * 2 >= attempts.all;
    }

    private static long withOneSyn(Attempts attempts) {
        return attempts.abandoned + attempts.unansweredOnce;
    }

    /** The server's kernel drops the client's ACK when no room is left for the connection, and asks for it again. */
    static Optional<Diagnosis> acceptQueueFull(ServerFacts facts) {
        Attempts attempts = facts.attempts;
        // one repeated SYN-ACK may be due to a lost packet
        if (attempts.queueFullTwice == 0 && attempts.queueFull < SEVERAL) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.AcceptQueueFull,
                        facts.server,
                        attempts.queueFull,
                        facts.server + " does not take connections: its accept queue is full ("
                                + Wording.of(attempts.queueFull, attempts.all) + ")")
                .outOf(attempts.all)
                .meaning("The host of " + facts.server
                        + " completes handshakes only in part: the program does not accept the connections that wait,"
                        + " and the queue for them is full. Clients wait for seconds.")
                .shownBy(Wording.of(attempts.queueFull, attempts.all)
                        + " SYN-ACKs were sent again although the client's ACK and request came")
                .shownBy(attempts.delayed.text())
                .next(
                        "Is the program stuck, starting or out of CPU (kubectl top pod; its log)? See the queue in its pod:"
                                + " ss -ltn (Recv-Q and Send-Q), nstat -az TcpExtListenOverflows. Raise its backlog and"
                                + " net.core.somaxconn, or add replicas."));
    }

    /** The server answers a SYN with an acknowledgment of the connection that had the ports before. */
    static Optional<Diagnosis> portsHeld(ServerFacts facts) {
        Attempts attempts = facts.attempts;
        if (attempts.portsHeld == 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.PortsStillInUse,
                        facts.server,
                        attempts.portsHeld,
                        facts.server + " still holds older connections of the same ports ("
                                + Wording.of(attempts.portsHeld, attempts.all) + ")")
                .meaning("The client opened connections from ports that " + facts.server
                        + " still uses for an older connection: the server answers with an acknowledgment of the old"
                        + " one, and the client needs a second SYN.")
                .shownBy(Wording.of(attempts.portsHeld, attempts.all)
                        + " SYNs were answered with an acknowledgment of another connection")
                .shownBy(attempts.delayed.text())
                .next("Does the client, or a NAT in front of the server, open so many connections that it runs through"
                        + " its ports within a minute (ss -s)? Reuse connections, or use more source addresses and a"
                        + " larger net.ipv4.ip_local_port_range."));
    }

    static Optional<Diagnosis> synLost(ServerFacts facts) {
        Attempts attempts = facts.attempts;
        if (attempts.synLost == 0 || attempts.synLost * 100 < attempts.all) {
            return Optional.empty();
        }
        String trip = facts.transfers.roundTripMicros < 0
                ? ""
                : "; the round trip takes " + Wording.span(facts.transfers.roundTripMicros);
        return Optional.of(Diagnosis.of(
                        Code.SynLost,
                        facts.server,
                        attempts.synLost,
                        "the first SYN of " + Wording.of(attempts.synLost, attempts.all) + " connections to "
                                + facts.server + " was lost, which cost " + Wording.span(attempts.synLostMicros))
                .meaning("The first packet of connections to " + facts.server
                        + ", or the answer to it, was lost: the client repeats it only after a second.")
                .shownBy(Wording.of(attempts.synLost, attempts.all) + " connections needed a second SYN, "
                        + Wording.span(attempts.synLostMicros) + " after the first at the latest" + trip)
                .shownBy(attempts.delayed.text())
                .next(
                        "Trace the other end at the same time: does the first SYN arrive there? Look for a full accept queue"
                                + " (nstat -az TcpExtListenDrops in the server's pod), conntrack insert failures (conntrack -S on"
                                + " the node), and endpoints that are not ready."));
    }

    static Optional<Diagnosis> halfOpen(ServerFacts facts) {
        Attempts attempts = facts.attempts;
        // a capture of SYNs alone hides the client's last packet
        long halfOpen = facts.plainCaptured() ? attempts.halfOpen : attempts.halfOpenTwice;
        if (halfOpen == 0 || isFlood(attempts)) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.HandshakeHalfOpen,
                        facts.server,
                        halfOpen,
                        "handshakes with " + facts.server + " stay half open (" + Wording.of(halfOpen, attempts.all)
                                + ")")
                .outOf(attempts.all)
                .meaning(facts.server
                        + " accepts connections, but its answers do not reach the client: the return"
                        + " path is broken, or the clients' addresses are forged.")
                .shownBy(Wording.of(halfOpen, attempts.all) + " handshakes never got the client's last packet")
                .shownBy(attempts.clients.text())
                .next("Does the return path use another node, gateway or firewall (ip route get CLIENT in"
                        + " the server's pod)? Many unknown clients mean a SYN flood (netstat -s |"
                        + " grep -i syn)."));
    }
}
