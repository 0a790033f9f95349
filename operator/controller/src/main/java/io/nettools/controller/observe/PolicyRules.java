package io.nettools.controller.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.planner.policy.Peer;
import io.nettools.planner.policy.PolicyPort;
import io.nettools.planner.policy.PolicyRule;
import io.nettools.planner.policy.PolicyRule.Action;
import io.nettools.planner.policy.PolicyType;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The rules of a policy in the notation of its kind. */
record PolicyRules(Dialect dialect) {
    /** How rules are written. BaselineAdminNetworkPolicy writes them as AdminNetworkPolicy. */
    enum Dialect {
        NetworkPolicy,
        AdminNetworkPolicy,
        ClusterNetworkPolicy
    }

    List<PolicyRule> of(JsonNode rules, PolicyType type) {
        return list(rules, rule -> rule(rule, type));
    }

    private PolicyRule rule(JsonNode rule, PolicyType type) {
        String peers = type == PolicyType.Ingress ? "from" : "to";
        return switch (dialect) {
            case NetworkPolicy ->
                new PolicyRule(
                        "",
                        Action.Allow,
                        list(rule.path(peers), PolicyPeers::namespaced),
                        list(rule.path("ports"), PolicyPorts::namespaced),
                        PolicyFields.unknown(rule, peers, "ports"));
            case AdminNetworkPolicy -> admin(rule, type, peers, "ports", PolicyPorts::admin);
            case ClusterNetworkPolicy -> admin(rule, type, peers, "protocols", PolicyPorts::cluster);
        };
    }

    private static PolicyRule admin(
            JsonNode rule, PolicyType type, String peers, String ports, Function<JsonNode, PolicyPort> port) {
        List<Peer> read = list(rule.path(peers), peer -> PolicyPeers.admin(peer, type));
        return new PolicyRule(
                rule.path("name").asText(),
                action(rule.path("action").asText()),
                read,
                list(rule.path(ports), port),
                PolicyFields.unknown(rule, "name", "action", peers, ports));
    }

    private static Action action(String word) {
        return switch (word) {
            case "Allow", "Accept" -> Action.Allow;
            case "Deny" -> Action.Deny;
            case "Pass" -> Action.Pass;
            default -> Action.Unknown;
        };
    }

    private static <T> List<T> list(JsonNode nodes, Function<JsonNode, T> each) {
        return StreamSupport.stream(nodes.spliterator(), false).map(each).toList();
    }
}
