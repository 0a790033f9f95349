package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.HostIP;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.planner.cluster.Addresses;
import io.nettools.planner.cluster.ClusterFacts;
import io.nettools.planner.cluster.Crossing;
import io.nettools.planner.cluster.Listed;
import io.nettools.planner.cluster.Owner;
import io.nettools.planner.cluster.Policed;
import io.nettools.planner.cluster.Questions;
import io.nettools.planner.cluster.Right;
import io.nettools.planner.cluster.ServiceAnswer;
import io.nettools.planner.cluster.ServiceRef;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Trace;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out who has the addresses that one trace asks about: one or two small lists for each, by a field selector, and
 * one review for each right that a name takes ({@link ByAddress}).
 *
 * <p>The API server selects by primary addresses only (status.podIP, spec.clusterIP): {@link SecondFamily} finds the
 * others. Before Kubernetes 1.31 it cannot select Services ({@link SelectedServices}).
 */
final class AddressBook {
    private static final Owner.ClusterIp API_SERVER = new Owner.ClusterIp("default", "kubernetes");

    private final KubernetesClient client;
    private final Reads reads;
    private final Trace trace;
    private final Predicate<Right> rights;

    /** Addresses of nodes, from the trace's own pods. */
    private final Map<String, String> nodes;

    private final ByAddress byAddress;
    private final ExposedServices exposed;

    /** Addresses that several pods report. */
    private final Set<String> shared = new HashSet<>();

    /** Addresses of the API server, when they were asked for. */
    private Optional<Set<String>> apiServer = Optional.empty();

    /**
     * An address book for one trace.
     *
     * @param rights whether the author has a right
     * @param own the trace's pods
     */
    AddressBook(KubernetesClient client, Reads reads, Trace trace, Predicate<Right> rights, Collection<Pod> own) {
        this.client = client;
        this.reads = reads;
        this.trace = trace;
        this.rights = rights;
        this.nodes = nodes(own);
        SecondFamily second = new SecondFamily(
                client,
                reads,
                trace.identity().namespace(),
                trace.status().targets().stream().map(TargetStatus::podIPs).toList());
        SelectedServices services = new SelectedServices(client, reads);
        this.byAddress = new ByAddress(client, reads, second, services);
        this.exposed =
                new ExposedServices(client, reads, services, trace.identity().namespace());
    }

    ClusterFacts answer(Questions questions) {
        Map<String, Owner> owners = new HashMap<>();
        questions.addresses().forEach(address -> owner(address).ifPresent(owner -> owners.put(address, shown(owner))));
        questions.servers().forEach(end -> reached(end).ifPresent(service -> owners.put(end, shown(named(service)))));
        ServiceBook book = new ServiceBook(client, reads, trace.identity().namespace(), rights, this::serviceAt);
        Map<Crossing, Policed> policed = crossings(questions.crossings(), book, owners.keySet());
        Map<ServiceRef, ServiceAnswer> services = new HashMap<>();
        questions.services().forEach(one -> book.answer(one).ifPresent(answer -> services.put(one, answer)));
        return new ClusterFacts(owners, policed, services, reads.made());
    }

    /** The Service that this end reaches by an address that is not its cluster IP: the owner of the address is not that of the end. */
    private Optional<Service> reached(String end) {
        int port = Addresses.port(end);
        return Addresses.of(end).filter(address -> port > 0).flatMap(address -> switch (owner(address)
                .orElse(new Owner.Outside())) {
            case Owner.Node node -> exposed.atNode(port);
            case Owner.Outside outside -> exposed.at(address, port);
            default -> Optional.empty();
        });
    }

    /** @param named addresses and ends that have an owner */
    private Map<Crossing, Policed> crossings(List<Crossing> asked, ServiceBook services, Set<String> named) {
        CrossingBook book = new CrossingBook(client, reads, trace, rights, nodes, byAddress, services, named::contains);
        Map<Crossing, Policed> policed = new HashMap<>();
        asked.forEach(crossing -> book.policed(crossing).ifPresent(known -> policed.put(crossing, known)));
        return policed;
    }

