package io.nettools.analyser.finding;

import io.nettools.analyser.conntrack.ConntrackFacts;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.NodeConntrack;
import java.util.Optional;

/** The rules about connection tracking. */
final class ConntrackRules {
    /** From here on a burst of new connections fills the table within the trace. */
    private static final int NEARLY_FULL_PERCENT = 90;

    private ConntrackRules() {}

    static Optional<Diagnosis> tableFull(ConntrackFacts facts) {
        return facts.node()
                .flatMap(node -> nearlyFull(node) || failed(node) > 0 ? Optional.of(full(node)) : Optional.empty());
    }

    private static Diagnosis full(NodeConntrack node) {
        return Diagnosis.of(
                        Code.ConntrackTableFull,
                        "",
                        failed(node),
                        nearlyFull(node)
                                ? "the node's table of connections is nearly full"
                                : "the node could not track " + Wording.count(failed(node), "connection"))
                .meaning(
                        nearlyFull(node)
                                ? "The node tracks nearly as many connections as it may: when the table is full, it drops the first packets of"
                                        + " new ones, of whichever pod."
                                : "The node dropped packets because it could not enter their connections into its table, which is not full:"
                                        + " usually two connections wanted the same translated addresses and ports.")
                .shownBy(fill(node))
                .shownBy(counters(node))
                .next(
                        nearlyFull(node)
                                ? "Raise net.netfilter.nf_conntrack_max on the node (kube-proxy: conntrack.maxPerCore), and look for who opens"
                                        + " so many connections: conntrack -L on the node, counted by src."
                                : "When the pod's first packets vanish now and then: let the client reuse connections and ask DNS over one"
                                        + " socket at a time (resolv.conf: single-request-reopen), or a cache on the node.");
    }

    private static boolean nearlyFull(NodeConntrack node) {
        return node.limit() > 0 && node.entries() / (double) node.limit() * 100 >= NEARLY_FULL_PERCENT;
    }

    /** The kernel counts some of these twice, as a failure and as a drop. */
    private static long failed(NodeConntrack node) {
        return Math.max(0, Math.max(node.insertFailed(), Math.max(node.dropped(), node.earlyDropped())));
    }

    private static String fill(NodeConntrack node) {
        return node.limit() > 0 && node.entries() >= 0
                ? Wording.of(node.entries(), node.limit()) + " entries (" + Wording.share(node.entries(), node.limit())
                        + ") on the node"
                : "";
    }

    private static String counters(NodeConntrack node) {
        return failed(node) == 0
                ? ""
                : "meanwhile on the whole node: insert_failed %d, drop %d, early_drop %d"
                        .formatted(
                                Math.max(0, node.insertFailed()),
                                Math.max(0, node.dropped()),
                                Math.max(0, node.earlyDropped()));
    }

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
