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
                Optional.ofNullable(client.apps()
                                .deployments()
                                .inNamespace(namespace)
                                .withName(name)
                                .get())
                        .map(it -> it.getSpec().getSelector());
            case StatefulSet ->
                Optional.ofNullable(client.apps()
                                .statefulSets()
                                .inNamespace(namespace)
                                .withName(name)
                                .get())
                        .map(it -> it.getSpec().getSelector());
            case DaemonSet ->
                Optional.ofNullable(client.apps()
                                .daemonSets()
                                .inNamespace(namespace)
                                .withName(name)
                                .get())
                        .map(it -> it.getSpec().getSelector());
            case ReplicaSet ->
                Optional.ofNullable(client.apps()
                                .replicaSets()
                                .inNamespace(namespace)
                                .withName(name)
                                .get())
                        .map(it -> it.getSpec().getSelector());
            case Job ->
                Optional.ofNullable(client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(namespace)
                                .withName(name)
                                .get())
                        .map(it -> it.getSpec().getSelector());
        };
    }
}
