package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Pod;
import io.nettools.planner.policy.Party;
import io.nettools.planner.policy.Party.NamedPort;
import io.nettools.planner.policy.Transport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Pods and nodes as policies see them. */
public final class Parties {
    private Parties() {}

    /**
     * A pod.
     *
     * @param namespace of the pod; absent if it could not be read
     * @param node of the pod; absent if it could not be read
     */
    public static Party.Pod of(Pod pod, Optional<Namespace> namespace, Optional<Node> node) {
        return new Party.Pod(
                pod.getMetadata().getName(),
                new Party.Namespace(
                        pod.getMetadata().getNamespace(),
                        namespace.map(known -> labels(known.getMetadata().getLabels()))),
                labels(pod.getMetadata().getLabels()),
                Boolean.TRUE.equals(pod.getSpec().getHostNetwork()),
                node.map(Parties::of)
                        .orElseGet(() -> new Party.Node(
                                Optional.ofNullable(pod.getSpec().getNodeName()).orElse(""),
                                Optional.empty(),
                                List.of())),
                Stream.concat(
                                ports(pod.getSpec().getContainers(), all -> true, false),
                                ports(pod.getSpec().getInitContainers(), Parties::keepsRunning, true))
                        .toList());
    }

    /** A node, by all addresses of its status. */
    public static Party.Node of(Node node) {
        return new Party.Node(
                node.getMetadata().getName(),
                Optional.of(labels(node.getMetadata().getLabels())),
                Stream.ofNullable(node.getStatus())
                        .flatMap(status -> Stream.ofNullable(status.getAddresses()))
                        .flatMap(List::stream)
                        .map(NodeAddress::getAddress)
                        .toList());
    }

    private static Map<String, String> labels(Map<String, String> labels) {
        return Optional.ofNullable(labels).orElse(Map.of());
    }

    private static boolean keepsRunning(Container container) {
        return "Always".equals(container.getRestartPolicy());
    }

    private static Stream<NamedPort> ports(List<Container> containers, Predicate<Container> which, boolean sidecar) {
        return Stream.ofNullable(containers)
                .flatMap(List::stream)
                .filter(which)
                .flatMap(container -> Stream.ofNullable(container.getPorts()).flatMap(List::stream))
                .filter(port -> port.getName() != null && port.getContainerPort() != null)
                .map(port -> new NamedPort(port.getName(), transport(port), port.getContainerPort(), sidecar));
    }

    private static Transport transport(ContainerPort port) {
        String protocol = Optional.ofNullable(port.getProtocol()).orElse("TCP");
        return Stream.of(Transport.TCP, Transport.UDP, Transport.SCTP)
                .filter(one -> one.name().equals(protocol))
                .findFirst()
                .orElse(Transport.Other);
    }
}
