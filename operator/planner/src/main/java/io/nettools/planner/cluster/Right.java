package io.nettools.planner.cluster;

import java.util.Optional;
import java.util.Set;

/**
 * The right to read objects of a kind, which the author of a trace must have to see their names.
 *
 * @param resource as in RBAC: pods, services, nodes
 * @param namespace empty for nodes, which have none
 */
public record Right(String resource, String namespace) {
    /**
     * Services whose names each pod of the cluster has anyway: the API server's from its environment, that of DNS from
     * its resolv.conf. Only an admin can make Services there.
     */
    private static final Set<Owner> KNOWN_TO_ALL = Set.of(
            new Owner.ClusterIp("default", "kubernetes"),
            new Owner.ClusterIp("kube-system", "kube-dns"),
            new Owner.ClusterIp("openshift-dns", "dns-default"));

    /**
     * The right that it takes to see this name; empty when everybody who may trace in the namespace may see it.
     *
     * @param namespace of the trace
     * @param nodes of the traced pods, which the trace shows anyway
     */
    public static Optional<Right> toSee(Owner owner, String namespace, Set<String> nodes) {
        if (KNOWN_TO_ALL.contains(owner)) {
            return Optional.empty();
        }
        return switch (owner) {
            case Owner.Pod pod -> of("pods", pod.namespace(), namespace);
            case Owner.ClusterIp service -> of("services", service.namespace(), namespace);
            case Owner.Node node ->
                nodes.contains(node.name()) ? Optional.empty() : Optional.of(new Right("nodes", ""));
            case Owner.ApiServer server -> Optional.empty();
            case Owner.Outside outside -> Optional.empty();
            case Owner.AnotherNamespace hidden -> Optional.empty();
            case Owner.AnotherNode hidden -> Optional.empty();
        };
    }

    /** What is shown in place of the name to an author without the right. */
    public Owner hidden() {
        return namespace.isEmpty() ? new Owner.AnotherNode() : new Owner.AnotherNamespace();
    }

    private static Optional<Right> of(String resource, String there, String namespace) {
        return there.equals(namespace) ? Optional.empty() : Optional.of(new Right(resource, there));
    }
}
