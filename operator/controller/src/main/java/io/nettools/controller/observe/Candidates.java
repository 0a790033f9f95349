package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodOS;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.nettools.analyser.order.TargetPod;
import io.nettools.planner.trace.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A pod or node that may be traced, as the planner sees it. */
final class Candidates {
    /** A container's ID with its runtime, such as "containerd://ID": all runtimes make IDs of 256 bits. */
    private static final Pattern CONTAINER = Pattern.compile("[a-z0-9.+-]+://([0-9a-f]{64})");

    /** Addresses that are kept: a cloud's node may have dozens of interfaces. */
    private static final long ADDRESSES = 4;

    private Candidates() {}

    static Candidate of(Pod pod) {
        Optional<PodStatus> status = Optional.ofNullable(pod.getStatus());
        List<ContainerStatus> running = running(status);
        TargetPod identity = new TargetPod(
                pod.getMetadata().getUid(),
                MirrorPod.hash(pod),
                running.stream().map(Candidates::id).toList(),
                running.stream().map(ContainerStatus::getName).toList(),
                status.map(PodStatus::getPodIPs).orElse(List.of()).stream()
                        .map(PodIP::getIp)
                        .toList());
        return new Candidate(
                pod.getMetadata().getName(),
                Optional.ofNullable(pod.getSpec().getNodeName()).orElse(""),
                status.map(PodStatus::getPhase).orElse("Unknown"),
                waiting(status),
                pod.isMarkedForDeletion(),
                Boolean.TRUE.equals(pod.getSpec().getHostNetwork()),
                Optional.ofNullable(pod.getSpec().getOs()).map(PodOS::getName).orElse(""),
                identity,
                PrimaryNetwork.addresses(TracePods.annotations(pod)));
    }

    static Candidate of(Node node) {
        Optional<NodeStatus> status = Optional.ofNullable(node.getStatus());
        return Candidate.ofNode(
                node.getMetadata().getName(),
                node.getMetadata().getUid(),
                status.map(NodeStatus::getConditions).orElse(List.of()).stream()
                        .anyMatch(condition ->
                                condition.getType().equals("Ready") && "True".equals(condition.getStatus())),
                node.isMarkedForDeletion(),
                status.flatMap(said -> Optional.ofNullable(said.getNodeInfo()))
                        .map(NodeSystemInfo::getOperatingSystem)
                        .orElse(""),
                status.map(NodeStatus::getAddresses).orElse(List.of()).stream()
                        .filter(address -> address.getType().equals("InternalIP"))
                        .map(NodeAddress::getAddress)
                        .limit(ADDRESSES)
                        .toList());
    }

    private static List<ContainerStatus> running(Optional<PodStatus> status) {
        return containers(status)
                .filter(container ->
                        container.getState() != null && container.getState().getRunning() != null)
                .filter(container -> !id(container).isEmpty())
                .toList();
    }

    /** The ID without the runtime's scheme; empty if it is malformed. */
    private static String id(ContainerStatus container) {
        Matcher id = CONTAINER.matcher(
                Optional.ofNullable(container.getContainerID()).orElse(""));
        return id.matches() ? id.group(1) : "";
    }

    private static Stream<ContainerStatus> containers(Optional<PodStatus> status) {
        return status.map(PodStatus::getContainerStatuses).orElse(List.of()).stream();
    }

    private static String waiting(Optional<PodStatus> status) {
        return containers(status)
                .flatMap(container -> Optional.ofNullable(container.getState()).stream())
                .flatMap(state -> Optional.ofNullable(state.getWaiting()).stream())
                .flatMap(wait -> Optional.ofNullable(wait.getReason()).stream())
                .findFirst()
                .map(Untrusted::text)
                .orElse("");
    }
}
