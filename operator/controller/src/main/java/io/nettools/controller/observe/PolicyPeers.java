package io.nettools.controller.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.planner.policy.Peer;
import io.nettools.planner.policy.PolicyType;
import io.nettools.planner.policy.Selector;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The peers of a rule, and the subject of a policy of the whole cluster, which has the same form. */
final class PolicyPeers {
    static final Peer.Pods EVERY_POD = new Peer.Pods(Optional.of(Selector.ALL), Selector.ALL);

    private static final Peer.Unreadable NOT_ONE = new Peer.Unreadable("a peer has not exactly one field");

    private PolicyPeers() {}

    /** A peer of a NetworkPolicy. */
    static Peer namespaced(JsonNode peer) {
        String unknown = PolicyFields.unknown(peer, "podSelector", "namespaceSelector", "ipBlock");
        JsonNode pods = peer.path("podSelector");
        JsonNode namespaces = peer.path("namespaceSelector");
        JsonNode block = peer.path("ipBlock");
        boolean selects = PolicyFields.present(pods) || PolicyFields.present(namespaces);
        if (!unknown.isEmpty()) {
            return new Peer.Unreadable(unknown);
        }
        if (selects == PolicyFields.present(block)) {
            return new Peer.Unreadable("a peer has neither selectors nor an ipBlock, or both");
        }
        return selects
                ? new Peer.Pods(
                        Optional.of(namespaces).filter(PolicyFields::present).map(PolicyFields::selector),
                        PolicyFields.selector(pods))
                : block(block);
    }

    private static Peer block(JsonNode block) {
        String unknown = PolicyFields.unknown(block, "cidr", "except");
        return unknown.isEmpty()
                ? new Peer.Networks(List.of(block.path("cidr").asText()), PolicyFields.texts(block.path("except")))
                : new Peer.Unreadable(unknown);
    }

    /** A peer of the admin kinds; only egress has more than pods. */
    static Peer admin(JsonNode peer, PolicyType type) {
        String unknown = type == PolicyType.Ingress
                ? PolicyFields.unknown(peer, "namespaces", "pods")
                : PolicyFields.unknown(peer, "namespaces", "pods", "nodes", "networks", "domainNames");
        if (!unknown.isEmpty()) {
            return new Peer.Unreadable(unknown);
        }
        List<String> fields = Stream.of("namespaces", "pods", "nodes", "networks", "domainNames")
                .filter(name -> PolicyFields.present(peer.path(name)))
                .toList();
        if (fields.size() != 1) {
            return NOT_ONE;
        }
        JsonNode field = peer.path(fields.getFirst());
        return switch (fields.getFirst()) {
            case "namespaces" -> new Peer.Pods(Optional.of(PolicyFields.selector(field)), Selector.ALL);
            case "pods" -> pods(field);
            case "nodes" -> new Peer.Nodes(PolicyFields.selector(field));
            case "networks" -> new Peer.Networks(PolicyFields.texts(field), List.of());
            default -> new Peer.DomainNames();
        };
    }

    private static Peer pods(JsonNode pods) {
        String unknown = PolicyFields.unknown(pods, "namespaceSelector", "podSelector");
        return unknown.isEmpty()
                ? new Peer.Pods(
                        Optional.of(PolicyFields.selector(pods.path("namespaceSelector"))),
                        PolicyFields.selector(pods.path("podSelector")))
                : new Peer.Unreadable(unknown);
    }
}
