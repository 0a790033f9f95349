package io.nettools.analyser.order;

/** What a trace does beside capturing in the network namespace of a pod. */
public enum Extra {
    /** Keep more of a packet than its headers. */
    Payload,
    /** Take entries and events of connection tracking. */
    Conntrack,
    /** Look at how the pod hangs on its node. */
    Topology,
    /** Listen on the node, too: at the pod's other end there and at the uplink. */
    NodeViews,
    /** Capture the other end of the way, too: the time that both listen in is told later, and the probe waits for it. */
    BothEnds,
    /** Enter a node's own network, which the admin lets the target's namespace see. */
    HostNetwork
}
