package io.nettools.controller.api;

/** Where a trace listens. */
public enum View {
    /** At the pod's own interface. */
    Pod,
    /** On its node: at the interface's other end there, and at the uplink. */
    Node
}
