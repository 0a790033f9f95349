package io.nettools.agent.result;

import io.nettools.agent.result.Sizes.Floor;
import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reader's result: packets in words go first, findings last; the numbers always stay, and the points at which it listened. */
record ReportCut(Report report) implements Cut {
    private static final List<Floor> FLOORS = List.of(
            new Floor(Part.Excerpt, 5),
            new Floor(Part.Http, 5),
            new Floor(Part.Tcp, 5),
            new Floor(Part.Dns, 5),
            new Floor(Part.Tls, 5),
            new Floor(Part.Postgres, 5),
            new Floor(Part.Translations, 8),
            new Floor(Part.Flows, 8),
            new Floor(Part.Notes, 8),
            new Floor(Part.States, 12),
            new Floor(Part.Text, 240),
            new Floor(Part.Excerpt, 0),
            new Floor(Part.Tcp, 2),
            new Floor(Part.Http, 2),
            new Floor(Part.Dns, 2),
            new Floor(Part.Tls, 2),
            new Floor(Part.Postgres, 2),
            new Floor(Part.Translations, 3),
            new Floor(Part.Flows, 3),
            new Floor(Part.Findings, 6),
            new Floor(Part.Evidence, 3),
            new Floor(Part.Notes, 3),
            new Floor(Part.States, 0),
            new Floor(Part.Lost, 1),
            new Floor(Part.Passages, 4),
            new Floor(Part.Translations, 1),
            new Floor(Part.Tcp, 0),
            new Floor(Part.Http, 0),
            new Floor(Part.Dns, 0),
            new Floor(Part.Tls, 0),
            new Floor(Part.Postgres, 0),
            new Floor(Part.Findings, 3),
            new Floor(Part.Translations, 0),
            new Floor(Part.Lost, 0),
            new Floor(Part.Passages, 2),
            new Floor(Part.Text, 100),
            new Floor(Part.Notes, 0),
            new Floor(Part.Flows, 0),
            new Floor(Part.Evidence, 0),
            new Floor(Part.Sketch, 0),
            new Floor(Part.Findings, 0),
            new Floor(Part.Text, 60));

    @Override
    public Sizes whole() {
        return new Sizes(Map.ofEntries(
                Map.entry(Part.Excerpt, report.excerpt().size()),
                Map.entry(Part.Http, report.http().size()),
                Map.entry(Part.Dns, report.dns().size()),
                Map.entry(Part.Tls, report.tls().size()),
                Map.entry(Part.Postgres, report.postgres().size()),
                Map.entry(Part.Flows, report.flows().size()),
                Map.entry(Part.Tcp, (int) tcp(report.flows()).count()),
                Map.entry(Part.Findings, report.findings().size()),
                Map.entry(
                        Part.Evidence,
                        report.findings().stream()
                                .mapToInt(finding -> finding.evidence().size())
                                .max()
                                .orElse(0)),
                Map.entry(Part.Notes, report.notes().size()),
                Map.entry(
                        Part.States,
                        report.conntrack()
                                .map(Conntrack::states)
                                .orElse(Map.of())
                                .size()),
                Map.entry(Part.Translations, translations().size()),
                Map.entry(Part.Lost, report.views().map(ViewsCut::lost).orElse(0)),
                Map.entry(
                        Part.Passages,
                        report.views().map(views -> views.passages().size()).orElse(0)),
                Map.entry(
                        Part.Sketch,
                        report.views()
                                .map(views -> views.sketch().isEmpty() ? 0 : 1)
                                .orElse(0)),
                Map.entry(Part.Text, texts().mapToInt(String::length).max().orElse(0))));
    }

    @Override
    public List<Floor> floors() {
        return FLOORS;
    }

    @Override
    public Report keeping(Sizes kept) {
        return new Report(
                report.packets(),
                report.bytes(),
                report.loopbackPackets(),
                report.firstMicros(),
                report.lastMicros(),
                Cut.text(kept, report.summary()),
                Cut.first(kept.of(Part.Findings), report.findings()).stream()
                        .map(finding -> finding(kept, finding))
                        .toList(),
                report.flowCount(),
                flows(kept),
                report.httpCount(),
                Cut.first(kept.of(Part.Http), report.http()).stream()
                        .map(one -> RequestCut.of(one, kept))
                        .toList(),
                report.dnsCount(),
                Cut.first(kept.of(Part.Dns), report.dns()).stream()
                        .map(one -> RequestCut.of(one, kept))
                        .toList(),
                report.tlsCount(),
                Cut.first(kept.of(Part.Tls), report.tls()).stream()
                        .map(one -> RequestCut.of(one, kept))
                        .toList(),
                report.postgresCount(),
                Cut.first(kept.of(Part.Postgres), report.postgres()).stream()
                        .map(one -> RequestCut.of(one, kept))
                        .toList(),
                report.conntrack().map(conntrack -> conntrack(kept, conntrack)),
                report.views().map(views -> ViewsCut.keeping(views, kept)),
                Cut.texts(kept, kept.of(Part.Excerpt), report.excerpt()),
                Cut.notes(kept, whole(), report.notes()),
                report.enteredUid());
    }

