package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import java.util.Optional;

/** The rule about answers that come from another address than the one that was asked. */
final class StrangerRules {
    private StrangerRules() {}

    static Optional<Diagnosis> answerFromAnotherAddress(ServerFacts facts) {
        Hits hits = facts.strangers;
        if (!hits.any()) {
            return Optional.empty();
        }
        long all = facts.transfers.connections;
        return Optional.of(Diagnosis.of(
                        Code.AnswerFromAnotherAddress,
                        facts.server,
                        hits.count,
                        "answers of " + facts.server + " come from " + facts.stranger() + " ("
                                + Wording.of(hits.count, all) + ")")
                .outOf(all)
                .meaning("The client asked " + facts.server + ", and packets of that connection come from "
                        + facts.stranger() + ": their source address was not translated back. The client resets them,"
                        + " which ends the connection.")
                .shownBy(Wording.of(hits.count, all) + " connections got packets of " + facts.stranger()
                        + " that fit them by sequence and acknowledgment numbers")
                .shownBy(hits.clients.text())
                .next("Do answers take another path than requests: a client and a server on the same node or bridge"
                        + " (hairpin; net.bridge.bridge-nf-call-iptables=1), a second router, a missing masquerade rule?"
                        + " Did the conntrack entry expire or become INVALID"
                        + " (nf_conntrack_tcp_be_liberal)?"));
    }
}
