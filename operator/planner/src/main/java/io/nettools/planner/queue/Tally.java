package io.nettools.planner.queue;

import io.nettools.planner.trace.Limits.MaxTracePods;
import io.nettools.planner.trace.Shortage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts places that are taken, or kept for a trace that comes first, in the way in which the admin limits them. */
final class Tally {
    private final MaxTracePods limits;
    private final Map<String, Integer> byNamespace = new HashMap<>();
    private final Map<String, Integer> byNode = new HashMap<>();
    private int total;

    Tally(MaxTracePods limits, Collection<Place> taken) {
        this.limits = limits;
        taken.forEach(place -> add(place.namespace(), 1, Map.of(place.node(), 1)));
    }

    boolean clusterIsFull() {
        return full(total, 1, limits.inCluster());
    }

    boolean isFull(String namespace) {
        return full(count(byNamespace, namespace), 1, limits.perNamespace());
    }

    /** Takes the places, or keeps them. */
    void add(Waiter waiter) {
        add(waiter.namespace(), waiter.wanted(), waiter.byNode());
    }

    /** Keeps places of its namespace only. */
    void addToNamespace(Waiter waiter) {
        byNamespace.merge(waiter.namespace(), waiter.wanted(), Integer::sum);
    }

    /** Keeps places of its namespace and on its nodes, while others use the cluster's. */
    void addToNodes(Waiter waiter) {
        addToNamespace(waiter);
        waiter.byNode().forEach((node, many) -> byNode.merge(node, many, Integer::sum));
    }

    private void add(String namespace, int many, Map<String, Integer> nodes) {
        total += many;
        byNamespace.merge(namespace, many, Integer::sum);
        nodes.forEach((node, some) -> byNode.merge(node, some, Integer::sum));
    }

    /**
     * The limit that leaves no room, if any. They are checked in the order of how many others are affected when the
     * trace keeps places: its namespace's affect no other namespace, a node's some, the cluster's all.
     */
    Optional<Shortage> lacking(Waiter waiter) {
        String namespace = waiter.namespace();
        if (full(count(byNamespace, namespace), waiter.wanted(), limits.perNamespace())) {
            return Optional.of(new Shortage.Namespace(namespace, limits.perNamespace()));
        }
        for (Map.Entry<String, Integer> node : waiter.byNode().entrySet()) {
            if (full(count(byNode, node.getKey()), node.getValue(), limits.perNode())) {
                return Optional.of(new Shortage.Node(node.getKey(), limits.perNode()));
            }
        }
        return full(total, waiter.wanted(), limits.inCluster())
                ? Optional.of(new Shortage.Cluster(limits.inCluster()))
                : Optional.empty();
    }

    /** Whether there is no room. A trace of more pods than the limit runs when no other trace does. */
    private static boolean full(int taken, int wanted, int allowed) {
        return taken > 0 && taken + wanted > allowed;
    }

    private static int count(Map<String, Integer> counts, String key) {
        return counts.getOrDefault(key, 0);
    }
}
