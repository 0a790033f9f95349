package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import java.util.Optional;

/** The rules about opening connections. */
final class AttemptRules {
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

    static Optional<Diagnosis> unanswered(ServerFacts facts) {
        Attempts attempts = facts.attempts;
        if (attempts.unanswered == 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.ConnectionUnanswered,
                        facts.server,
                        attempts.unanswered,
                        facts.server + " does not answer (" + Wording.of(attempts.unanswered, attempts.all) + ")")
                .outOf(attempts.all)
                .meaning("Attempts to connect to " + facts.server
                        + " get no answer at all: something on the path drops them, or no host has"
                        + " that address.")
                .shownBy(Wording.of(attempts.unanswered, attempts.all) + " attempts unanswered, "
                        + Wording.count(attempts.synRetries, "retry", "retries")
                        + ", longest wait "
                        + Wording.span(attempts.longestMicros))
                .shownBy(attempts.clients.text())
                .next("Look for a NetworkPolicy or firewall that blocks it (kubectl get networkpolicy -A)."
                        + " Does a running pod or node have that address (kubectl get pods -A -o"
                        + " wide)? Trace the other end too: do the SYNs arrive there?"));
    }

    static Optional<Diagnosis> halfOpen(ServerFacts facts) {
        Attempts attempts = facts.attempts;
        if (attempts.halfOpen == 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.HandshakeHalfOpen,
                        facts.server,
                        attempts.halfOpen,
                        "handshakes with " + facts.server + " stay half open ("
                                + Wording.of(attempts.halfOpen, attempts.all) + ")")
                .outOf(attempts.all)
                .meaning(facts.server
                        + " accepts connections, but its answers do not reach the client: the return"
                        + " path is broken, or the clients' addresses are forged.")
                .shownBy(Wording.of(attempts.halfOpen, attempts.all) + " handshakes never got the client's last packet")
                .shownBy(attempts.clients.text())
                .next("Does the return path use another node, gateway or firewall (ip route get CLIENT in"
                        + " the server's pod)? Many unknown clients mean a SYN flood (netstat -s |"
                        + " grep -i syn)."));
    }
}
