package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Services by a field. Before Kubernetes 1.31 the API server selects them by their names only, and refuses the request:
 * then they are looked for in the first 500 of the cluster, which are read once for a trace.
 */
final class SelectedServices {
    private static final long FIRST = 500;
    private static final Set<String> INSIDE = Set.of("ClusterIP", "ExternalName");

    private final KubernetesClient client;
    private final Reads reads;

    /** The first Services of the cluster; empty while the API server has not refused to select. */
    private Optional<Found> first = Optional.empty();

    SelectedServices(KubernetesClient client, Reads reads) {
        this.client = client;
        this.reads = reads;
    }

    /**
     * What a request has found.
     *
     * @param complete whether these are all
     */
    record Found(List<Service> services, boolean complete) {
        static final Found NOTHING = new Found(List.of(), false);

        static Found of(ServiceList page) {
            String more = page.getMetadata() == null ? null : page.getMetadata().getContinue();
            return new Found(page.getItems(), more == null || more.isEmpty());
        }

        private Found only(Predicate<Service> which) {
            return new Found(services.stream().filter(which).toList(), complete);
        }
    }

    /** The Service with this cluster IP. The API server answers from its watch cache, which may give more. */
    Optional<Service> clusterIp(String address) {
        return select(
                        "services",
                        () -> client.services()
                                .inAnyNamespace()
                                .withField("spec.clusterIP", address)
                                .list(new ListOptionsBuilder()
                                        .withLimit(2L)
                                        .withResourceVersion("0")
                                        .build()),
                        service -> address.equals(service.getSpec().getClusterIP())
                                || Services.addresses(service).contains(address))
                .services()
                .stream()
                .findFirst();
    }

    /** Services that are reached from outside of the cluster by a port of each node, or by a load balancer. */
    Found exposed() {
        return select(
                "exposed services",
                () -> client.services()
                        .inAnyNamespace()
                        .withoutField("spec.type", "ClusterIP")
                        .withoutField("spec.type", "ExternalName")
                        .list(first()),
                service -> !INSIDE.contains(
                        Optional.ofNullable(service.getSpec().getType()).orElse("ClusterIP")));
    }

    private Found select(String kind, Supplier<ServiceList> request, Predicate<Service> match) {
        if (first.isEmpty()) {
            Optional<Optional<Found>> answered = reads.read(kind, () -> unlessRefused(request));
            if (answered.isEmpty() || answered.get().isPresent()) {
                return answered.flatMap(found -> found).orElse(Found.NOTHING).only(match);
            }
            first = reads.read(
                            "services of the cluster",
                            () -> Found.of(client.services().inAnyNamespace().list(first())))
                    .or(() -> Optional.of(Found.NOTHING));
        }
        return first.orElse(Found.NOTHING).only(match);
    }

    /** What the request has found; empty when the API server does not select by these fields. */
    private static Optional<Found> unlessRefused(Supplier<ServiceList> request) {
        try {
            return Optional.of(Found.of(request.get()));
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static ListOptions first() {
        return new ListOptionsBuilder().withLimit(FIRST).build();
    }
}