    private List<Conntrack.Translation> translations() {
        return report.conntrack().map(Conntrack::translations).orElse(List.of());
    }

    private static Conntrack.Translation translation(Sizes kept, Conntrack.Translation one) {
        return new Conntrack.Translation(
                Cut.text(kept, one.protocol()),
                Cut.text(kept, one.client()),
                Cut.text(kept, one.server()),
                Cut.text(kept, one.translatedServer()),
                Cut.text(kept, one.translatedClient()),
                one.connections(),
                one.replied());
    }

    private static Stream<Flow> tcp(List<Flow> flows) {
        return flows.stream().filter(flow -> flow.tcp().isPresent());
    }

    private List<Flow> flows(Sizes kept) {
        List<Flow> flows = Cut.first(kept.of(Part.Flows), report.flows());
        // of equal flows the one that is told is as good as the other
        Set<Flow> told = tcp(flows).limit(kept.of(Part.Tcp)).collect(Collectors.toSet());
        return flows.stream().map(flow -> flow(kept, flow, told.contains(flow))).toList();
    }

    private Stream<String> texts() {
        return Stream.of(
                        report.excerpt().stream(),
                        report.notes().stream(),
                        report.flows().stream()
                                .flatMap(flow -> Stream.of(
                                        flow.protocol(), flow.client(), flow.server(), flow.resetBy(), flow.tunnel())),
                        report.findings().stream().flatMap(ReportCut::texts),
                        RequestCut.texts(report),
                        translations().stream()
                                .flatMap(one -> Stream.of(
                                        one.client(), one.server(), one.translatedServer(), one.translatedClient())),
                        Stream.of(report.summary()),
                        report.views().stream().flatMap(ViewsCut::texts),
                        report.conntrack().stream()
                                .flatMap(one -> Stream.concat(Stream.of(one.reason()), one.states().keySet().stream())))
                .flatMap(texts -> texts);
    }

    private static Stream<String> texts(Finding finding) {
        return Stream.concat(
                Stream.of(finding.code(), finding.message(), finding.nextStep()), finding.evidence().stream());
    }

    private static Finding finding(Sizes kept, Finding finding) {
        return new Finding(
                Cut.text(kept, finding.code()),
                finding.severity(),
                Cut.text(kept, finding.message()),
                Cut.texts(kept, kept.of(Part.Evidence), finding.evidence()),
                Cut.text(kept, finding.nextStep()));
    }

    private static Flow flow(Sizes kept, Flow flow, boolean told) {
        return new Flow(
                Cut.text(kept, flow.protocol()),
                Cut.text(kept, flow.client()),
                Cut.text(kept, flow.server()),
                flow.toServer(),
                flow.toClient(),
                flow.handshakeMicros(),
                flow.retransmissions(),
                Cut.text(kept, flow.resetBy()),
                flow.end(),
                told ? flow.tcp() : Optional.empty(),
                Cut.text(kept, flow.tunnel()));
    }

    private static Conntrack conntrack(Sizes kept, Conntrack conntrack) {
        Map<String, Long> states = new TreeMap<>();
        conntrack.states().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(kept.of(Part.States))
                .forEach(state -> states.merge(Cut.text(kept, state.getKey()), state.getValue(), Long::sum));
        return new Conntrack(
                conntrack.ofNode(),
                conntrack.tracking(),
                Cut.text(kept, conntrack.reason()),
                conntrack.entries(),
                conntrack.created(),
                conntrack.updated(),
                conntrack.destroyed(),
                states,
                conntrack.translated(),
                Cut.first(kept.of(Part.Translations), conntrack.translations()).stream()
                        .map(one -> translation(kept, one))
                        .toList(),
                conntrack.lost());
    }
}
