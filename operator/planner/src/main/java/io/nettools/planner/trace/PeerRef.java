package io.nettools.planner.trace;

/** The other end of the path. A pod is always in the trace's own namespace. */
public sealed interface PeerRef {
    /** Pods; each is captured on its own node by a trace pod of its own. */
    record Pods(TargetRef ref) implements PeerRef {}

    /** An IPv4 or IPv6 address, whose packets are captured only on the target's node. */
    record Address(String address) implements PeerRef {}

    /** The text for a table column, as {@link TargetRef#text}. */
    default String text() {
        return switch (this) {
            case Pods pods -> pods.ref().text();
            case Address address -> address.address();
        };
    }
}
