package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
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
                named(client.apps().deployments(), namespace, name)
                        .map(it -> it.getSpec().getSelector());
            case StatefulSet ->
                named(client.apps().statefulSets(), namespace, name)
                        .map(it -> it.getSpec().getSelector());
            case DaemonSet ->
                named(client.apps().daemonSets(), namespace, name)
                        .map(it -> it.getSpec().getSelector());
            case ReplicaSet ->
                named(client.apps().replicaSets(), namespace, name)
                        .map(it -> it.getSpec().getSelector());
            case Job ->
                named(client.batch().v1().jobs(), namespace, name)
                        .map(it -> it.getSpec().getSelector());
        };
    }

    private static <T extends HasMetadata> Optional<T> named(
            MixedOperation<T, ?, ? extends Resource<T>> all, String namespace, String name) {
        return Optional.ofNullable(all.inNamespace(namespace).withName(name).get());
    }
}
