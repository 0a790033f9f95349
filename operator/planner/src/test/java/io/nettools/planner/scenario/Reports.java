package io.nettools.planner.scenario;

import io.nettools.analyser.finding.Summary;
import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Flow.End;
import io.nettools.analyser.report.Flow.Volume;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.shape.Listed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an analyser container says. */
public final class Reports {
    private Reports() {}

    /** The request that the project's first example makes. */
    public static Report hello() {
        return of(12, List.of(tcp(End.Closed)), List.of(get("/hello.txt", 200, 2000)));
    }

    public static Report empty() {
        return of(0, List.of(), List.of());
    }

    public static Report of(long packets, List<Flow> flows, List<HttpExchange> http) {
        return new Report(
                new Report.Extent("", packets, packets * 80, 0, 0, 0),
                Summary.of("", packets, ends(flows), flows, http.size(), http),
                List.of(),
                new Listed<>(flows.size(), flows),
                new Report.Protocols(
                        new Listed<>(http.size(), http), Listed.none(), Listed.none(), Listed.none(), Listed.none()),
                Optional.empty(),
                Optional.empty(),
                List.of("02:32:28.679560 IP 127.0.0.1.39630 > 127.0.0.1.8080: Flags [S]"),
                List.of("read by the tests"));
    }

    private static Map<End, Long> ends(List<Flow> flows) {
        return flows.stream().collect(Collectors.groupingBy(Flow::end, Collectors.counting()));
    }

    public static Report withLoopback(long packets, long loopbackPackets) {
        return new Report(
                new Report.Extent("", packets, packets * 80, loopbackPackets, 0, 0),
                "",
                List.of(),
                Listed.none(),
                Report.Protocols.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    public static Report finding(Finding finding) {
        return finding(finding, List.of());
    }

    public static Report finding(Finding finding, List<Flow> flows) {
        return new Report(
                new Report.Extent("", 0, 0, 0, 0, 0),
                "",
                List.of(finding),
                new Listed<>(flows.size(), flows),
                Report.Protocols.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    public static Report with(Conntrack conntrack) {
        return new Report(
                new Report.Extent("", 1, 80, 0, 0, 0),
                "",
                List.of(),
                Listed.none(),
                Report.Protocols.NONE,
                Optional.of(conntrack),
                Optional.empty(),
                List.of(),
                List.of());
    }

    public static Conntrack tracked(Map<String, Long> states, long lost) {
        return new Conntrack(false, true, "", 3, new Conntrack.Events(1, 5, 0, 0), states, Listed.none(), lost);
    }

    public static Flow tcp(End end) {
        return flow("TCP", end, 95);
    }

    public static Flow udp() {
        return flow("UDP", End.None, -1);
    }

    /** A connection between other ends. */
    public static Flow between(String client, String server) {
        return flow("TCP", client, server, End.Closed, 95);
    }

    private static Flow flow(String protocol, End end, long handshake) {
        return flow(protocol, "127.0.0.1:39630", "127.0.0.1:8080", end, handshake);
    }

    private static Flow flow(String protocol, String client, String server, End end, long handshake) {
        return new Flow(
                new Flow.Ends(protocol, client, server, ""),
                new Volume(7, 560),
                new Volume(5, 461),
                handshake,
                0,
                "",
                end,
                Optional.empty());
    }

    /** An exchange without a response has status 0 here, and one without a measured time -1. */
    public static HttpExchange get(String path, int status, long latencyMicros) {
        return new HttpExchange(
                "127.0.0.1:39630",
                "127.0.0.1:8080",
                "",
                "GET",
                path,
                status == 0 ? null : status,
                "",
                latencyMicros < 0 ? null : latencyMicros,
                "2026-03-01T10:00:06.679560Z");
    }
}
