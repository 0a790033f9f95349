package io.nettools.agent.result;

import io.nettools.analyser.report.Report;
import java.util.List;
import java.util.stream.Stream;

/** A part, and the size down to which it is cut before the next part is touched. */
record Floor(Part part, int size) {
    /**
     * The order for the reader's result: the packet lines are cut first and the findings last; the observation points
     * always stay.
     */
    static final List<Floor> REPORT = Stream.of(
                    floor(Part.Excerpt, 5),
                    floor(Part.Http, 5),
                    floor(Part.Tcp, 5),
                    starts(5),
                    floor(Part.Translations, 8),
                    floor(Part.Flows, 8),
                    floor(Part.Notes, 8),
                    floor(Part.States, 12),
                    floor(Part.Text, 240),
                    floor(Part.Excerpt, 0),
                    floor(Part.Tcp, 2),
                    floor(Part.Http, 2),
                    starts(2),
                    floor(Part.Translations, 3),
                    floor(Part.Flows, 3),
                    floor(Part.Findings, 6),
                    floor(Part.Evidence, 3),
                    floor(Part.Notes, 3),
                    floor(Part.States, 0),
                    floor(Part.Lost, 1),
                    floor(Part.Passages, 4),
                    floor(Part.Translations, 1),
                    floor(Part.Tcp, 0),
                    floor(Part.Http, 0),
                    starts(0),
                    floor(Part.Findings, 3),
                    floor(Part.Translations, 0),
                    floor(Part.Lost, 0),
                    floor(Part.Passages, 2),
                    floor(Part.Text, 100),
                    floor(Part.Notes, 0),
                    floor(Part.Flows, 0),
                    floor(Part.Evidence, 0),
                    floor(Part.Sketch, 0),
                    floor(Part.Findings, 0),
                    floor(Part.Text, 60))
            .flatMap(floors -> floors)
            .toList();

    /**
     * The order for the capture's result: first interfaces beyond the first few, then the parts of the topology that
     * are not on the pod's own path, at last that path.
     */
    static final List<Floor> CAPTURE = List.of(
            new Floor(Part.Interfaces, 8),
            new Floor(Part.Notes, 8),
            new Floor(Part.Text, 300),
            new Floor(Part.Listeners, 32),
            new Floor(Part.Neighbours, 4),
            new Floor(Part.Routes, 8),
            new Floor(Part.Tunnels, 8),
            new Floor(Part.Ports, 8),
            new Floor(Part.Neighbours, 0),
            new Floor(Part.Routes, 2),
            new Floor(Part.Tunnels, 2),
            new Floor(Part.Ports, 4),
            new Floor(Part.Listeners, 8),
            new Floor(Part.Rules, 2),
            new Floor(Part.Interfaces, 1),
            new Floor(Part.Probes, 3),
            new Floor(Part.Notes, 1),
            new Floor(Part.Interfaces, 0),
            new Floor(Part.Routes, 0),
            new Floor(Part.Tunnels, 0),
            new Floor(Part.Ports, 0),
            new Floor(Part.Containers, 2),
            new Floor(Part.Links, 2),
            new Floor(Part.Unknowns, 1),
            new Floor(Part.Containers, 0),
            new Floor(Part.Bridges, 0),
            new Floor(Part.Hops, 0),
            new Floor(Part.Links, 0),
            new Floor(Part.Unknowns, 0),
            new Floor(Part.Listeners, 0),
            new Floor(Part.Rules, 0),
            new Floor(Part.Text, 100),
            new Floor(Part.Notes, 0),
            new Floor(Part.Probes, 0));

    private static Stream<Floor> floor(Part part, int size) {
        return Stream.of(new Floor(part, size));
    }

    /** Floors for all protocols except HTTP, which has the most to cut and goes before them. */
    private static Stream<Floor> starts(int size) {
        return Part.in(Report.Protocols.class).filter(part -> part != Part.Http).map(part -> new Floor(part, size));
    }
}
