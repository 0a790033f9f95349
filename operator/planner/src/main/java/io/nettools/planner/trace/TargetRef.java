package io.nettools.planner.trace;

import java.util.Locale;
import java.util.Optional;

/** The pods to trace, in the trace's own namespace, or the node. */
public sealed interface TargetRef {
    /** The pod with this name. */
    record Pod(String name) implements TargetRef {}

    /** A node's own network namespace, which carries everybody's traffic. */
    record Node(String name) implements TargetRef {}

    /** Several pods: those that run when the trace begins, at most {@code maxTargets}, the first by name. */
    sealed interface Several extends TargetRef {
        int maxTargets();
    }

    /**
     * Running pods with these labels.
     *
     * @param labels a label selector in the API's string form, e.g. {@code app=web,tier in (a,b)}
     * @param complaint about an impossible label in it
     */
    record Selector(String labels, int maxTargets, Optional<String> complaint) implements Several {
        public Selector(String labels, int maxTargets) {
            this(labels, maxTargets, Optional.empty());
        }
    }

    /** The pods behind a Service, as its EndpointSlices name them. */
    record Endpoints(String service, int maxTargets) implements Several {}

    /** The pods that a workload's selector matches. */
    record Workload(Kind kind, String name, int maxTargets) implements Several {
        /** Kinds with a selector of pods. */
        public enum Kind {
            Deployment,
            StatefulSet,
            DaemonSet,
            ReplicaSet,
            Job
        }
    }

    /** The text for a table column: the pod's name, the selector, or {@code TYPE/NAME} as kubectl writes it. */
    default String text() {
        return switch (this) {
            case Pod pod -> pod.name();
            case Node node -> "node/" + node.name();
            case Selector selector -> selector.labels();
            case Endpoints endpoints -> "service/" + endpoints.service();
            case Workload workload -> workload.kind().name().toLowerCase(Locale.ROOT) + "/" + workload.name();
        };
    }
}
