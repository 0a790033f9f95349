package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import java.util.Optional;

/** The rule about pings. */
final class PingRules {
    /** So many requests without a reply are no accident. */
    private static final long SEVERAL = 3;
    /** So many in a row at the end: the host is gone. */
    private static final long GONE = 5;

    private PingRules() {}

    static Optional<Diagnosis> unanswered(ServerFacts facts) {
        Pings pings = facts.pings;
        boolean none = pings.answered == 0;
        boolean many = pings.unanswered * 3 >= pings.sent || pings.lastInARow >= GONE;
        if (pings.unanswered < SEVERAL || !many) {
            return Optional.empty();
        }
        long hits = none ? pings.sent : pings.unanswered;
        String part = Wording.of(hits, pings.sent);
        return Optional.of(Diagnosis.of(
                        Code.PingUnanswered, facts.server, hits, part + " pings to " + facts.server + " unanswered")
                .outOf(pings.sent)
                .meaning(facts.server + (none ? " answers none of the pings" : " leaves pings unanswered")
                        + ": it is down, packets are dropped on the way there or back, or a firewall blocks ICMP.")
                .shownBy(part + " echo requests got no reply"
                        + (none ? "" : ", the last " + pings.lastInARow + " in a row"))
                .shownBy(pings.clients.text())
                .next(
                        "Does a running pod or node have that address (kubectl get pods,nodes -A -o wide)? Does a TCP port"
                                + " of it answer? If so, only ICMP is blocked (NetworkPolicy, security group). Trace the other"
                                + " end too: do the pings arrive there?"));
    }
}
