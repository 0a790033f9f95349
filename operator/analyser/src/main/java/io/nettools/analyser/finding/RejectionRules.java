package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import java.util.Optional;

/** The rules about ICMP errors. */
final class RejectionRules {
    private RejectionRules() {}

    static Optional<Diagnosis> hostUnreachable(ServerFacts facts) {
        Rejections said = facts.rejections;
        if (said.hosts == 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.HostUnreachable,
                        facts.server,
                        said.hosts,
                        facts.server + " is unreachable according to " + said.from)
                .meaning(said.from + " reports that it has no route to " + facts.server
                        + ": the host is down, has another address, or a route is missing.")
                .shownBy("ICMP unreachable " + said.hosts + " times from " + said.from)
                .shownBy(said.clients.text())
                .next(
                        "Does a running pod or node have that address (kubectl get pods,nodes -A -o wide)? If so, look at the routes of"
                                + " " + said.from + " (ip route get ADDRESS)."));
    }

    static Optional<Diagnosis> portUnreachable(ServerFacts facts) {
        Rejections said = facts.rejections;
        long hits = said.ports + said.prohibited;
        if (hits == 0) {
            return Optional.empty();
        }
        String meaning = said.prohibited > 0
                ? "A firewall at " + said.from + " rejects packets to " + facts.server + " with an ICMP error."
                : "No program listens at " + facts.server + " for such packets, or a firewall rejects them.";
        return Optional.of(Diagnosis.of(
                        Code.PortUnreachable, facts.server, hits, facts.server + " is closed according to " + said.from)
                .meaning(meaning)
                .shownBy("ICMP " + (said.prohibited > 0 ? "administratively prohibited " : "port unreachable ") + hits
                        + " times from " + said.from)
                .shownBy(said.clients.text())
                .next("Is the program running and listening on that port (ss -lntu in its pod)? Look for a firewall"
                        + " rule with"
                        + " REJECT (nft list ruleset; iptables-save) and for a NetworkPolicy."));
    }

    static Optional<Diagnosis> timeToLiveExceeded(ServerFacts facts) {
        Rejections said = facts.rejections;
        if (said.tooFar == 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.TimeToLiveExceeded,
                        facts.server,
                        said.tooFar,
                        "packets to " + facts.server + " pass too many routers")
                .meaning("Packets to " + facts.server
                        + " pass so many routers that one drops them: two routers send them to each other (a"
                        + " routing loop), or somebody runs traceroute.")
                .shownBy("ICMP time exceeded " + said.tooFar + " times, first from " + said.from)
                .shownBy(said.clients.text())
                .next("Compare the routes to that address on " + said.from
                        + " and its neighbours (ip route get ADDRESS;" + " traceroute shows the loop)."));
    }
}