    /** The owner, or what stands for it when the author may not see its name. */
    private Owner shown(Owner owner) {
        Set<String> own =
                trace.status().targets().stream().map(TargetStatus::node).collect(Collectors.toSet());
        return Right.toSee(owner, trace.identity().namespace(), own)
                .filter(right -> !rights.test(right))
                .map(Right::hidden)
                .orElse(owner);
    }

    private Optional<Owner> owner(String address) {
        if (nodes.containsKey(address)) {
            return Optional.of(new Owner.Node(nodes.get(address)));
        }
        // whatever is found first saves the second request
        return podIPs().stream().anyMatch(known -> Addresses.alike(known, address))
                ? pod(address).or(() -> clusterIp(address)).or(() -> elsewhere(address))
                : clusterIp(address).or(() -> pod(address)).or(() -> elsewhere(address));
    }

    private List<String> podIPs() {
        return trace.status().targets().stream()
                .flatMap(target -> target.podIPs().stream())
                .toList();
    }

    private Optional<Owner> pod(String address) {
        List<Listed> pods = byAddress.pods(address).orElse(List.of()).stream()
                .map(AddressBook::listed)
                .toList();
        Optional<Owner> owner = Listed.owner(pods);
        if (owner.isEmpty() && !pods.isEmpty()) {
            shared.add(address);
        }
        return owner;
    }

    private Optional<Owner> clusterIp(String address) {
        return service(address).map(AddressBook::owner);
    }

    /** The Service that clients reach at this end. */
    private Optional<Service> serviceAt(String end) {
        return Addresses.of(end).flatMap(this::service).or(() -> reached(end));
    }

    /** An address of a node is that of no Service. */
    private Optional<Service> service(String address) {
        return nodes.containsKey(address) ? Optional.empty() : byAddress.service(address);
    }

    /** The API server where it is no pod, as in most clusters that somebody else runs; or what is outside. */
    private Optional<Owner> elsewhere(String address) {
        if (apiServer.isEmpty()) {
            apiServer = reads.read(
                    "endpointslices", () -> Services.endpoints(client, API_SERVER.namespace(), API_SERVER.name()));
        }
        if (apiServer.filter(addresses -> addresses.contains(address)).isPresent()) {
            return Optional.of(new Owner.ApiServer());
        }
        boolean complete = apiServer.isPresent() && reads.complete() && !shared.contains(address);
        return complete && Addresses.mustBeOutside(address, podIPs()) && exposed.noneHas(address)
                ? Optional.of(new Owner.Outside())
                : Optional.empty();
    }

    private static Owner.ClusterIp named(Service service) {
        return new Owner.ClusterIp(
                service.getMetadata().getNamespace(), service.getMetadata().getName());
    }

    private static Owner owner(Service service) {
        Owner.ClusterIp owner = named(service);
        return owner.equals(API_SERVER) ? new Owner.ApiServer() : owner;
    }

    private static Listed listed(Pod pod) {
        return new Listed(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                Optional.ofNullable(pod.getSpec().getNodeName()).orElse(""),
                Boolean.TRUE.equals(pod.getSpec().getHostNetwork()),
                pod.isMarkedForDeletion(),
                Optional.ofNullable(pod.getStatus().getStartTime()).map(Instant::parse));
    }

    private static Map<String, String> nodes(Collection<Pod> own) {
        Map<String, String> nodes = new HashMap<>();
        own.forEach(pod -> Optional.ofNullable(pod.getSpec().getNodeName())
                .ifPresent(node -> hostAddresses(pod).forEach(address -> nodes.put(address, node))));
        return nodes;
    }

    private static Stream<String> hostAddresses(Pod pod) {
        Optional<PodStatus> status = Optional.ofNullable(pod.getStatus());
        return Stream.concat(
                status.map(PodStatus::getHostIP).stream(),
                status.map(PodStatus::getHostIPs).orElse(List.of()).stream().map(HostIP::getIp));
    }
}
