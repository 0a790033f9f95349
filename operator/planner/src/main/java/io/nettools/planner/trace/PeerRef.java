package io.nettools.planner.trace;

/** The other end of the way, always of the trace's own namespace when it is a pod. */
public sealed interface PeerRef {
    /** Pods; each is watched from its own node by a trace pod of its own. */
    record Pods(TargetRef ref) implements PeerRef {}

    /** An IPv4 or IPv6 address, of which only the target's node can tell. */
    record Address(String address) implements PeerRef {}

    /** For a table column, as {@link TargetRef#text}. */
    default String text() {
        return switch (this) {
            case Pods pods -> pods.ref().text();
            case Address address -> address.address();
        };
    }
}
