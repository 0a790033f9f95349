package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.IPAddress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.planner.cluster.Addresses;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects by an address of the cluster's second family, by which the API server does not select them. A Service has an
 * IPAddress object for each cluster IP (Kubernetes 1.33). A pod is one that was read for another address, or is among
 * the first pods of the trace's namespace.
 */
final class SecondFamily {
    /** Pods of the trace's namespace: one request for a trace, of at most 100 pods. */
    private static final long FIRST = 100;

    private final KubernetesClient client;
    private final Reads reads;
    private final String namespace;

    /** Addresses of a pod of two families, the primary one first; empty when no pod is known to have two. */
    private final List<String> families;

    private Optional<List<Pod>> own = Optional.empty();

    /**
     * The second family of a cluster.
     *
     * @param namespace of the trace
     * @param traced addresses of each traced pod, the primary one first
     */
    SecondFamily(KubernetesClient client, Reads reads, String namespace, Collection<List<String>> traced) {
        this.client = client;
        this.reads = reads;
        this.namespace = namespace;
        this.families = traced.stream()
                .filter(addresses ->
                        addresses.size() > 1 && !Addresses.sameFamily(addresses.getFirst(), addresses.getLast()))
                .findFirst()
                .orElse(List.of());
    }

    boolean has(String address) {
        return !families.isEmpty() && !Addresses.sameFamily(families.getFirst(), address);
    }

    /**
     * The primary address of the pod that reports this address; empty when such a pod is not known.
     *
     * @param read pods that were read for other addresses
     */
    Optional<String> primary(String address, Stream<Pod> read) {
        return primary(read, address).or(() -> primary(own().stream(), address));
    }

    /** The Service with this cluster IP; empty when it is not known. */
    Optional<Service> service(String address) {
        return reads.read("ipaddresses", () -> Named.after(address, client.resources(IPAddress.class)))
                .flatMap(found -> found)
                .filter(found -> found.getSpec() != null)
                .flatMap(found -> Optional.ofNullable(found.getSpec().getParentRef()))
                .filter(parent -> "services".equals(parent.getResource())
                        && parent.getNamespace() != null
                        && parent.getName() != null)
                .flatMap(parent -> reads.read(
                        "service", () -> Named.in(parent.getNamespace(), client.services(), parent.getName())))
                .flatMap(found -> found)
                .filter(service -> Services.addresses(service).contains(address));
    }

    private List<Pod> own() {
        if (own.isEmpty()) {
            own = reads.read("pods of the namespace", () -> client.pods()
                            .inNamespace(namespace)
                            .withField("status.phase", "Running")
                            .list(new ListOptionsBuilder().withLimit(FIRST).build())
                            .getItems())
                    .or(() -> Optional.of(List.of()));
        }
        return own.get();
    }

    private static Optional<String> primary(Stream<Pod> pods, String address) {
        return pods.filter(pod -> ByAddress.addresses(pod).contains(address))
                .map(pod -> pod.getStatus().getPodIP())
                .filter(primary -> primary != null && !primary.equals(address))
                .findFirst();
    }
}
