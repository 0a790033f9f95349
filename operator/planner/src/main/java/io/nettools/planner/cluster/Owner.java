package io.nettools.planner.cluster;

import java.time.Instant;
import java.util.Optional;

/** Who has an address, as far as the author of a trace may know it. */
public sealed interface Owner {
    /**
     * A pod in a network namespace of its own.
     *
     * @param node where it runs
     * @param started when its kubelet accepted it, which is before it has its address; empty when unknown
     */
    record Pod(String namespace, String name, String node, Optional<Instant> started) implements Owner {}

    /** A Service, by its cluster IP. */
    record Service(String namespace, String name) implements Owner {}

    /** A node. Its address is also that of pods on the node's network. */
    record Node(String name) implements Owner {}

    /** The API server: the Service {@code kubernetes} in {@code default}, or an endpoint of it. */
    record ApiServer() implements Owner {}

    /** Nothing in the cluster. */
    record Outside() implements Owner {}

    /** Something in another namespace, which the author may not see. */
    record AnotherNamespace() implements Owner {}

    /** A node whose name the author may not see. */
    record AnotherNode() implements Owner {}
}
