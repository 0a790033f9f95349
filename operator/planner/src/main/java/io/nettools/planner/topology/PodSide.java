package io.nettools.planner.topology;

import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Topology.Device;
import io.nettools.analyser.report.Topology.Link;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The inside of the pod's box: its interfaces, its default route, its containers. */
final class PodSide {
    private static final int DEPTH = 1;
    private static final char OFF = ' ';

    private final Topology topology;
    private final Interfaces interfaces;
    private final Detail detail;

    PodSide(Topology topology, Interfaces interfaces, Detail detail) {
        this.topology = topology;
        this.interfaces = interfaces;
        this.detail = detail;
    }

    List<Row> rows() {
        Stream<Row> own =
                interfaces.own().stream().limit(detail.links()).map(link -> Row.on(DEPTH, Drawing.WAY, Words.of(link)));
        Stream<Row> beside = Stream.of(none(), others(), gateway(), containers())
                .flatMap(texts -> texts)
                .map(text -> Row.on(DEPTH, OFF, text));
        return Stream.concat(own, beside).toList();
    }

    private Stream<String> none() {
        return interfaces.own().isEmpty() ? Stream.of("no interface of its own is known") : Stream.empty();
    }

    private Stream<String> others() {
        List<String> all = interfaces.others().stream().map(PodSide::connected).toList();
        return Detail.first(all, detail.links(), 0, "interface");
    }

    private static String connected(Link link) {
        return Words.of(link) + link.peer().map(PodSide::end).orElse("");
    }

    private static String end(Device peer) {
        String master = Words.name(peer.master());
        return " to " + Words.name(peer.name()) + (master.isEmpty() ? "" : ", port of " + master);
    }

    private Stream<String> gateway() {
        return topology.routes().stream()
                .map(Words::plain)
                .filter(route -> route.startsWith("default"))
                .limit(1);
    }

    private Stream<String> containers() {
        String names = topology.containers().stream()
                .limit(detail.links())
                .map(container -> Words.name(container.name()))
                .collect(Collectors.joining(", "));
        int more = topology.containers().size() - detail.links();
        String all = "containers: " + names + (more > 0 ? " and " + more + " more" : "");
        return topology.containers().isEmpty() ? Stream.empty() : Stream.of(all);
    }
}
