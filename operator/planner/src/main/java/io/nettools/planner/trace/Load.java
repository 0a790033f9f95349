package io.nettools.planner.trace;

import java.util.Map;

/** Trace pods that have not ended, of all traces, by node. */
public record Load(Map<String, Integer> byNode) {
    public Load {
        byNode = Map.copyOf(byNode);
    }

    public int total() {
        return byNode.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int on(String node) {
        return byNode.getOrDefault(node, 0);
    }
}
