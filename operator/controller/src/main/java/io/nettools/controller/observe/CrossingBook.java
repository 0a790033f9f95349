package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.analyser.report.Finding.About;
import io.nettools.planner.cluster.Addresses;
import io.nettools.planner.cluster.Crossing;
import io.nettools.planner.cluster.Policed;
import io.nettools.planner.cluster.Right;
import io.nettools.planner.cluster.ServiceFacts;
import io.nettools.planner.cluster.ServiceRef;
import io.nettools.planner.policy.FirstPacket;
import io.nettools.planner.policy.Party;
import io.nettools.planner.policy.PolicySet;
import io.nettools.planner.policy.Transport;
import io.nettools.planner.trace.Trace;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out which policies may act on the crossings that one trace asks about: the pods at both ends by their addresses,
 * the labels of their namespaces, and the policies there and of the whole cluster. What is read for one crossing serves
 * the others.
 */
final class CrossingBook {
    /** Endpoints of one Service: the pod of each is read. */
    private static final int ENDPOINTS = 4;

    /** Kinds of policies of the whole cluster. */
    private static final int ADMIN_KINDS = 3;

    private final KubernetesClient client;
    private final Reads reads;
    private final Trace trace;
    private final Predicate<Right> rights;
    private final Map<String, String> nodes;
    private final ByAddress byAddress;
    private final ServiceBook services;
    private final Predicate<String> exposed;
    private final Map<String, Optional<Namespace>> namespaces = new HashMap<>();
    private final Map<Set<String>, Optional<PolicySet>> policies = new HashMap<>();

    /**
     * A book for one trace.
     *
     * @param rights whether the author has a right
     * @param nodes by address, as far as they are known
     * @param services to look up what is behind a Service
     * @param exposed whether an end is a Service at a port of a node, or at a load balancer's address
     */
    CrossingBook(
            KubernetesClient client,
            Reads reads,
            Trace trace,
            Predicate<Right> rights,
            Map<String, String> nodes,
            ByAddress byAddress,
            ServiceBook services,
            Predicate<String> exposed) {
        this.client = client;
        this.reads = reads;
        this.trace = trace;
        this.rights = rights;
        this.nodes = nodes;
        this.byAddress = byAddress;
        this.services = services;
        this.exposed = exposed;
    }

    /** Where packets arrive. */
    private record Destination(String address, int port) {}

    /** What is known of a crossing; empty when its ends or the policies are not known. */
    Optional<Policed> policed(Crossing crossing) {
        List<FirstPacket> packets = packets(crossing.about());
        boolean known = packets.stream()
                .flatMap(packet -> Stream.of(packet.from(), packet.to()))
                .noneMatch(Party.Unidentified.class::isInstance);
        if (packets.isEmpty() || !known) {
            return Optional.empty();
        }
        Set<String> asked = packets.stream().flatMap(CrossingBook::namespaces).collect(Collectors.toSet());
        return policies.computeIfAbsent(asked, this::policies).map(set -> new Policed(packets, set, readable(asked)));
    }

    private Optional<PolicySet> policies(Set<String> asked) {
        return reads.read("policies", asked.size() + ADMIN_KINDS, () -> new PolicyReader(client).read(asked));
    }

