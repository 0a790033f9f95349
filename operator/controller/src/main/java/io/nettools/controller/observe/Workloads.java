package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.planner.trace.TargetRef;
import java.util.Optional;

/** Which labels a workload's pods have. */
final class Workloads {
    private Workloads() {}

    /** Empty when there is no such workload, or it selects nothing. */
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
