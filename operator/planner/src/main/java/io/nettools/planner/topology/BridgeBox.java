package io.nettools.planner.topology;

import io.nettools.analyser.report.Topology.Port;
import io.nettools.planner.topology.Part.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A bridge on the path: the ports that lead out, the ports beside the path as branches of the rail, and the ports that
 * lead to the pod.
 */
final class BridgeBox {
    private static final int DEPTH = 2;

    private final Box box;
    private final Known known;
    private final Detail detail;

    BridgeBox(Box box, Known known, Detail detail) {
        this.box = box;
        this.known = known;
        this.detail = detail;
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.top(DEPTH, Drawing.WAY, Words.title(box.bridge())));
        rows.addAll(onTheWay(box.outward()));
        beside().map(text -> Row.beside(DEPTH, Drawing.WAY, text)).forEach(rows::add);
        rows.addAll(onTheWay(box.inward()));
        rows.add(Row.bottom(DEPTH, Drawing.WAY));
        return rows;
    }

    private List<Row> onTheWay(List<Port> ports) {
        return ports.stream()
                .limit(detail.portsOnTheWay())
                .map(port -> known.peer(port.name()).orElseGet(() -> Words.of(port)))
                .map(text -> Row.on(DEPTH, Drawing.WAY, text))
                .toList();
    }

    private Stream<String> beside() {
        List<Port> ports = box.bridge().named().stream()
                .filter(port -> !box.outward().contains(port) && !box.inward().contains(port))
                .toList();
        List<String> tunnels =
                ports.stream().flatMap(port -> tunnel(port).stream()).toList();
        List<String> plain = ports.stream()
                .filter(port -> tunnel(port).isEmpty())
                .map(Words::leading)
                .toList();
        int unlisted = Math.max(0, box.bridge().ports() - box.bridge().named().size());
        return Stream.concat(
                Detail.first(tunnels, detail.tunnels(), 0, "tunnel"),
                Detail.first(plain, detail.ports(), unlisted, "port"));
    }

    /** The text for a tunnel's port, from the list of tunnels or from the port itself; empty for other ports. */
    private Optional<String> tunnel(Port port) {
        boolean leads = !Words.plain(port.to()).isEmpty() && !"patch".equals(port.type());
        return known.tunnel(port.name()).or(() -> leads ? Optional.of(Words.leading(port)) : Optional.empty());
    }
}
