package io.nettools.analyser.finding;

import io.nettools.analyser.conntrack.ConntrackFacts;
import java.util.Optional;

/** The rules about connection tracking. */
final class ConntrackRules {
    private ConntrackRules() {}

    static Optional<Diagnosis> neverReplied(ConntrackFacts facts) {
        if (facts.neverReplied() == 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.ConntrackNeverReplied,
                        "",
                        facts.neverReplied(),
                        Wording.count(facts.neverReplied(), "tracked connection") + " never got a reply")
                .meaning(
                        "The kernel gave up connections of which it saw only the first packets: the other end, or somebody on the way,"
                                + " did not answer.")
                .shownBy(facts.neverReplied() + " destroyed as UNREPLIED, the first: " + facts.unreplied())
                .next(
                        "Look at the flows to that address. When there are none, they left by another interface or node: trace"
                                + " there."));
    }

    static Optional<Diagnosis> translated(ConntrackFacts facts) {
        if (facts.translated() == 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.ConntrackTranslated,
                        "",
                        facts.translated(),
                        "addresses are translated: " + facts.translation())
                .meaning(
                        "Addresses change on the way: who is asked by one address answers from another, as a Service or NAT wants it.")
                .shownBy(Wording.of(facts.translated(), facts.connections()) + " tracked connections, the first: "
                        + facts.translation())
                .next(
                        "Look for the pod's own address on one side of the translation and for the Service's on the other, also in"
                                + " filters: kubectl get svc,endpointslices -A."));
    }
}
