package io.nettools.planner.policy;

import java.util.List;

/**
 * A policy of the whole cluster (policy.networking.k8s.io): AdminNetworkPolicy and BaselineAdminNetworkPolicy of
 * v1alpha1, ClusterNetworkPolicy of v1alpha2.
 *
 * @param priority the lower comes first; 0 for a BaselineAdminNetworkPolicy, of which there is one
 * @param subject the pods that it acts on
 * @param unreadable why this code cannot read the policy, or empty
 */
public record AdminPolicy(
        Kind kind,
        Tier tier,
        String name,
        int priority,
        Peer.Pods subject,
        List<PolicyRule> ingress,
        List<PolicyRule> egress,
        String unreadable) {
    /** Which API it is of. */
    public enum Kind {
        AdminNetworkPolicy,
        BaselineAdminNetworkPolicy,
        ClusterNetworkPolicy
    }

    /** Whether it is asked before or after the NetworkPolicies. */
    public enum Tier {
        Admin,
        Baseline
    }

    public AdminPolicy {
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
    }

    List<PolicyRule> rules(PolicyType type) {
        return type == PolicyType.Ingress ? ingress : egress;
    }

    PolicyName title() {
        return new PolicyName(kind.name(), "", name);
    }
}
