package io.nettools.planner.plan;

import io.nettools.planner.status.Summary;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Limits;
import io.nettools.planner.trace.Load;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether there is room for the trace pods of these targets beside those that run. A trace of more pods than are allowed at all
 * runs when nobody else does. The sentence names the limit and not the load, so that waiting is written once.
 */
final class Places {

    private Places() {}

    static Optional<String> missing(List<Candidate> targets, Load load, Limits limits) {
        if (full(load.total(), targets.size(), limits.maxTracePods())) {
            return Optional.of(sentence("the cluster", limits.maxTracePods()));
        }
        return targets.stream()
                .collect(Collectors.groupingBy(Candidate::node, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(node -> full(load.on(node.getKey()), node.getValue(), limits.maxTracePodsPerNode()))
                .findFirst()
                .map(node -> sentence("node " + node.getKey(), limits.maxTracePodsPerNode()));
    }

    private static boolean full(int running, long wanted, int allowed) {
        return running > 0 && running + wanted > allowed;
    }

    private static String sentence(String where, int allowed) {
        return "Waiting for a place: " + where + " may run " + Summary.count(allowed, "trace pod") + " at a time.";
    }
}