    private Set<String> readable(Set<String> asked) {
        return asked.stream()
                .filter(name -> !name.equals(trace.identity().namespace()))
                .filter(name -> rights.test(new Right("pods", name)) && rights.test(new Right("networkpolicies", name)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> namespaces(FirstPacket packet) {
        return Stream.of(packet.from(), packet.to())
                .flatMap(party -> party instanceof Party.Pod pod
                        ? Stream.of(pod.namespace().name())
                        : Stream.empty());
    }

    private List<FirstPacket> packets(About about) {
        // a node that sends these to a pod replaces the client's address by its own (externalTrafficPolicy)
        Optional<String> source = exposed.test(about.server()) ? Optional.empty() : Addresses.of(about.client());
        return source.map(from ->
                        destinations(about).map(to -> packet(about, from, to)).toList())
                .orElse(List.of());
    }

    private FirstPacket packet(About about, String source, Destination to) {
        int asked = Addresses.port(about.server());
        return new FirstPacket(
                party(source),
                source,
                party(to.address()),
                to.address(),
                transport(about.protocol()),
                to.port(),
                asked == to.port() ? 0 : asked);
    }

    /** Where the packets go: to one address, or to any endpoint of a Service. */
    private Stream<Destination> destinations(About about) {
        String end = about.backend().isEmpty() ? about.server() : about.backend();
        Optional<Destination> direct = Addresses.of(end).map(address -> new Destination(address, Addresses.port(end)));
        return direct.stream()
                .flatMap(to -> about.backend().isEmpty() && party(to.address()) instanceof Party.Unidentified
                        ? endpoints(to, about.protocol())
                        : Stream.of(to));
    }

    /** The endpoints behind the port of a Service; none when they are too many to look at each. */
    private Stream<Destination> endpoints(Destination service, String protocol) {
        List<Destination> all = services.answer(new ServiceRef.At(service.address())).stream()
                .flatMap(answer -> answer.service().stream())
                .filter(facts -> facts.behind().complete())
                .flatMap(facts -> facts.spec().ports().stream()
                        .filter(port -> port.number() == service.port()
                                && port.protocol().equalsIgnoreCase(protocol))
                        .flatMap(port -> behind(facts, port)))
                .filter(to -> Addresses.sameFamily(to.address(), service.address()))
                .distinct()
                .toList();
        return all.size() <= ENDPOINTS ? all.stream() : Stream.of();
    }

    private static Stream<Destination> behind(ServiceFacts facts, ServiceFacts.Port port) {
        return facts.behind().endpoints().stream()
                .filter(endpoint -> endpoint.serving() && endpoint.ports().containsKey(port.name()))
                .flatMap(endpoint -> endpoint.addresses().stream()
                        .map(address ->
                                new Destination(address, endpoint.ports().get(port.name()))));
    }

    private static Transport transport(String protocol) {
        return Arrays.stream(Transport.values())
                .filter(one -> one.name().equals(protocol.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(Transport.Other);
    }

    private Party party(String address) {
        return nodes.containsKey(address)
                ? node(nodes.get(address), address)
                : byAddress.pods(address).map(pods -> party(pods, address)).orElse(new Party.Unidentified());
    }

    /** Several pods with one address leave it uncertain which one is meant, unless it is that of their node. */
    private Party party(List<Pod> pods, String address) {
        if (pods.isEmpty()) {
            return Addresses.mustBeOutside(address, podIPs()) ? new Party.Outside() : new Party.Unidentified();
        }
        Pod pod = pods.getFirst();
        if (Boolean.TRUE.equals(pod.getSpec().getHostNetwork())) {
            return node(pod.getSpec().getNodeName(), address);
        }
        return pods.size() == 1 && !cameLater(pod) ? pod(pod) : new Party.Unidentified();
    }

    private List<String> podIPs() {
        return trace.status().targets().stream()
                .flatMap(target -> target.podIPs().stream())
                .toList();
    }

    /** Whether the pod started when the capture was over: the address was another's then. */
    private boolean cameLater(Pod pod) {
        Optional<Instant> over =
                trace.status().startTime().map(began -> began.plus(trace.spec().duration()));
        return Optional.ofNullable(pod.getStatus().getStartTime())
                .map(Instant::parse)
                .flatMap(started -> over.map(started::isAfter))
                .orElse(false);
    }

    private static Party node(String name, String address) {
        return new Party.Node(name == null ? "" : name, Optional.empty(), List.of(address));
    }

    private Party pod(Pod pod) {
        return Parties.of(pod, namespace(pod.getMetadata().getNamespace()), Optional.empty());
    }

    private Optional<Namespace> namespace(String name) {
        return namespaces.computeIfAbsent(
                name, asked -> reads.read("namespaces", () -> Named.read(client.namespaces(), asked))
                        .flatMap(found -> found));
    }
}
