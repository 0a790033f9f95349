package io.nettools.agent.result;

import io.nettools.agent.result.Sizes.Floor;
import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.Report;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The reader's result: packets in words go first, who talked to whom last; the numbers always stay. */
record ReportCut(Report report) implements Cut {
    private static final List<Floor> FLOORS = List.of(
            new Floor(Part.Excerpt, 5),
            new Floor(Part.Http, 5),
            new Floor(Part.Flows, 8),
            new Floor(Part.Notes, 8),
            new Floor(Part.States, 12),
            new Floor(Part.Text, 160),
            new Floor(Part.Excerpt, 0),
            new Floor(Part.Http, 2),
            new Floor(Part.Flows, 3),
            new Floor(Part.Notes, 3),
            new Floor(Part.States, 0),
            new Floor(Part.Text, 60),
            new Floor(Part.Http, 0),
            new Floor(Part.Notes, 0),
            new Floor(Part.Flows, 0));

    @Override
    public Sizes whole() {
        return new Sizes(Map.of(
                Part.Excerpt, report.excerpt().size(),
                Part.Http, report.http().size(),
                Part.Flows, report.flows().size(),
                Part.Notes, report.notes().size(),
                Part.States,
                        report.conntrack()
                                .map(Conntrack::states)
                                .orElse(Map.of())
                                .size(),
                Part.Text, texts().mapToInt(String::length).max().orElse(0)));
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
                report.flowCount(),
                Cut.first(kept.of(Part.Flows), report.flows()).stream()
                        .map(flow -> flow(kept, flow))
                        .toList(),
                report.httpCount(),
                Cut.first(kept.of(Part.Http), report.http()).stream()
                        .map(exchange -> exchange(kept, exchange))
                        .toList(),
                report.conntrack().map(conntrack -> conntrack(kept, conntrack)),
                Cut.texts(kept, kept.of(Part.Excerpt), report.excerpt()),
                Cut.notes(kept, whole(), report.notes()));
    }

    private Stream<String> texts() {
        return Stream.of(
                        report.excerpt().stream(),
                        report.notes().stream(),
                        report.flows().stream()
                                .flatMap(flow ->
                                        Stream.of(flow.protocol(), flow.client(), flow.server(), flow.resetBy())),
                        report.http().stream()
                                .flatMap(one -> Stream.of(one.client(), one.server(), one.method(), one.path())),
                        report.conntrack().stream()
                                .flatMap(one -> Stream.concat(Stream.of(one.reason()), one.states().keySet().stream())))
                .flatMap(texts -> texts);
    }

    private static Flow flow(Sizes kept, Flow flow) {
        return new Flow(
                Cut.text(kept, flow.protocol()),
                Cut.text(kept, flow.client()),
                Cut.text(kept, flow.server()),
                flow.toServer(),
                flow.toClient(),
                flow.handshakeMicros(),
                flow.retransmissions(),
                Cut.text(kept, flow.resetBy()),
                flow.end());
    }

    private static HttpExchange exchange(Sizes kept, HttpExchange exchange) {
        return new HttpExchange(
                Cut.text(kept, exchange.client()),
                Cut.text(kept, exchange.server()),
                Cut.text(kept, exchange.method()),
                Cut.text(kept, exchange.path()),
                exchange.status(),
                exchange.latencyMicros());
    }

    private static Conntrack conntrack(Sizes kept, Conntrack conntrack) {
        Map<String, Long> states = new TreeMap<>();
        conntrack.states().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(kept.of(Part.States))
                .forEach(state -> states.merge(Cut.text(kept, state.getKey()), state.getValue(), Long::sum));
        return new Conntrack(
                conntrack.tracking(),
                Cut.text(kept, conntrack.reason()),
                conntrack.entries(),
                conntrack.created(),
                conntrack.updated(),
                conntrack.destroyed(),
                states,
                conntrack.lost());
    }
}
