package io.nettools.planner.plan;

import io.nettools.analyser.order.Extra;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Limits;
import io.nettools.planner.trace.TargetRef;
import io.nettools.planner.trace.TraceSpec;
import java.util.List;
import java.util.Optional;

/**
 * Checks whether a whole node may and can be traced. Without the admin's permission the answer does not reveal which
 * nodes exist.
 */
final class NodeCheck {
    private NodeCheck() {}

    /** Complains about fields that a trace of a node cannot have. */
    static Optional<String> complaint(TraceSpec spec) {
        if (!(spec.target() instanceof TargetRef.Node)) {
            return Optional.empty();
        }
        if (spec.asks(Extra.NodeViews)) {
            return Optional.of("spec.target is a node, and only a pod has another end on its node: leave out "
                    + (spec.peer().isPresent() ? "spec.peer" : "spec.views"));
        }
        return spec.probe()
                .map(probe -> "spec.probe needs a pod, and spec.target is a node: write "
                        + "spec.target.pod, or leave out spec.probe");
    }

    /** Why the node may not be traced. */
    static Optional<Phase> refusal(String name, String namespace, List<Candidate> found, Limits limits) {
        if (!limits.hostNetworkNamespaces().contains(namespace)) {
            return Optional.of(new Phase(
                    Reason.TargetHostNetwork,
                    "Node " + name + " carries the traffic of all its pods; namespace " + namespace
                            + " may not trace it (the admin's setting hostNetworkNamespaces)."));
        }
        return found.isEmpty() ? Optional.of(missing(name)) : unfit(found.getFirst());
    }

    static Phase missing(String name) {
        return new Phase(Reason.TargetNotFound, "There is no node " + name + ": see kubectl get nodes.");
    }

    private static Optional<Phase> unfit(Candidate node) {
        if (node.os().equals("windows")) {
            return Optional.of(new Phase(
                    Reason.TargetUnsupported,
                    "Node " + node.name() + " runs Windows, which has no network namespaces."));
        }
        return node.running()
                ? Optional.empty()
                : Optional.of(new Phase(
                        Reason.TargetNotRunning,
                        "Node " + node.name() + " is " + (node.deleting() ? "being deleted" : "not Ready")
                                + ", so no trace pod can run there: see kubectl describe node " + node.name() + "."));
    }
}
