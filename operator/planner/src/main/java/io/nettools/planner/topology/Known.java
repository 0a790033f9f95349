package io.nettools.planner.topology;

import io.nettools.analyser.report.Topology;
import java.util.Objects;
import java.util.Optional;

/** Describes devices by their names, from the facts. */
record Known(Topology topology) {
    /** Describes the other end of one of the pod's interfaces. */
    Optional<String> peer(String name) {
        return topology.links().stream()
                .flatMap(link -> link.peer().stream())
                .filter(peer -> Objects.equals(peer.name(), name))
                .map(Words::of)
                .findFirst();
    }

    Optional<String> tunnel(String name) {
        return topology.tunnels().stream()
                .filter(one -> Objects.equals(one.name(), name))
                .map(Words::of)
                .findFirst();
    }
}
