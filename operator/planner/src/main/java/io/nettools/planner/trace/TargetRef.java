package io.nettools.planner.trace;

import java.util.Optional;

/** Which pods to trace, in the trace's own namespace. */
public sealed interface TargetRef {
    /** The one with this name. */
    record Pod(String name) implements TargetRef {}

    /**
     * Running pods with these labels.
     *
     * @param labels a label selector in the API's string form, e.g. {@code app=web,tier in (a,b)}
     * @param maxTargets at most so many, the first by name
     * @param complaint what is wrong with a label in it
     */
    record Selector(String labels, int maxTargets, Optional<String> complaint) implements TargetRef {
        public Selector(String labels, int maxTargets) {
            this(labels, maxTargets, Optional.empty());
        }
    }

    /** For a table column: the pod's name, or the selector. */
    default String text() {
        return switch (this) {
            case Pod pod -> pod.name();
            case Selector selector -> selector.labels();
        };
    }
}
