package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.agent.result.TerminationMessage;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.NetworkInterface;
import io.nettools.analyser.report.NodeConntrack;
import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Views;
import io.nettools.analyser.shape.Listed;
import io.nettools.analyser.sketch.Sketch;
import io.nettools.controller.fixture.Packed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of the agent are read; any other text gives nothing. */
class MessagesTest {
    private static final String CAPTURED = "\"counts\":{\"captured\":1},\"interfaces\":[]";

    @Test
    void aLargeReportOfTheAgentIsReadWhole() {
        Report report = report();
        String message = TerminationMessage.of(report);
        assertTrue(message.startsWith("gz:"), message);
        assertEquals(Optional.of(report), Messages.read(message, Report.class));
    }

    /** Half a sketch would be useless: it cannot be subtracted from another. */
    @Test
    void aSketchIsReadWhole() {
        Sketch sketch = new Sketch(Sketch.SMALL);
        IntStream.range(0, 1000).forEach(item -> sketch.insert(item, 1));
        Views views = new Views(new Views.Window(1000, 2000), List.of(), 0, List.of(), sketch.text());
        Report report = Report.nothing().viewing(views);
        assertEquals(Optional.of(report), Messages.read(TerminationMessage.of(report), Report.class));
    }

    @Test
    void aLargeCaptureReportOfTheAgentIsReadWhole() {
        List<NetworkInterface> interfaces = IntStream.range(1, 40)
                .mapToObj(n -> new NetworkInterface(
                        n,
                        "net" + n,
                        4000 + n,
                        "UP",
                        1450,
                        "0a:58:0a:2a:00:07",
                        List.of("10.42." + n + ".7/24"),
                        12345))
                .toList();
        CaptureReport report = new CaptureReport(
                new CaptureReport.Ended(Stop.MaxBytes, "", 1772359205500L, 1772359235600L),
                new CaptureReport.Counts(144, 288, 3, 17252, 1),
                Optional.of(new NodeConntrack(5, 40, 262_144, 1, 2, 0, NodeConntrack.UNKNOWN)),
                interfaces,
                Optional.empty(),
                List.of("a note"));
        String message = TerminationMessage.of(report);
        assertTrue(message.startsWith("gz:"), message);
        assertEquals(Optional.of(report), Messages.read(message, CaptureReport.class));
    }

    @Test
    void anEmptyReportIsReadThoughItsFieldsAreLeftOut() {
        Report nothing = Report.nothing();
        assertEquals(Optional.of(nothing), Messages.read(TerminationMessage.of(nothing), Report.class));
    }

