package io.nettools.planner.topology;

import io.nettools.analyser.report.Topology.Bridge;
import io.nettools.analyser.report.Topology.Hop;
import io.nettools.analyser.report.Topology.Port;
import io.nettools.planner.topology.Part.Box;
import io.nettools.planner.topology.Part.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Puts the devices of the path that are ports of a bridge into that bridge's box. */
final class Parts {
    private final List<Hop> hops;
    private final List<Bridge> bridges;
    private final List<Part> parts = new ArrayList<>();

    private Parts(List<Hop> hops, List<Bridge> bridges) {
        this.hops = hops;
        this.bridges = bridges;
    }

    /**
     * The path in parts.
     *
     * @param hops from the outside to the pod
     * @param bridges all that are known, on the path or not
     */
    static List<Part> of(List<Hop> hops, List<Bridge> bridges) {
        return new Parts(hops, bridges).split();
    }

    private List<Part> split() {
        int next = 0;
        while (next < hops.size()) {
            int at = nextBridge(next);
            if (at == hops.size()) {
                break;
            }
            Bridge bridge = bridge(hops.get(at)).orElseThrow();
            int from = firstPort(bridge, next, at);
            int to = behindLastPort(bridge, at + 1);
            lines(next, from);
            parts.add(box(bridge, ports(bridge, from, at), ports(bridge, at + 1, to), to));
            next = to;
        }
        lines(next, hops.size());
        return List.copyOf(parts);
    }

    private int nextBridge(int from) {
        return IntStream.range(from, hops.size())
                .filter(at -> bridge(hops.get(at)).isPresent())
                .findFirst()
                .orElse(hops.size());
    }

    private int firstPort(Bridge bridge, int lowest, int at) {
        int from = at;
        while (from > lowest && port(bridge, hops.get(from - 1).device()).isPresent()) {
            from--;
        }
        return from;
    }

    private int behindLastPort(Bridge bridge, int at) {
        int to = at;
        while (to < hops.size()
                && bridge(hops.get(to)).isEmpty()
                && port(bridge, hops.get(to).device()).isPresent()) {
            to++;
        }
        return to;
    }

    private Box box(Bridge bridge, List<Port> outward, List<Port> inward, int behind) {
        Optional<Bridge> outer =
                parts.isEmpty() || !(parts.getLast() instanceof Box box) ? Optional.empty() : Optional.of(box.bridge());
        Optional<Bridge> inner = behind == hops.size() ? Optional.empty() : bridge(hops.get(behind));
        List<Port> out = joined(outward, bridge.named().stream().filter(port -> outer.stream()
                .anyMatch(other -> patched(port, other))));
        List<Port> in = joined(
                inward,
                bridge.named().stream()
                        .filter(port -> port.own() || inner.stream().anyMatch(other -> patched(port, other))));
        return new Box(
                bridge, out, in.stream().filter(port -> !out.contains(port)).toList());
    }

    private static List<Port> joined(List<Port> first, Stream<Port> then) {
        return Stream.concat(first.stream(), then).distinct().toList();
    }

    /**
     * Whether this patch port leads to the other bridge. The path may lack patch ports, but each port names its other
     * end.
     */
    private static boolean patched(Port port, Bridge other) {
        return "patch".equals(port.type())
                && (Objects.equals(port.to(), other.name())
                        || port(other, port.to()).isPresent());
    }

    private void lines(int from, int to) {
        hops.subList(from, to).forEach(hop -> parts.add(new Line(hop)));
    }

    private List<Port> ports(Bridge bridge, int from, int to) {
        return hops.subList(from, to).stream()
                .flatMap(hop -> port(bridge, hop.device()).stream())
                .toList();
    }

    private Optional<Bridge> bridge(Hop hop) {
        boolean is = "bridge".equals(hop.kind()) || "openvswitch".equals(hop.kind());
        return bridges.stream()
                .filter(bridge -> is && Objects.equals(bridge.name(), hop.device()))
                .findFirst();
    }

    private static Optional<Port> port(Bridge bridge, String name) {
        return bridge.named().stream()
                .filter(port -> Objects.equals(port.name(), name))
                .findFirst();
    }
}
