package io.nettools.planner.policy;

import java.util.List;

/**
 * One rule of a policy.
 *
 * @param name empty if it has none
 * @param peers none matches any peer in a NetworkPolicy; the admin kinds do not permit that
 * @param ports none matches any protocol and port
 * @param unreadable why this code cannot read the rule, or empty
 */
public record PolicyRule(String name, Action action, List<Peer> peers, List<PolicyPort> ports, String unreadable) {
    /** The effect of a rule that matches. */
    public enum Action {
        /** Called Accept in ClusterNetworkPolicy. */
        Allow,
        Deny,
        /** Goes on with the next tier. */
        Pass,
        /** A word that this code does not know. */
        Unknown
    }

    public PolicyRule {
        peers = List.copyOf(peers);
        ports = List.copyOf(ports);
    }
}
