package io.nettools.controller.observe;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.analyser.order.Host;
import java.util.List;
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
}
