package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.controller.observe.SelectedServices.Found;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Services that clients reach by other addresses than cluster IPs: by a port of each node, an address of a load balancer,
 * or one of {@code externalIPs}. The API server selects by none of these, so that they are read at most once for a
 * trace: the first 500 of type NodePort or LoadBalancer, and the first 100 of the trace's namespace.
 */
final class ExposedServices {
    private static final long OF_NAMESPACE = 100;

    private final KubernetesClient client;
    private final Reads reads;
    private final SelectedServices selected;
    private final String namespace;
    private Optional<Found> all = Optional.empty();
    private Optional<Found> own = Optional.empty();

    /**
     * The Services of a cluster.
     *
     * @param namespace of the trace
     */
    ExposedServices(KubernetesClient client, Reads reads, SelectedServices selected, String namespace) {
        this.client = client;
        this.reads = reads;
        this.selected = selected;
        this.namespace = namespace;
    }

    /** The Service at a port of the nodes. TCP and UDP have ports of their own: two Services with one number are no answer. */
    Optional<Service> atNode(int port) {
        return only(service ->
                Services.ports(service).anyMatch(one -> one.getNodePort() != null && one.getNodePort() == port));
    }

    /** The Service at a port of an address that may be a load balancer's. Several may share the address. */
    Optional<Service> at(String address, int port) {
        return only(service -> Services.externalAddresses(service).anyMatch(address::equals)
                && Services.ports(service).map(ServicePort::getPort).anyMatch(one -> one == port));
    }

    /** Whether it is certain that no Service is reached by this address. */
    boolean noneHas(String address) {
        return all().complete()
                && own().complete()
                && everywhere().flatMap(Services::externalAddresses).noneMatch(address::equals);
    }

    private Optional<Service> only(Predicate<Service> which) {
        List<Service> found = all().services().stream().filter(which).toList();
        if (found.isEmpty()) {
            found = own().services().stream().filter(which).toList();
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private Stream<Service> everywhere() {
        return Stream.concat(all().services().stream(), own().services().stream());
    }

    private Found all() {
        if (all.isEmpty()) {
            all = Optional.of(selected.exposed());
        }
        return all.get();
    }

    private Found own() {
        if (own.isEmpty()) {
            own = reads.read(
                            "services of the namespace",
                            () -> Found.of(client.services()
                                    .inNamespace(namespace)
                                    .list(new ListOptionsBuilder()
                                            .withLimit(OF_NAMESPACE)
                                            .build())))
                    .or(() -> Optional.of(Found.NOTHING));
        }
        return own.get();
    }
}
