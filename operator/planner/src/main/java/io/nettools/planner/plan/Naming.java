package io.nettools.planner.plan;

import io.nettools.planner.cluster.Addresses;
import io.nettools.planner.cluster.ClusterFacts;
import io.nettools.planner.cluster.Names;
import io.nettools.planner.cluster.Owner;
import io.nettools.planner.socket.MeshProxy;
import io.nettools.planner.status.ConversationAnswer;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.TracePod;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Names the addresses in the answers of a turn. */
final class Naming {
    /** Ends on lo that a proxy in the pod has: for what leaves the pod, and of what it asks the pod's programs. */
    private static final List<String> OF_PROXY = List.of("127.0.0.1:15001", "[::1]:15001", "127.0.0.6", "::6");

    private Naming() {}

    /** These targets; those that end in this turn with the names of the ends of their conversations. */
    static List<TargetStatus> named(Observed observed, List<TargetStatus> next) {
        List<TargetStatus> ended = Inquiry.ended(observed, next);
        if (ended.isEmpty()) {
            return next;
        }
        Names names = names(observed, next);
        return next.stream()
                .map(target -> ended.contains(target) ? target.named(names) : target)
                .toList();
    }

    /**
     * The names that are known in this turn: the traced pods and their Service, what the cluster answered, and what
     * earlier answers of the trace show.
     */
    static Names names(Observed observed, List<TargetStatus> targets) {
        String namespace = observed.trace().identity().namespace();
        Names all = Names.of(owners(observed, targets), namespace).or(recorded(targets));
        return ofMesh(observed, targets, all).or(all);
    }

    /** The proxies of a service mesh with which the targets speak, on lo and at the mesh's port of other pods. */
    private static Names ofMesh(Observed observed, List<TargetStatus> targets, Names others) {
        Map<String, String> texts = new HashMap<>();
        targets.forEach(target -> observed.podOf(target.uid())
                .flatMap(TracePod::capture)
                .flatMap(capture -> capture.watched().listeners())
                .flatMap(MeshProxy::in)
                .ifPresent(proxy -> {
                    OF_PROXY.forEach(end -> texts.put(end, proxy.text()));
                    target.flows().stream()
                            .map(ConversationAnswer::server)
                            .filter(end -> Addresses.port(end) == MeshProxy.HBONE)
                            .forEach(end -> texts.put(end, atPod(others.of(address(end)))));
                }));
        return new Names(texts);
    }

    private static String atPod(String name) {
        return name.isEmpty() ? MeshProxy.Ambient.text() : "ztunnel at " + name;
    }

    /** The owners of addresses that are known in this turn. */
    static Map<String, Owner> owners(Observed observed, List<TargetStatus> targets) {
        String namespace = observed.trace().identity().namespace();
        Map<String, Owner> owners = new HashMap<>();
        observed.cluster().map(ClusterFacts::owners).orElse(Map.of()).forEach((address, owner) -> {
            if (!cameLater(owner, captured(observed))) {
                owners.put(address, owner);
            }
        });
        targets.forEach(target -> target.podIPs().forEach(address -> owners.put(address, owner(namespace, target))));
        observed.trace().spec().peerService().ifPresent(name -> targets.stream()
                .flatMap(target -> target.reachedBy().stream())
                .forEach(address -> owners.put(address, new Owner.ClusterIp(namespace, name))));
        return owners;
    }

    private static Owner owner(String namespace, TargetStatus target) {
        return target.wholeNode()
                ? new Owner.Node(target.node())
                : new Owner.Pod(namespace, target.pod(), target.node(), Optional.empty());
    }

    /** A pod that started after the capture did not have its address then. */
    private static boolean cameLater(Owner owner, Instant captured) {
        return owner instanceof Owner.Pod pod
                && pod.started().filter(at -> at.isAfter(captured)).isPresent();
    }

    /** When the last capture that has reported ended. */
    private static Instant captured(Observed observed) {
        return observed.pods().stream()
                .map(TracePod::capture)
                .flatMap(Optional::stream)
                .map(capture -> Instant.ofEpochMilli(capture.ended().endedMillis()))
                .max(Instant::compareTo)
                .orElse(observed.now());
    }

    /**
     * The names that the conversations of targets have already, which ended in an earlier turn. That of a server may be only
     * the end's, as a Service's at a port of a node.
     */
    private static Names recorded(List<TargetStatus> targets) {
        Map<String, String> texts = new HashMap<>();
        targets.stream()
                .flatMap(target -> Stream.concat(
                        target.flows().stream()
                                .flatMap(flow -> Stream.of(
                                        Map.entry(address(flow.client()), flow.clientName()),
                                        Map.entry(flow.server(), flow.serverName()))),
                        target.passages().stream()
                                .flatMap(way -> Stream.of(
                                        Map.entry(way.remote(), way.remoteName()),
                                        Map.entry(way.translated(), way.translatedName())))))
                .filter(end -> !end.getValue().isEmpty() && !end.getKey().isEmpty())
                .forEach(end -> texts.put(end.getKey(), end.getValue()));
        return new Names(texts);
    }

    private static String address(String end) {
        return Addresses.of(end).orElse("");
    }
}
