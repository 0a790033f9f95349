package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.planner.trace.TargetRef;
import java.util.Optional;

/** Reads the label selectors of workloads. */
final class Workloads {
    private Workloads() {}

    /** The selector for a workload's pods; empty when the workload does not exist or has no selector. */
    static Optional<LabelSelector> selector(KubernetesClient client, String namespace, TargetRef.Workload workload) {
        String name = workload.name();
        return switch (workload.kind()) {
            case Deployment ->
                Named.in(namespace, client.apps().deployments(), name)
                        .map(it -> it.getSpec().getSelector());
            case StatefulSet ->
                Named.in(namespace, client.apps().statefulSets(), name)
                        .map(it -> it.getSpec().getSelector());
            case DaemonSet ->
                Named.in(namespace, client.apps().daemonSets(), name)
                        .map(it -> it.getSpec().getSelector());
            case ReplicaSet ->
                Named.in(namespace, client.apps().replicaSets(), name)
                        .map(it -> it.getSpec().getSelector());
            case Job ->
                Named.in(namespace, client.batch().v1().jobs(), name)
                        .map(it -> it.getSpec().getSelector());
        };
    }
}
