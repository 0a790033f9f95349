package io.nettools.planner.topology;

import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Topology.Device;
import io.nettools.analyser.report.Topology.Hop;
import io.nettools.analyser.report.Topology.Place;
import io.nettools.analyser.report.Topology.Tunnel;
import io.nettools.planner.topology.Part.Box;
import io.nettools.planner.topology.Part.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The inside of the node's box: the path from the outside to the pod, with its branches. */
final class NodeSide {
    private static final int DEPTH = 1;
    private static final int BRIDGES_BESIDE = 2;

    private final Topology topology;
    private final Known known;
    private final Detail detail;
    private final List<Part> parts;
    private final boolean wayKnown;
    private final List<Row> rows = new ArrayList<>();

    NodeSide(Topology topology, Interfaces interfaces, Detail detail) {
        this.topology = topology;
        this.known = new Known(topology);
        this.detail = detail;
        List<Hop> way = topology.way().stream()
                .filter(hop -> hop.place() != Place.Pod)
                .toList()
                .reversed();
        this.wayKnown = !way.isEmpty() && !routing(way.getFirst());
        this.parts = Parts.of(elided(withPeer(way, interfaces.peer())), topology.bridges());
    }

    /** Marks the path where it leaves the node. It is unknown for a path that ends in the node's routing. */
    char outside() {
        return wayKnown ? Drawing.WAY : Drawing.UNKNOWN;
    }

    /** Marks the path where it enters the pod. */
    char inside() {
        return parts.isEmpty() ? Drawing.UNKNOWN : Drawing.WAY;
    }

    List<Row> rows() {
        if (!wayKnown) {
            rows.add(Row.on(DEPTH, outside(), ""));
        }
        if (parts.stream().noneMatch(this::routes)) {
            tunnelsBeside();
        }
        for (int at = 0; at < parts.size(); at++) {
            switch (parts.get(at)) {
                case Box box -> {
                    cable(at);
                    rows.addAll(new BridgeBox(box, known, detail).rows());
                }
                case Line line -> line(line.hop());
            }
        }
        bridgesBeside();
        return List.copyOf(rows);
    }

    private static boolean routing(Hop hop) {
        return "routing".equals(hop.kind());
    }

    private boolean routes(Part part) {
        return part instanceof Line line && routing(line.hop());
    }

    /** The path, completed with the pod's other end as the kernel reports it. */
    private static List<Hop> withPeer(List<Hop> way, Optional<Device> peer) {
        Stream<Hop> missing = peer
                .filter(device -> way.stream().noneMatch(hop -> Objects.equals(hop.device(), device.name())))
                .map(device -> new Hop(Place.Node, device.name(), device.kind()))
                .stream();
        return Stream.concat(way.stream(), missing).toList();
    }

    /** The path; a long one is without its middle, because both ends matter more. */
    private List<Hop> elided(List<Hop> way) {
        int left = way.size() - detail.hops();
        if (left <= 0) {
            return way;
        }
        int outer = detail.hops() / 2;
        Hop middle = new Hop(Place.Node, Words.counted("more device", left), "");
        return Stream.of(way.subList(0, outer), List.of(middle), way.subList(outer + left, way.size()))
                .flatMap(List::stream)
                .toList();
    }

    private void cable(int at) {
        if (at == 0 || !(parts.get(at - 1) instanceof Box outer) || !(parts.get(at) instanceof Box inner)) {
            return;
        }
        boolean patched = Stream.concat(outer.inward().stream(), inner.outward().stream())
                .anyMatch(port -> "patch".equals(port.type()));
        rows.add(Row.on(DEPTH, Drawing.WAY, patched ? "patch cable" : ""));
    }

    private void line(Hop hop) {
        rows.add(Row.on(DEPTH, Drawing.WAY, described(hop)));
        if (routing(hop)) {
            tunnelsBeside();
        }
    }

    private String described(Hop hop) {
        return known.peer(hop.device()).or(() -> known.tunnel(hop.device())).orElseGet(() -> Words.of(hop));
    }

    /** Adds the tunnels that are neither on the path nor in a box: the node's routing selects them. */
    private void tunnelsBeside() {
        List<String> beside = topology.tunnels().stream()
                .filter(one -> parts.stream().noneMatch(part -> shows(part, one)))
                .map(Words::of)
                .toList();
        char mark = parts.isEmpty() ? Drawing.UNKNOWN : Drawing.WAY;
        Detail.first(beside, detail.tunnels(), 0, "tunnel").forEach(text -> rows.add(Row.beside(DEPTH, mark, text)));
    }

    private static boolean shows(Part part, Tunnel tunnel) {
        return switch (part) {
            case Line line -> Objects.equals(line.hop().device(), tunnel.name());
            case Box box -> box.bridge().named().stream().anyMatch(port -> Objects.equals(port.name(), tunnel.name()));
        };
    }

    /** Adds the bridges of the pod's other networks. */
    private void bridgesBeside() {
        List<String> beside = topology.bridges().stream()
                .filter(bridge -> parts.stream()
                        .noneMatch(
                                part -> part instanceof Box box && box.bridge().equals(bridge)))
                .map(Words::of)
                .toList();
        Detail.first(beside, Math.min(BRIDGES_BESIDE, detail.ports()), 0, "bridge")
                .forEach(text -> rows.add(new Row(Row.Shape.Inside, DEPTH, inside(), "     beside: " + text)));
    }
}
