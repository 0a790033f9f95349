package io.nettools.controller.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.planner.policy.AdminPolicy;
import io.nettools.planner.policy.AdminPolicy.Kind;
import io.nettools.planner.policy.AdminPolicy.Tier;
import io.nettools.planner.policy.NamespacedPolicy;
import io.nettools.planner.policy.Peer;
import io.nettools.planner.policy.PolicyType;
import java.util.EnumSet;
import java.util.Set;

/**
 * Policies as the planner sees them, from the JSON of the API server: NetworkPolicy of networking.k8s.io/v1,
 * AdminNetworkPolicy and BaselineAdminNetworkPolicy of policy.networking.k8s.io/v1alpha1, ClusterNetworkPolicy of
 * v1alpha2. A field that is not read here makes its part of the policy unreadable.
 */
final class Policies {
    private Policies() {}

    static NamespacedPolicy namespaced(JsonNode policy) {
        JsonNode spec = policy.path("spec");
        Set<PolicyType> types = EnumSet.noneOf(PolicyType.class);
        String unreadable = PolicyFields.unknown(spec, "podSelector", "ingress", "egress", "policyTypes");
        for (JsonNode type : spec.path("policyTypes")) {
            switch (type.asText()) {
                case "Ingress" -> types.add(PolicyType.Ingress);
                case "Egress" -> types.add(PolicyType.Egress);
                default -> unreadable = "policyTypes has the unknown value " + PolicyFields.quoted(type.asText());
            }
        }
        PolicyRules rules = new PolicyRules(PolicyRules.Dialect.NetworkPolicy);
        return new NamespacedPolicy(
                policy.at("/metadata/namespace").asText(),
                policy.at("/metadata/name").asText(),
                PolicyFields.selector(spec.path("podSelector")),
                types,
                rules.of(spec.path("ingress"), PolicyType.Ingress),
                rules.of(spec.path("egress"), PolicyType.Egress),
                unreadable);
    }

    static AdminPolicy admin(Kind kind, JsonNode policy) {
        JsonNode spec = policy.path("spec");
        boolean cluster = kind == Kind.ClusterNetworkPolicy;
        PolicyRules rules = new PolicyRules(
                cluster ? PolicyRules.Dialect.ClusterNetworkPolicy : PolicyRules.Dialect.AdminNetworkPolicy);
        Tier tier = kind == Kind.BaselineAdminNetworkPolicy
                        || spec.path("tier").asText().equals("Baseline")
                ? Tier.Baseline
                : Tier.Admin;
        Peer subject = PolicyPeers.admin(spec.path("subject"), PolicyType.Ingress);
        boolean selects = subject instanceof Peer.Pods;
        return new AdminPolicy(
                kind,
                tier,
                policy.at("/metadata/name").asText(),
                spec.path("priority").asInt(),
                selects ? (Peer.Pods) subject : PolicyPeers.EVERY_POD,
                rules.of(spec.path("ingress"), PolicyType.Ingress),
                rules.of(spec.path("egress"), PolicyType.Egress),
                selects ? unreadable(kind, spec) : "its subject cannot be read");
    }

    private static String unreadable(Kind kind, JsonNode spec) {
        String tier = spec.path("tier").asText("Admin");
        return switch (kind) {
            case AdminNetworkPolicy -> PolicyFields.unknown(spec, "priority", "subject", "ingress", "egress");
            case BaselineAdminNetworkPolicy -> PolicyFields.unknown(spec, "subject", "ingress", "egress");
            case ClusterNetworkPolicy ->
                tier.equals("Admin") || tier.equals("Baseline")
                        ? PolicyFields.unknown(spec, "tier", "priority", "subject", "ingress", "egress")
                        : "its tier " + PolicyFields.quoted(tier) + " is not known";
        };
    }
}
