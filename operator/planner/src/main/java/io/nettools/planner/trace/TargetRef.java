package io.nettools.planner.trace;

/** Which pods to trace, in the trace's own namespace. */
public sealed interface TargetRef {
    /** The one with this name. */
    record Pod(String name) implements TargetRef {}

    /**
     * Running pods with these labels.
     *
     * @param labels a label selector in the API's string form, e.g. {@code app=web,tier in (a,b)}
     * @param maxTargets at most so many, the first by name
     */
    record Selector(String labels, int maxTargets) implements TargetRef {}

    /** For a table column: the pod's name, or the selector. */
    default String text() {
        return switch (this) {
            case Pod pod -> pod.name();
            case Selector selector -> selector.labels();
        };
    }
}
