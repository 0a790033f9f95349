package io.nettools.analyser.order;

/** What a trace does beside capturing in the network namespace of a pod. */
public enum Extra {
    /** Keep more of a packet than its headers. */
    Payload,
    /** Take entries and events of connection tracking. */
    Conntrack,
    /** Report how the pod is connected to its node. */
    Topology,
    /** Capture on the node, too: at the other end of the pod's interface and at the uplink. */
    NodeViews,
    /** Capture the other end of the path, too. The common window follows as an annotation; the probe waits for it. */
    BothEnds,
    /** Enter a node's own network, which the admin lets the target's namespace see. */
    HostNetwork
}
