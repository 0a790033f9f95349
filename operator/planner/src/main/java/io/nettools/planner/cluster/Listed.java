package io.nettools.planner.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A running pod that reports an address, as the API server lists it.
 *
 * @param hostNetwork whether the address is its node's
 * @param deleting whether it is being deleted: its address may already be another pod's
 * @param started when its kubelet accepted it
 */
public record Listed(
        String namespace, String name, String node, boolean hostNetwork, boolean deleting, Optional<Instant> started) {

    /** Who has the address that all of these report; empty when that is not certain. */
    public static Optional<Owner> owner(List<Listed> pods) {
        List<String> nodes = pods.stream()
                .filter(Listed::hostNetwork)
                .map(Listed::node)
                .filter(node -> !node.isEmpty())
                .distinct()
                .toList();
        if (!nodes.isEmpty()) {
            return nodes.size() == 1 ? Optional.of(new Owner.Node(nodes.getFirst())) : Optional.empty();
        }
        List<Listed> staying = pods.stream().filter(pod -> !pod.deleting()).toList();
        List<Listed> possible = staying.isEmpty() ? pods : staying;
        return possible.size() == 1 ? Optional.of(possible.getFirst().pod()) : Optional.empty();
    }

    private Owner pod() {
        return new Owner.Pod(namespace, name, node, started);
    }
}
