package io.nettools.agent.result;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.DropRules;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Views;
import io.nettools.analyser.shape.Shape.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of a result that can be cut when it does not fit: lists, wherever they are, from their ends. */
enum Part {
    Excerpt("excerpt lines", at(Report.class, "excerpt")),
    Http("HTTP exchanges", at(Report.Protocols.class, "http")),
    Dns("DNS transactions", at(Report.Protocols.class, "dns")),
    Tls("TLS handshakes", at(Report.Protocols.class, "tls")),
    Postgres("database start-ups", at(Report.Protocols.class, "postgres")),
    Redis("starts of Redis connections", at(Report.Protocols.class, "redis")),
    Flows("flows", at(Report.class, "flows")),
    /** Flows with details beyond their ends, packets and end. */
    Tcp("details of TCP connections", at(Flow.class, "tcp")),
    Findings("findings", at(Report.class, "findings")),
    Evidence("pieces of evidence", at(Finding.class, "evidence")),
    Notes("notes", at(Report.class, "notes"), at(CaptureReport.class, "notes")),
    States("conntrack states", at(Conntrack.class, "states")),
    Translations("translations", at(Conntrack.class, "translations")),
    Lost("lost packets by name", at(Views.Passage.class, "lost")),
    Passages("conversations at each point", at(Views.class, "passages")),
    /** A text that is kept whole or not at all: its beginning alone is useless. */
    Sketch("sketch of what passed the last point", at(Views.class, "sketch")),
    Interfaces("interfaces", at(CaptureReport.class, "interfaces")),
    Listeners("sockets that listen", at(CaptureReport.Watched.class, "listeners")),
    Rules("rules that dropped packets", at(DropRules.Rules.class, "grown"), at(DropRules.Rules.class, "uncounted")),
    Probes("results of requests", at(ProbeReport.class, "results")),
    Neighbours("neighbours", at(Topology.class, "neighbours")),
    Routes("routes", at(Topology.class, "routes")),
    Tunnels("tunnels", at(Topology.class, "tunnels")),
    Ports("ports of a bridge", at(Topology.Bridge.class, "named")),
    Containers("containers", at(Topology.class, "containers")),
    Links("links of the topology", at(Topology.class, "links")),
    Hops("devices on the way", at(Topology.class, "way")),
    Bridges("bridges", at(Topology.class, "bridges")),
    Unknowns("things that are not known", at(Topology.class, "unknown")),
    /** The length of the longest text rather than a number of things. */
    Text("characters of a text");

    private static final Map<Place, Part> BY_PLACE = Arrays.stream(values())
            .flatMap(part -> part.places.stream().map(place -> Map.entry(place, part)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String things;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<Place> places;

    Part(String things, Place... places) {
        this.things = things;
        this.places = List.of(places);
    }

    private static Place at(Class<? extends Record> of, String name) {
        return Place.of(of, name);
    }

    static Optional<Part> of(Place place) {
        return Optional.ofNullable(BY_PLACE.get(place));
    }

    /** The parts that are components of this record. */
    static Stream<Part> in(Class<? extends Record> of) {
        return Arrays.stream(values()).filter(part -> part.places.stream()
                .anyMatch(place -> place.of().equals(of)));
    }

    boolean isAt(Place place) {
        return places.contains(place);
    }

    String things() {
        return things;
    }
}
