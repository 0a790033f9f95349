package io.nettools.controller.observe;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.analyser.order.Host;
import java.util.List;
import java.util.stream.Stream;

/** By which addresses of its own a Service is reached: one for each family. */
final class Services {
    private Services() {}

    /** Empty when there is no such Service, when it is headless ("None": its name stands for its pods), or a name outside of the cluster. */
    static List<String> addresses(KubernetesClient client, String namespace, String name) {
        return Named.in(namespace, client.services(), name).stream()
                .flatMap(service -> Stream.ofNullable(service.getSpec().getClusterIPs()))
                .flatMap(List::stream)
                .filter(address -> new Host(address).address())
                .toList();
    }
}
