package io.nettools.analyser.finding;

import io.nettools.analyser.conntrack.ConntrackFacts;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.NodeConntrack;
import java.util.Optional;

/** The rules about connection tracking. */
final class ConntrackRules {
    /** Fill level in percent from which a burst of new connections can fill the table during the trace. */
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
                                ? "the node's connection table is nearly full"
                                : "the node could not track " + Wording.count(failed(node), "connection"))
                .meaning(
                        nearlyFull(node)
                                ? "The node tracks nearly as many connections as it may: once the table is full, the"
                                        + " node drops the first packets of new connections of any pod."
                                : "The node dropped packets because it could not add their connections to its table,"
                                        + " which is not full: usually two connections needed the same translated"
                                        + " addresses and ports.")
                .shownBy(fill(node))
                .shownBy(counters(node))
                .next(
                        nearlyFull(node)
                                ? "Raise net.netfilter.nf_conntrack_max on the node (kube-proxy:"
                                        + " conntrack.maxPerCore), and find the source of so many connections:"
                                        + " conntrack -L on the node, counted by src."
                                : "If the pod loses the first packets of connections now and then: let the client"
                                        + " reuse connections and use one socket per DNS query (resolv.conf:"
                                        + " single-request-reopen), or run a DNS cache on the node.");
    }

    /** Whether there is no room in the table, and it dropped at least so many packets. */
    static boolean dropsWhenFull(NodeConntrack node, long packets) {
        return nearlyFull(node) && failed(node) >= packets;
    }

    private static boolean nearlyFull(NodeConntrack node) {
        return node.limit() > 0 && node.entries() / (double) node.limit() * 100 >= NEARLY_FULL_PERCENT;
    }

    /**
     * The largest of the three counters of failures. Their sum would be too high: the kernel counts some packets twice,
     * as a failure and as a drop.
     */
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
                : "during the capture, on the whole node: insert_failed %d, drop %d, early_drop %d"
                        .formatted(
                                Math.max(0, node.insertFailed()),
                                Math.max(0, node.dropped()),
                                Math.max(0, node.earlyDropped()));
    }
}
