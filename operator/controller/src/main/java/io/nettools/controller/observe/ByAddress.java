package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pods and Services by their address, for one trace. Each address is read once: names, Services and policies ask
 * about the same ones. The API server answers from its watch cache (resourceVersion 0), which does not read all pods from
 * etcd.
 */
final class ByAddress {
    private final KubernetesClient client;
    private final Reads reads;
    private final SecondFamily second;
    private final SelectedServices selected;
    private final Map<String, Optional<List<Pod>>> pods = new HashMap<>();
    private final Map<String, Optional<Service>> services = new HashMap<>();

    ByAddress(KubernetesClient client, Reads reads, SecondFamily second, SelectedServices selected) {
        this.client = client;
        this.reads = reads;
        this.second = second;
        this.selected = selected;
    }

    /** Running pods that report the address; empty when they could not be read. */
    Optional<List<Pod>> pods(String address) {
        if (!pods.containsKey(address)) {
            pods.put(address, second.has(address) ? ofSecond(address) : reads.read("pods", () -> running(address)));
        }
        return pods.get(address);
    }

    /** The pods with the primary address of the one that has this address, too. */
    private Optional<List<Pod>> ofSecond(String address) {
        Stream<Pod> read = pods.values().stream().flatMap(Optional::stream).flatMap(List::stream);
        return second.primary(address, read).flatMap(this::pods).map(found -> found.stream()
                .filter(pod -> addresses(pod).contains(address))
                .toList());
    }

    /** The Service with the cluster IP; empty when there is no such Service, or the address is known to be a pod's. */
    Optional<Service> service(String address) {
        boolean ofPod = pods.getOrDefault(address, Optional.empty())
                .filter(found -> !found.isEmpty())
                .isPresent();
        if (ofPod) {
            return Optional.empty();
        }
        if (!services.containsKey(address)) {
            services.put(
                    address,
                    (second.has(address) ? ofSecondService(address) : Optional.<Service>empty())
                            .or(() -> selected.clusterIp(address)));
        }
        return services.get(address);
    }

    private Optional<Service> ofSecondService(String address) {
        return services.values().stream()
                .flatMap(Optional::stream)
                .filter(service -> Services.addresses(service).contains(address))
                .findFirst()
                .or(() -> second.service(address));
    }

    private List<Pod> running(String address) {
        return client
                .pods()
                .inAnyNamespace()
                .withField("status.podIP", address)
                .withField("status.phase", "Running")
                .list(few())
                .getItems()
                .stream()
                .filter(pod -> addresses(pod).contains(address))
                .toList();
    }

    /** More objects with one address leave it uncertain whose it is. A watch cache may give more. */
    private static ListOptions few() {
        return new ListOptionsBuilder().withLimit(2L).withResourceVersion("0").build();
    }

    /** All addresses that a pod reports. */
    static Set<String> addresses(Pod pod) {
        Optional<PodStatus> status = Optional.ofNullable(pod.getStatus());
        return Stream.concat(
                        status.map(PodStatus::getPodIP).stream(),
                        status.map(PodStatus::getPodIPs).orElse(List.of()).stream()
                                .map(PodIP::getIp))
                .collect(Collectors.toSet());
    }
}
