package io.nettools.planner.cluster;

/** A Service, as packets, a name or a spec refer to it. */
public sealed interface ServiceRef {
    /** The Service with this cluster IP. */
    record At(String address) implements ServiceRef {}

    /** The Service with this name. */
    record Called(String namespace, String name) implements ServiceRef {}
}
