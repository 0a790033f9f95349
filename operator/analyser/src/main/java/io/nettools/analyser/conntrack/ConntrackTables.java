package io.nettools.analyser.conntrack;

import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.NodeConntrack;
import java.util.Optional;

/**
 * The two tables in which a pod's connections may be tracked. Most network namespaces of pods track nothing, since no
 * rule in them needs it (nf_ct_netns_get in Linux' nf_conntrack_proto.c); the node's does then, with the translation of
 * a Service's address. The pod's table is used if it reports anything, else the node's: the same connection is in both,
 * and would count twice.
 */
public final class ConntrackTables {
    private static final String NO_RULE =
            "o rule in this pod's network namespace uses connection tracking, so the kernel does not track there";

    private final ConntrackLog pod;
    private final ConntrackLog node;
    private boolean expected;
    private boolean nodeExpected;
    private Optional<NodeConntrack> counted = Optional.empty();

    /** @param listed limit for the reported translations */
    public ConntrackTables(int listed) {
        pod = new ConntrackLog(listed);
        node = new ConntrackLog(listed);
    }

    /** The table of the pod's namespace; asking for it puts it into the report, even if no line comes. */
    public ConntrackLog pod() {
        expected = true;
        return pod;
    }

    /** The table of the node's namespace; its lines are those of the pod's own addresses. */
    public ConntrackLog node() {
        expected = true;
        nodeExpected = true;
        return node;
    }

    /** Takes the counters of the node's whole table. */
    public void counted(NodeConntrack said) {
        counted = Optional.of(said);
        node.lost(said.lost());
    }

    /** The facts for the rules. */
    public ConntrackFacts facts() {
        return new ConntrackFacts(counted);
    }

    /**
     * The counts; the packets captured meanwhile decide the meaning of an empty table. Empty when connection tracking
     * was not asked for.
     */
    public Optional<Conntrack> report(long packets) {
        return expected ? Optional.of(chosen().report(ofNode(), reason(packets))) : Optional.empty();
    }

    private boolean ofNode() {
        return nodeExpected && !pod.tracking();
    }

    private ConntrackLog chosen() {
        return ofNode() ? node : pod;
    }

    private String reason(long packets) {
        if (pod.tracking()) {
            return "";
        }
        if (node.tracking()) {
            return (packets > 0
                            ? "N" + NO_RULE + ", which is usual"
                            : "Nothing was tracked in this pod's network namespace")
                    + ": this is the node's table, of the pod's own addresses only.";
        }
        if (packets == 0) {
            return "No packet passed during the capture, so it is not known whether this network namespace tracks"
                    + " connections.";
        }
        return "Packets passed but none was tracked: n" + NO_RULE + ". "
                + (nodeExpected
                        ? "The node's table has no entries of the pod's addresses either: packets on lo never get"
                                + " there, and a network in eBPF or user space has its own table."
                        : "That is usual; the node tracks instead.");
    }
}
