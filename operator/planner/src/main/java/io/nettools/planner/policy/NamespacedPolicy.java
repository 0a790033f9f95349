package io.nettools.planner.policy;

import java.util.List;
import java.util.Set;

/**
 * A NetworkPolicy (networking.k8s.io/v1).
 *
 * @param types as written; none is completed by {@link #actsOn}
 * @param unreadable why this code cannot read the policy, or empty
 */
public record NamespacedPolicy(
        String namespace,
        String name,
        Selector pods,
        Set<PolicyType> types,
        List<PolicyRule> ingress,
        List<PolicyRule> egress,
        String unreadable) {
    public static final String KIND = "NetworkPolicy";

    public NamespacedPolicy {
        types = Set.copyOf(types);
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
    }

    /** Without {@code policyTypes} a policy acts on ingress, and on egress if it has rules for it (defaults.go). */
    boolean actsOn(PolicyType type) {
        return types.isEmpty() ? type == PolicyType.Ingress || !egress.isEmpty() : types.contains(type);
    }

    List<PolicyRule> rules(PolicyType type) {
        return type == PolicyType.Ingress ? ingress : egress;
    }

    PolicyName title() {
        return new PolicyName(KIND, namespace, name);
    }
}
