package io.nettools.planner.trace;

/** The reason why a trace waits. */
public sealed interface Shortage {
    /** No place is left in the cluster. */
    record Cluster(int allowed) implements Shortage {}

    /** No place is left for its own namespace. */
    record Namespace(String name, int allowed) implements Shortage {}

    /** No place is left on a node. */
    record Node(String name, int allowed) implements Shortage {}

    /**
     * Other traces of its namespace come first, enough to keep the operator busy. Its own pods are not looked up yet.
     */
    record Others() implements Shortage {}

    /** The end of a sentence that begins with "waits".
     *
     * @param wanted trace pods that it needs there */
    default String text(int wanted) {
        return switch (this) {
            case Cluster(var allowed) -> places(wanted, allowed, "in the cluster");
            case Namespace(var name, var allowed) -> places(wanted, allowed, "for namespace " + name);
            case Node(var name, var allowed) -> places(wanted, allowed, "on node " + name);
            case Others() -> "for the traces before it";
        };
    }

    private static String places(int wanted, int allowed, String where) {
        if (wanted > allowed) {
            return "until no other trace pod runs " + where + ", because it needs " + wanted + " and " + allowed
                    + (allowed == 1 ? " is" : " are") + " allowed";
        }
        String which = allowed == 1 ? "the one trace pod" : wanted + " of the " + allowed + " trace pods";
        return "for " + which.replaceFirst("^1 of", "one of") + " allowed " + where;
    }
}
