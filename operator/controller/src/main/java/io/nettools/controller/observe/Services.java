package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.analyser.order.Host;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses of a Service itself: one for each family. */
final class Services {
    /** EndpointSlices that are read for addresses. */
    private static final long SLICES = 4;

    private Services() {}

    /**
     * The addresses; empty when the Service does not exist, is headless ("None": its name resolves to its pods), or
     * stands for a name outside the cluster.
     */
    static List<String> addresses(KubernetesClient client, String namespace, String name) {
        return Named.in(namespace, client.services(), name).stream()
                .flatMap(service -> Stream.ofNullable(service.getSpec().getClusterIPs()))
                .flatMap(List::stream)
                .filter(address -> new Host(address).address())
                .toList();
    }

    /** The addresses behind the Service, from its first EndpointSlices. */
    static Set<String> endpoints(KubernetesClient client, String namespace, String name) {
        return client
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withLabel("kubernetes.io/service-name", name)
                .list(new ListOptionsBuilder().withLimit(SLICES).build())
                .getItems()
                .stream()
                .flatMap(slice -> Stream.ofNullable(slice.getEndpoints()).flatMap(List::stream))
                .flatMap(endpoint -> Stream.ofNullable(endpoint.getAddresses()).flatMap(List::stream))
                .collect(Collectors.toSet());
    }
}
