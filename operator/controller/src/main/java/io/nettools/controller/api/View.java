package io.nettools.controller.api;

/** The place where a trace captures. */
public enum View {
    /** The pod's own interface. */
    Pod,
    /** The pod's node: the other end of the interface there, and the uplink. */
    Node
}
