package io.nettools.agent.result;

import io.nettools.analyser.report.Topology;
import java.util.List;
import java.util.Map;

/** What of a topology can be left out: neighbours and routes first, then ports and tunnels that are not on the pod's own way, at last the way. */
final class TopologyCut {
    static final List<Sizes.Floor> FIRST = List.of(
            new Sizes.Floor(Part.Neighbours, 4),
            new Sizes.Floor(Part.Routes, 8),
            new Sizes.Floor(Part.Tunnels, 8),
            new Sizes.Floor(Part.Ports, 8),
            new Sizes.Floor(Part.Neighbours, 0),
            new Sizes.Floor(Part.Routes, 2),
            new Sizes.Floor(Part.Tunnels, 2),
            new Sizes.Floor(Part.Ports, 4));

    static final List<Sizes.Floor> LAST = List.of(
            new Sizes.Floor(Part.Routes, 0),
            new Sizes.Floor(Part.Tunnels, 0),
            new Sizes.Floor(Part.Ports, 0),
            new Sizes.Floor(Part.Containers, 2),
            new Sizes.Floor(Part.Links, 2),
            new Sizes.Floor(Part.Unknowns, 1),
            new Sizes.Floor(Part.Containers, 0),
            new Sizes.Floor(Part.Bridges, 0),
            new Sizes.Floor(Part.Hops, 0),
            new Sizes.Floor(Part.Links, 0),
            new Sizes.Floor(Part.Unknowns, 0));

    private TopologyCut() {}

    static Map<Part, Integer> whole(Topology topology) {
        int ports = topology.bridges().stream()
                .mapToInt(bridge -> bridge.named().size())
                .max()
                .orElse(0);
        return Map.of(
                Part.Neighbours, topology.neighbours().size(),
                Part.Routes, topology.routes().size(),
                Part.Tunnels, topology.tunnels().size(),
                Part.Ports, ports,
                Part.Containers, topology.containers().size(),
                Part.Links, topology.links().size(),
                Part.Unknowns, topology.unknown().size(),
                Part.Bridges, topology.bridges().size(),
                Part.Hops, topology.way().size());
    }

    static Topology keeping(Topology topology, Sizes kept) {
        return new Topology(
                Cut.first(kept.of(Part.Links), topology.links()),
                Cut.first(kept.of(Part.Hops), topology.way()),
                Cut.first(kept.of(Part.Bridges), topology.bridges()).stream()
                        .map(bridge -> keeping(bridge, kept))
                        .toList(),
                Cut.first(kept.of(Part.Tunnels), topology.tunnels()),
                Cut.first(kept.of(Part.Routes), topology.routes()),
                Cut.first(kept.of(Part.Neighbours), topology.neighbours()),
                Cut.first(kept.of(Part.Containers), topology.containers()),
                Cut.texts(kept, kept.of(Part.Unknowns), topology.unknown()));
    }

    /** The pod's own port first: the others are in the order of the bridge. */
    private static Topology.Bridge keeping(Topology.Bridge bridge, Sizes kept) {
        List<Topology.Port> ownFirst = bridge.named().stream()
                .sorted((one, other) -> Boolean.compare(other.own(), one.own()))
                .toList();
        List<Topology.Port> named = bridge.named().size() <= kept.of(Part.Ports)
                ? bridge.named()
                : Cut.first(kept.of(Part.Ports), ownFirst);
        return new Topology.Bridge(
                bridge.name(), bridge.kind(), bridge.datapath(), bridge.failMode(), bridge.ports(), named);
    }
}
