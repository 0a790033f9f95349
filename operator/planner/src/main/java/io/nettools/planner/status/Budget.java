package io.nettools.planner.status;

import java.util.List;
import java.util.function.Function;

/**
 * Keeps a status within what one object may cost every watcher of it. The least important goes first: packet lines, then the tail
 * of the conversations; what was cut is said in the target's notes.
 */
public final class Budget {
    /** Bytes of JSON for all targets together; conditions, names and field names of the whole status have the rest of 16 KiB. */
    static final int TARGETS = 11 * 1024;

    /** A record's own text is shorter than its JSON by the quotes around names and values. */
    private static final double JSON_PER_TEXT = 1.3;

    private static final String NOTE = "cut to fit into the status";

    private static final List<Function<TargetStatus, TargetStatus>> CUTS = List.of(
            target -> keep(target, 10, 10, 10),
            target -> keep(target, 10, 5, 5),
            target -> keep(target, 5, 3, 3),
            target -> keep(target, 1, 2, 2),
            target -> keep(target, 0, 1, 1),
            target -> keep(target, 0, 0, 0));

    private Budget() {}

    /** The same targets, each cut by the same steps until they fit together. */
    public static List<TargetStatus> fit(List<TargetStatus> targets) {
        List<TargetStatus> fitted = targets;
        for (Function<TargetStatus, TargetStatus> cut : CUTS) {
            if (size(fitted) <= TARGETS) {
                return fitted;
            }
            fitted = fitted.stream().map(cut).toList();
        }
        return fitted;
    }

    static int size(List<TargetStatus> targets) {
        return (int)
                (targets.stream().mapToInt(target -> target.toString().length()).sum() * JSON_PER_TEXT);
    }

    private static TargetStatus keep(TargetStatus target, int packets, int flows, int http) {
        TargetStatus cut = new TargetStatus(
                target.pod(),
                target.uid(),
                target.node(),
                target.podIPs(),
                target.reason(),
                target.message(),
                target.summary(),
                target.networkInterface(),
                target.capture(),
                first(target.interfaces(), 4),
                target.flowCount(),
                first(target.flows(), flows),
                target.httpCount(),
                first(target.http(), http),
                target.conntrack(),
                first(target.packets(), packets),
                target.notes());
        return cut.equals(target) || target.notes().contains(NOTE) ? cut : cut.noted(NOTE);
    }

    private static <T> List<T> first(List<T> all, int many) {
        return all.subList(0, Math.min(many, all.size()));
    }
}
