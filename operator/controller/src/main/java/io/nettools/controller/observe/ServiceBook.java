package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.planner.cluster.Owner;
import io.nettools.planner.cluster.Right;
import io.nettools.planner.cluster.ServiceAnswer;
import io.nettools.planner.cluster.ServiceFacts;
import io.nettools.planner.cluster.ServiceFacts.Behind;
import io.nettools.planner.cluster.ServiceFacts.Endpoint;
import io.nettools.planner.cluster.ServiceFacts.Selected;
import io.nettools.planner.cluster.ServiceRef;
import io.nettools.planner.trace.Candidate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads the Services that one trace asks about: the Service, its EndpointSlices, and, if no endpoint serves, the pods of
 * its selector. A name that is not found is looked for in all namespaces. What the author may not read is not answered.
 */
final class ServiceBook {
    /** EndpointSlices of one Service, with 100 endpoints each; of a larger one nothing is concluded. */
    private static final long SLICES = 8;

    /** Services of one name in all namespaces. */
    private static final long ALIKE = 20;

    /** Other namespaces that are shown. Each costs a review of the author's right. */
    private static final int SHOWN = 4;

    private final KubernetesClient client;
    private final Reads reads;
    private final String namespace;
    private final Predicate<Right> rights;
    private final Function<String, Optional<Service>> byEnd;
    private final Map<Owner.ClusterIp, Optional<ServiceFacts>> known = new HashMap<>();

    /**
     * A book for one trace.
     *
     * @param namespace of the trace
     * @param rights whether the author has a right
     * @param byEnd the Service that clients reach at an end, if there is one
     */
    ServiceBook(
            KubernetesClient client,
            Reads reads,
            String namespace,
            Predicate<Right> rights,
            Function<String, Optional<Service>> byEnd) {
        this.client = client;
        this.reads = reads;
        this.namespace = namespace;
        this.rights = rights;
        this.byEnd = byEnd;
    }

    /** What is known of a Service; empty when that could not be found out. */
    Optional<ServiceAnswer> answer(ServiceRef asked) {
        return switch (asked) {
            case ServiceRef.At(var end) -> byEnd.apply(end).flatMap(this::facts).map(ServiceAnswer::of);
            case ServiceRef.Called called -> called(called);
        };
    }

    private Optional<ServiceAnswer> called(ServiceRef.Called called) {
        if (!visible(new Owner.ClusterIp(called.namespace(), called.name()))) {
            return Optional.empty();
        }
        return reads.read("service", () -> Named.in(called.namespace(), client.services(), called.name()))
                .flatMap(found -> found.isPresent()
                        ? facts(found.get()).map(ServiceAnswer::of)
                        : Optional.of(new ServiceAnswer(Optional.empty(), elsewhere(called.name()))));
    }

    private List<String> elsewhere(String name) {
        return reads.read("services by name", () -> alike(name)).orElse(List.of()).stream()
                .limit(SHOWN)
                .filter(there -> visible(new Owner.ClusterIp(there, name)))
                .toList();
    }

    private List<String> alike(String name) {
        ListOptions options = new ListOptionsBuilder()
                .withLimit(ALIKE)
                .withResourceVersion("0")
                .build();
        return client.services().inAnyNamespace().withField("metadata.name", name).list(options).getItems().stream()
                .filter(service -> name.equals(service.getMetadata().getName()))
                .map(service -> service.getMetadata().getNamespace())
                .sorted()
                .toList();
    }

    private boolean visible(Owner.ClusterIp service) {
        return Right.toSee(service, namespace, Set.of())
                .filter(right -> !rights.test(right))
                .isEmpty();
    }

    private Optional<ServiceFacts> facts(Service service) {
        Owner.ClusterIp owner = new Owner.ClusterIp(
                service.getMetadata().getNamespace(), service.getMetadata().getName());
        return visible(owner) ? known.computeIfAbsent(owner, one -> facts(owner, service)) : Optional.empty();
    }

    private Optional<ServiceFacts> facts(Owner.ClusterIp owner, Service service) {
        boolean readable = owner.namespace().equals(namespace) || rights.test(new Right("pods", owner.namespace()));
        Optional<Behind> slices = reads.read("slices", () -> slices(owner));
        return slices.flatMap(behind -> behind.endpoints().stream().anyMatch(Endpoint::serving) || !readable
                        ? slices
                        : reads.read("selected pods", () -> selected(service))
                                .map(pods -> new Behind(behind.endpoints(), pods, behind.complete())))
                .map(behind -> new ServiceFacts(owner, Services.spec(service), behind, readable));
    }

    private Behind slices(Owner.ClusterIp service) {
        var page = client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(service.namespace())
                .withLabel("kubernetes.io/service-name", service.name())
                .list(new ListOptionsBuilder().withLimit(SLICES).build());
        String more = page.getMetadata() == null ? null : page.getMetadata().getContinue();
        List<Endpoint> endpoints =
                page.getItems().stream().flatMap(Services::endpoints).toList();
        return new Behind(endpoints, List.of(), more == null || more.isEmpty());
    }

    private List<Selected> selected(Service service) {
        Map<String, String> selector = service.getSpec().getSelector();
        if (selector == null || selector.isEmpty()) {
            return List.of();
        }
        return client
                .pods()
                .inNamespace(service.getMetadata().getNamespace())
                .withLabels(selector)
                .list(new ListOptionsBuilder()
                        .withLimit((long) ServiceFacts.PODS)
                        .build())
                .getItems()
                .stream()
                .limit(ServiceFacts.PODS)
                .map(ServiceBook::selected)
                .toList();
    }

    private static Selected selected(Pod pod) {
        Candidate candidate = Candidates.of(pod);
        String state = candidate.deleting()
                ? "being deleted"
                : !candidate.waiting().isEmpty()
                        ? candidate.waiting()
                        : candidate.phase().equals("Running") ? "" : candidate.phase();
        return new Selected(candidate.name(), state, Services.ready(pod));
    }
}
