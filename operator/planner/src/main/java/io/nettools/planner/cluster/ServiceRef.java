package io.nettools.planner.cluster;

/** A Service, as packets, a name or a spec refer to it. */
public sealed interface ServiceRef {
    /** The Service that clients reach at this end: its cluster IP, a port of a node, or an address of a load balancer. */
    record At(String end) implements ServiceRef {}

    /** The Service with this name. */
    record Called(String namespace, String name) implements ServiceRef {}
}
