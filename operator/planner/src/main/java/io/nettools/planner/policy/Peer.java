package io.nettools.planner.policy;

import java.util.List;
import java.util.Optional;

/** One entry of a rule's {@code from} or {@code to}. */
public sealed interface Peer {
    /**
     * Pods by labels.
     *
     * @param namespaces absent for the policy's own namespace
     */
    record Pods(Optional<Selector> namespaces, Selector pods) implements Peer {}

    /**
     * Addresses.
     *
     * @param cidrs one of which must contain the address
     * @param except none of which may
     */
    record Networks(List<String> cidrs, List<String> except) implements Peer {
        public Networks {
            cidrs = List.copyOf(cidrs);
            except = List.copyOf(except);
        }
    }

    /** The addresses of nodes by labels. */
    record Nodes(Selector nodes) implements Peer {}

    /** Names whose addresses only the network plugin knows. */
    record DomainNames() implements Peer {}

    /**
     * A peer that this code cannot read.
     *
     * @param why e.g. {@code field "services" is not known}
     */
    record Unreadable(String why) implements Peer {}
}
