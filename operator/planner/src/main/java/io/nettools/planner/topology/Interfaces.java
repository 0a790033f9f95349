package io.nettools.planner.topology;

import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Topology.Device;
import io.nettools.analyser.report.Topology.Hop;
import io.nettools.analyser.report.Topology.Link;
import io.nettools.analyser.report.Topology.Place;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pod's interfaces.
 *
 * @param own those on its path, the one next to the node first
 * @param others of a pod with several networks
 */
record Interfaces(List<Link> own, List<Link> others) {
    /**
     * The interfaces. The pod's own are those on the path; if the path has none of them, it is the interface whose
     * other end is on the path, or else the first.
     */
    static Interfaces of(Topology topology) {
        List<Link> named = topology.way().stream()
                .filter(hop -> hop.place() == Place.Pod)
                .map(hop -> link(topology, hop))
                .toList()
                .reversed();
        List<Link> own = named.isEmpty() ? connected(topology).stream().limit(1).toList() : named;
        return new Interfaces(
                own,
                topology.links().stream().filter(link -> !own.contains(link)).toList());
    }

    private static Link link(Topology topology, Hop hop) {
        return topology.links().stream()
                .filter(link -> Objects.equals(link.name(), hop.device()))
                .findFirst()
                .orElse(new Link(hop.device(), 0, hop.kind(), 0, Optional.empty()));
    }

    private static List<Link> connected(Topology topology) {
        Stream<Link> onTheWay = topology.links().stream().filter(link -> link.peer().stream()
                .anyMatch(peer -> topology.way().stream().anyMatch(hop -> Objects.equals(hop.device(), peer.name()))));
        return Stream.concat(onTheWay, topology.links().stream()).toList();
    }

    /** The device where the path enters the node. */
    Optional<Device> peer() {
        return own.stream().flatMap(link -> link.peer().stream()).findFirst();
    }

    /** The link between node and pod, e.g. {@code veth pair}. */
    String crossing() {
        String kind = own.isEmpty() ? "" : Words.plain(own.getFirst().kind());
        return switch (kind) {
            case "veth", "netkit" -> kind + " pair";
            case "physical" -> "card moved into the pod";
            default -> kind;
        };
    }
}
