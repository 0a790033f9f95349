package io.nettools.planner.policy;

/** The direction in which a policy acts on the pods that it selects, as Kubernetes names it. */
public enum PolicyType {
    Ingress,
    Egress;

    String word() {
        return this == Ingress ? "ingress" : "egress";
    }
}
