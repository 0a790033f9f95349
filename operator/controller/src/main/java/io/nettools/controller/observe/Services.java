package io.nettools.controller.observe;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.analyser.order.Host;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses of a Service itself: one for each family. */
final class Services {
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

    /**
     * The addresses behind a Service whose one EndpointSlice has its name, as that of the API server has. Another slice
     * may be anybody's who may write there.
     */
    static Set<String> endpoints(KubernetesClient client, String namespace, String name) {
        return client
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withField("metadata.name", name)
                .list()
                .getItems()
                .stream()
                .filter(slice -> name.equals(slice.getMetadata().getName()))
                .flatMap(slice -> Stream.ofNullable(slice.getEndpoints()).flatMap(List::stream))
                .flatMap(endpoint -> Stream.ofNullable(endpoint.getAddresses()).flatMap(List::stream))
                .collect(Collectors.toSet());
    }
}