    @Test
    void unknownFieldsOfANewerAgentAreIgnored() {
        assertEquals(
                Stop.Duration,
                capture("{\"ended\":{\"stop\":\"Duration\"},\"tls\":[{\"sni\":\"x\"}]," + CAPTURED + "}")
                        .orElseThrow()
                        .ended()
                        .stop());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{}",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{\"ended\":{\"stop\":\"Dreaming\"}}",
                "{\"ended\":{\"stop\":null}}",
                "{\"ended\":{\"stop\":7}}",
                "{\"ended\":{\"stop\":7.5}}",
                "{\"ended\":{\"stop\":\"Duration\"},\"counts\":{\"captured\":\"many\"}}",
                "{\"ended\":{\"stop\":\"Duration\"},\"interfaces\":{}}",
                "{\"ended\":{\"stop\":\"Duration\"},\"interfaces\":[null]}",
                "{\"ended\":{\"stop\":\"Duration\"},\"interfaces\":[7]}",
                "{\"ended\":{\"stop\":\"Duration\",\"message\":[]}}",
                "gz:",
                "gz:====",
                "gz:AAAA",
                "gz:H4sIAAAAAAAA/w=="
            })
    void aMalformedCaptureReportGivesNothing(String message) {
        assertEquals(Optional.empty(), capture(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"flows\":{\"first\":[{}]}}",
                "{\"flows\":{\"first\":[null]}}",
                "{\"flows\":{\"first\":[{\"toServer\":{},\"toClient\":null,\"end\":\"Open\"}]}}",
                "{\"flows\":{\"first\":[{\"toServer\":{},\"toClient\":{},\"end\":\"Asleep\"}]}}",
                "{\"protocols\":{\"http\":{\"first\":[null]}}}",
                "{\"protocols\":{\"http\":{\"first\":[{\"status\":99999999999}]}}}",
                "{\"conntrack\":{\"states\":{\"SYN_SENT\":null}}}",
                "{\"excerpt\":\"one\"}",
                "{\"excerpt\":[null]}"
            })
    void aMalformedReportGivesNothing(String message) {
        assertEquals(Optional.empty(), Messages.read(message, Report.class));
    }

    @Test
    void deepNestingDoesNotEndTheOperator() {
        assertEquals(Optional.empty(), capture("[".repeat(4096)));
        assertEquals(Optional.empty(), capture(Packed.gzip("[".repeat(200_000))));
        assertTrue(capture("{\"ended\":{\"stop\":\"Duration\"},\"other\":" + "[".repeat(500) + "]".repeat(500) + "}")
                .isPresent());
    }

    @Test
    void unpackingStopsAtALimit() {
        assertTrue(capture(Packed.gzip(padded(200))).isPresent());
        String bomb = Packed.gzip(padded(2_500));
        assertTrue(bomb.length() <= 4096, () -> bomb.length() + " characters reach the operator whole");
        assertEquals(Optional.empty(), capture(bomb));
    }

    @Property(tries = 500)
    void anyTextIsHandled(@ForAll String text) {
        capture(text);
        capture("gz:" + text);
        capture(Packed.gzip(text));
    }

    @Property(tries = 500)
    void anyBytesAreHandled(@ForAll byte[] bytes) {
        capture("gz:" + java.util.Base64.getEncoder().encodeToString(bytes));
        capture(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static Optional<CaptureReport> capture(String message) {
        return Messages.read(message, CaptureReport.class);
    }

    private static String padded(int kibibytes) {
        return "{\"ended\":{\"stop\":\"Duration\"}," + CAPTURED + " ".repeat(kibibytes << 10) + "}";
    }

    private static Report report() {
        Flow.Volume volume = new Flow.Volume(7, 560);
        List<Flow> flows = IntStream.range(0, 20)
                .mapToObj(n -> new Flow(
                        new Flow.Ends("TCP", "[fd00::7]:" + n, "[fd00::9]:80", ""),
                        volume,
                        volume,
                        95,
                        n,
                        "Server",
                        Flow.End.Reset,
                        Optional.empty()))
                .toList();
        List<HttpExchange> http = IntStream.range(0, 20)
                .mapToObj(n -> new HttpExchange(
                        "[fd00::7]:" + n,
                        "[fd00::9]:80",
                        "",
                        "GET",
                        "/" + n,
                        null,
                        "",
                        null,
                        "2026-03-01T10:00:06.679560Z"))
                .toList();
        List<String> excerpt = IntStream.range(0, 20)
                .mapToObj(n -> "02:32:28.679560 IP6 fd00::7." + n + " > fd00::9.80: Flags [S], seq " + n)
                .toList();
        Conntrack conntrack = new Conntrack(
                true,
                true,
                "",
                3,
                new Conntrack.Events(1, 5, 0, 0),
                Map.of("SYN_SENT", 1L),
                new Listed<>(
                        2,
                        List.of(new Conntrack.Translation(
                                "TCP", "10.244.1.5:40000", "10.96.0.20:80", "10.244.2.7:8080", "", 2, false))),
                2);
        return new Report(
                new Report.Extent("", 144, 12252, 1, 2, 3),
                "",
                List.of(),
                new Listed<>(20, flows),
                new Report.Protocols(
                        new Listed<>(20, http), Listed.none(), Listed.none(), Listed.none(), Listed.none()),
                Optional.of(conntrack),
                Optional.empty(),
                excerpt,
                List.of("a note"));
    }

    /** A macvlan or a physical device has no other end. */
    @Test
    void aLinkMayHaveNoOtherEnd() {
        String said =
                """
                {"ended": {"stop": "Duration", "attachedMillis": 1, "endedMillis": 2}, "counts": {"captured": 3, "receivedByFilter": 3, "bytes": 4},
                 "topology": {"links": [{"name": "net1", "index": 3, "kind": "macvlan", "mtu": 1500}],
                  "way": [{"place": "Node", "kind": "routing"}]}}
                """;
        Topology topology = Messages.read(said, CaptureReport.class)
                .flatMap(CaptureReport::topology)
                .orElseThrow();
        assertEquals(Optional.empty(), topology.links().getFirst().peer());
        assertEquals("", topology.way().getFirst().device());
    }

    /** A message as an agent writes it: steps that were not reached are left out. */
    @Test
    void aProbeWithoutAllStepsIsRead() {
        String said =
                """
                {"ended": {"stop": "Duration", "attachedMillis": 1, "endedMillis": 2}, "counts": {"captured": 3, "receivedByFilter": 3, "bytes": 4},
                 "probe": {"from": "Pod", "request": "TCP 127.0.0.1:8080", "count": 1, "succeeded": 1, "results":
                  [{"outcome": "Succeeded", "connectMicroseconds": 23481, "totalMicroseconds": 23481}]}}
                """;
        ProbeReport probe = Messages.read(said, CaptureReport.class)
                .flatMap(CaptureReport::probe)
                .orElseThrow();
        assertEquals(23_481, probe.results().getFirst().totalMicroseconds());
        assertEquals("", probe.results().getFirst().message());
    }
}
