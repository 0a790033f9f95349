package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.analyser.report.Finding.About;
import io.nettools.planner.cluster.Addresses;
import io.nettools.planner.cluster.Crossing;
import io.nettools.planner.cluster.Policed;
import io.nettools.planner.cluster.Right;
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
    private static final ListOptions FEW =
            new ListOptionsBuilder().withLimit(2L).withResourceVersion("0").build();

    /** Kinds of policies of the whole cluster. */
    private static final int ADMIN_KINDS = 3;

    private final KubernetesClient client;
    private final Reads reads;
    private final Trace trace;
    private final Predicate<Right> rights;
    private final Map<String, String> nodes;
    private final Map<String, Party> parties = new HashMap<>();
    private final Map<String, Optional<Namespace>> namespaces = new HashMap<>();
    private final Map<Set<String>, Optional<PolicySet>> policies = new HashMap<>();

    /**
     * A book for one trace.
     *
     * @param rights whether the author has a right
     * @param nodes by address, as far as they are known
     */
    CrossingBook(
            KubernetesClient client, Reads reads, Trace trace, Predicate<Right> rights, Map<String, String> nodes) {
        this.client = client;
        this.reads = reads;
        this.trace = trace;
        this.rights = rights;
        this.nodes = nodes;
    }

    /** What is known of a crossing; empty when its ends or the policies are not known. */
    Optional<Policed> policed(Crossing crossing) {
        return packet(crossing.about()).flatMap(packet -> {
            Set<String> asked = namespaces(packet).collect(Collectors.toSet());
            return policies.computeIfAbsent(asked, this::policies)
                    .map(known -> new Policed(packet, known, readable(asked)));
        });
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

    private Optional<FirstPacket> packet(About about) {
        String end = about.backend().isEmpty() ? about.server() : about.backend();
        Optional<String> source = Addresses.of(about.client());
        Optional<String> destination = Addresses.of(end);
        if (source.isEmpty() || destination.isEmpty()) {
            return Optional.empty();
        }
        FirstPacket packet = new FirstPacket(
                party(source.get()),
                source.get(),
                party(destination.get()),
                destination.get(),
                transport(about.protocol()),
                Addresses.port(end),
                about.backend().isEmpty() ? 0 : Addresses.port(about.server()));
        return Stream.of(packet.from(), packet.to()).anyMatch(Party.Unidentified.class::isInstance)
                ? Optional.empty()
                : Optional.of(packet);
    }

    private static Transport transport(String protocol) {
        return Arrays.stream(Transport.values())
                .filter(one -> one.name().equals(protocol.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(Transport.Other);
    }

    private Party party(String address) {
        return parties.computeIfAbsent(
                address,
                asked -> nodes.containsKey(asked)
                        ? node(nodes.get(asked), asked)
                        : reads.read("pods", () -> pods(asked))
                                .map(pods -> party(pods, asked))
                                .orElse(new Party.Unidentified()));
    }

    private List<Pod> pods(String address) {
        return client.pods()
                .inAnyNamespace()
                .withField("status.podIP", address)
                .withField("status.phase", "Running")
                .list(FEW)
                .getItems();
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
