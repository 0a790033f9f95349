package io.nettools.agent.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.agent.handover.Json;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.DnsTransaction;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.KernelCounter;
import io.nettools.analyser.report.KernelCounters;
import io.nettools.analyser.report.Listener;
import io.nettools.analyser.report.Listener.Protocol;
import io.nettools.analyser.report.Listener.Seen;
import io.nettools.analyser.report.NetworkInterface;
import io.nettools.analyser.report.NodeConntrack;
import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Sockets;
import io.nettools.analyser.report.TlsHandshake;
import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Views;
import io.nettools.analyser.shape.Listed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class TerminationMessageTest {
    private static final Finding FINDING = new Finding(
            "ConnectionRefused",
            Finding.Severity.Error,
            "Nobody listens.",
            List.of("3 of 3 connections to 10.0.0.2:80"),
            "Look at the server.",
            "");

    private static final Report SMALL = report(1, 1, 1, 40, Optional.empty());

    @Test
    void aSmallReportIsPlainJson() throws IOException {
        String message = TerminationMessage.of(SMALL);
        assertTrue(message.startsWith("{\"extent\":{\"packets\":12,"), message);
        assertEquals(SMALL, MessageDecoder.decode(message, Report.class));
    }

    @Test
    void zeroesAreWrittenAndEmptyListsAreNot() {
        assertEquals(
                "{\"extent\":{\"packets\":0,\"bytes\":0,\"loopbackPackets\":0,\"firstMicros\":0,\"lastMicros\":0},"
                        + "\"flows\":{\"count\":0},\"protocols\":{\"http\":{\"count\":0},\"dns\":{\"count\":0},\"tls\":{\"count\":0},"
                        + "\"postgres\":{\"count\":0},\"redis\":{\"count\":0}}}",
                TerminationMessage.of(Report.nothing()));
    }

    @Test
    void aUsualReportIsCompressedRatherThanCut() throws IOException {
        Report usual = report(20, 20, 20, 60, Optional.empty());
        String message = TerminationMessage.of(usual);
        assertTrue(message.startsWith("gz:"), message);
        assertEquals(usual, MessageDecoder.decode(message, Report.class));
    }

    @Test
    void theExcerptIsCutFirstAndNoted() throws IOException {
        Report large = report(100, 8, 8, 100, Optional.empty());
        Report kept = MessageDecoder.decode(TerminationMessage.of(large), Report.class);
        assertEquals(large.flows(), kept.flows());
        assertEquals(large.protocols().http().first(), kept.protocols().http().first());
        int lines = kept.excerpt().size();
        assertTrue(lines >= 5 && lines < 100, () -> lines + " lines");
        assertEquals(large.excerpt().subList(0, lines), kept.excerpt());
        assertEquals(
                "left out for want of room: %d of 100 excerpt lines".formatted(100 - lines),
                kept.notes().getLast());
    }

    private static final Flow.Sender QUIET = new Flow.Sender(
            new Flow.Syn(0, 0, 0), 0, 0, Optional.empty(), Flow.Gaps.NONE, Optional.empty(), 0, 0, false);

    private static Flow told(int port, Flow.Sender client, Flow.Sender server) {
        Flow.Volume volume = new Flow.Volume(6, 480);
        Flow.Tcp tcp = new Flow.Tcp(0, 21, Optional.empty(), 0, 0, 0, 0, client, server);
        return new Flow(
                new Flow.Ends("TCP", "10.0.0.1:" + port, "10.0.0.2:80", ""),
                volume,
                volume,
                31,
                0,
                "",
                Flow.End.Closed,
                Optional.of(tcp));
    }

    @Test
    void zeroesOfAConnectionAreLeftOutAndReadBack() throws IOException {
        Flow flow = told(1, QUIET, QUIET);
        String json = Json.MAPPER.writeValueAsString(flow);
        assertTrue(json.endsWith("\"tcp\":{\"serverHandshakeMicros\":21,\"fromClient\":{},\"fromServer\":{}}}"), json);
        assertEquals(flow, Json.MAPPER.readValue(json, Flow.class));
    }

    @Test
    void detailsOfAConnectionAreReadAsTheyWereWritten() throws IOException {
        Flow.Sender busy = new Flow.Sender(
                new Flow.Syn(1460, 7, 4),
                1448,
                3,
                Optional.of(new Flow.Again(1, 0, 3, 4, 5, 6)),
                new Flow.Gaps(6, 7, 8, 9),
                Optional.of(new Flow.Window(1, 0, 3, 4, 5)),
                10,
                11,
                true);
        Flow flow = told(1, busy, QUIET);
        assertEquals(flow, Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(flow), Flow.class));
    }

    @Test
    void detailsOfConnectionsAreCutBeforeTheConnections() {
        List<Flow> flows = IntStream.range(0, 20)
                .mapToObj(port -> told(port, QUIET, QUIET))
                .toList();
        Trimmed<Report> cut = new Trimmed<>(report(0, flows, 0, 0, Optional.empty()));
        Sizes all = cut.whole();
        assertEquals(20, all.of(Part.Tcp));
        Map<Part, Integer> fewer = new EnumMap<>(all.of());
        fewer.put(Part.Tcp, 3);
        List<Flow> kept = cut.keeping(new Sizes(fewer)).flows().first();
        assertEquals(flows.subList(0, 3), kept.subList(0, 3));
        assertEquals(20, kept.size());
        assertEquals(
                List.of(),
                kept.subList(3, 20).stream()
                        .filter(flow -> flow.tcp().isPresent())
                        .toList());
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void anyReportFitsAndKeepsItsCountsAndFirstEntries(@ForAll("reports") Report report) throws IOException {
        String message = TerminationMessage.of(report);
        assertTrue(message.length() <= 4096, () -> message.length() + " characters");
        assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(message));
        Report kept = MessageDecoder.decode(message, Report.class);
        assertEquals(report.extent().packets(), kept.extent().packets());
        assertEquals(report.flows().count(), kept.flows().count());
        assertEquals(report.conntrack().map(Conntrack::events), kept.conntrack().map(Conntrack::events));
        assertBeginning(report.excerpt(), kept.excerpt());
        assertEquals(
                report.flows().first().stream()
                        .limit(kept.flows().first().size())
                        .map(Flow::toServer)
                        .toList(),
                kept.flows().first().stream().map(Flow::toServer).toList());
        boolean whole = kept.flows().first().size() == report.flows().first().size()
                && kept.protocols().http().first().size()
                        == report.protocols().http().first().size();
        assertTrue(whole || kept.excerpt().size() <= 5, "the excerpt goes first");
    }

    /** The sentence may be the longest text of the whole report. */
    @Test
    void aTopologysUnknownsAreKeptWhole() throws IOException {
        String sentence = "it is not known ".repeat(18).strip();
        Topology topology = new Topology(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(sentence));
        CaptureReport report = new CaptureReport(
                new CaptureReport.Ended(Stop.Duration, "", 1, 2),
                new CaptureReport.Counts(3, 4, 5, 6, 7),
                Optional.empty(),
                List.of(),
                Optional.of(topology),
                List.of());
        CaptureReport kept = MessageDecoder.decode(TerminationMessage.of(report), CaptureReport.class);
        assertEquals(List.of(sentence), kept.topology().orElseThrow().unknown());
    }

    /** A node of OVN-Kubernetes with 200 others: the pod's own path matters more than any tunnel. */
    @Test
    void aLargeTopologyKeepsThePodsOwnPath() throws IOException {
        List<Topology.Tunnel> tunnels = IntStream.range(0, 200)
                .mapToObj(n ->
                        new Topology.Tunnel("ovn-" + random(n, 12), "geneve", "10.0.0.1", "10.0.0." + n, "flow", 6081))
                .toList();
        List<Topology.Port> ports = tunnels.stream()
                .map(tunnel -> new Topology.Port(tunnel.name(), "geneve", tunnel.remote(), false))
                .toList();
        Topology.Port own = new Topology.Port("7be093806debefd", "veth", "", true);
        List<Topology.Hop> way = Stream.of("eth0", own.name(), "br-int", "patch-br-int", "patch-br-ex", "br-ex", "ens3")
                .map(device -> new Topology.Hop(Topology.Place.Node, device, "veth"))
                .toList();
        List<String> lines =
                IntStream.range(0, 64).mapToObj(n -> random(n, 160)).toList();
        Topology topology = new Topology(
                List.of(new Topology.Link("eth0", 2, "veth", 1400, Optional.empty())),
                way,
                List.of(new Topology.Bridge(
                        "br-int",
                        "openvswitch",
                        "system",
                        "secure",
                        351,
                        Stream.concat(ports.stream(), Stream.of(own)).toList())),
                tunnels,
                lines,
                lines,
                List.of(),
                List.of());
        CaptureReport report = new CaptureReport(
                new CaptureReport.Ended(Stop.Duration, "", 1, 2),
                new CaptureReport.Counts(3, 4, 5, 6, 7),
                Optional.empty(),
                List.of(),
                Optional.of(topology),
                List.of());
        String message = TerminationMessage.of(report);
        assertTrue(message.length() <= 4096);
        CaptureReport kept = MessageDecoder.decode(message, CaptureReport.class);
        Topology shown = kept.topology().orElseThrow();
        assertEquals(way, shown.way());
        assertEquals(own, shown.bridges().getFirst().named().getFirst());
        assertTrue(kept.notes().getLast().contains(" of 200 tunnels"), kept.notes()::toString);
    }

    @Test
    void aHostileCaptureReportFits() throws IOException {
        List<String> addresses =
                IntStream.range(0, 8).mapToObj(n -> random(n, 43)).toList();
        List<NetworkInterface> interfaces = IntStream.range(0, 300)
                .mapToObj(n -> new NetworkInterface(n, random(n, 15), n, "UP", 1500, random(n, 17), addresses, n))
                .toList();
        CaptureReport report = new CaptureReport(
                new CaptureReport.Ended(Stop.ToolFailed, random(1, 9_000), 1, 2),
                new CaptureReport.Counts(3, 4, 5, 6, 7),
                Optional.of(new NodeConntrack(
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE)),
                interfaces,
                Optional.empty(),
                List.of(random(2, 5_000)));
        String message = TerminationMessage.of(report);
        assertTrue(message.length() <= 4096);
        CaptureReport kept = MessageDecoder.decode(message, CaptureReport.class);
        assertEquals(Stop.ToolFailed, kept.ended().stop());
        assertTrue(report.ended().message().startsWith(kept.ended().message()));
        assertFalse(kept.interfaces().isEmpty());
        assertTrue(kept.notes().getLast().startsWith("left out for want of room: "));
    }

    @Test
    void everyCounterOfTheKernelFits() throws IOException {
        Map<String, Long> all = Arrays.stream(KernelCounter.values())
                .collect(Collectors.toMap(
                        KernelCounter::name,
                        counter -> Long.MAX_VALUE - counter.name().length()));
        KernelCounters kernel = new KernelCounters(
                new Sockets(
                        Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE),
                all,
                Collections.nCopies(99, new KernelCounters.Queue(65_535, Long.MAX_VALUE)));
        CaptureReport report = new CaptureReport(
                        new CaptureReport.Ended(Stop.ToolFailed, random(1, 9_000), 1, 2),
                        new CaptureReport.Counts(3, 4, 5, 6, 7),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        List.of(random(2, 5_000)))
                .watching(new CaptureReport.Watched(List.of(), Optional.empty(), Optional.of(kernel)));
        CaptureReport kept = MessageDecoder.decode(TerminationMessage.of(report), CaptureReport.class);
        assertEquals(Optional.of(kernel), kept.watched().kernel());
    }

    /** The count stays, so that nothing is claimed of what is not listed. */
    @Test
    void aPodWithManyListenersAndInterfacesFits() throws IOException {
        List<Listener> many = IntStream.range(0, 64)
                .mapToObj(n -> new Listener(Protocol.TCP, random(n, 39), n, Seen.EndOnly))
                .toList();
        List<NetworkInterface> interfaces = IntStream.range(0, 300)
                .mapToObj(n -> new NetworkInterface(
                        n, random(n, 15), n, "UP", 1500, random(n, 17), List.of(random(-n, 300)), n))
                .toList();
        CaptureReport report = new CaptureReport(
                        new CaptureReport.Ended(Stop.Duration, "", 1, 2),
                        new CaptureReport.Counts(3, 4, 5, 6, 7),
                        Optional.empty(),
                        interfaces,
                        Optional.empty(),
                        List.of())
                .watching(new CaptureReport.Watched(
                        List.of(), Optional.empty(), Optional.empty(), Optional.of(new Listed<>(64, many))));
        String message = TerminationMessage.of(report);
        assertTrue(message.length() <= 4096);
        Listed<Listener> kept = MessageDecoder.decode(message, CaptureReport.class)
                .watched()
                .listeners()
                .orElseThrow();
        int listed = kept.first().size();
        assertEquals(new Listed<>(64, many.subList(0, listed)), kept);
        assertTrue(listed >= 8 && listed < 64, () -> listed + " are listed");
    }

    @Test
    void aTextIsNotCutWithinACharacter() {
        Sizes two = new Sizes(Map.of(Part.Text, 2));
        UnaryOperator<String> kept = text ->
                new Trimmed<>(new Views.Lost(true, 1, text)).keeping(two).packet();
        assertEquals("a", kept.apply("a\uD83D\uDE00b"));
        assertEquals("ab", kept.apply("abc"));
    }

    @Provide
    Arbitrary<Report> reports() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(600);
        Arbitrary<Flow> flows = Combinators.combine(texts, texts, Arbitraries.longs())
                .as((client, server, n) -> new Flow(
                        new Flow.Ends("TCP", client, server, ""),
                        new Flow.Volume(n, n),
                        new Flow.Volume(n, n),
                        n,
                        n,
                        "",
                        Flow.End.Open,
                        Optional.empty()));
        Arbitrary<HttpExchange> http = texts.map(
                path -> new HttpExchange(path, path, "gRPC", path, path, 200, path, 1L, "2026-03-01T10:00:06.679560Z"));
        Arbitrary<Conntrack> conntrack = Combinators.combine(
                        texts,
                        Arbitraries.maps(texts, Arbitraries.longs()).ofMaxSize(60),
                        Arbitraries.longs(),
                        texts.map(text -> new Conntrack.Translation("TCP", text, text, text, text, 1, true))
                                .list()
                                .ofMaxSize(60))
                .as((reason, states, n, translations) -> new Conntrack(
                        true,
                        false,
                        reason,
                        n,
                        new Conntrack.Events(n, n, n, 0),
                        states,
                        new Listed<>(n, translations),
                        n));
        return Combinators.combine(
                        Arbitraries.longs(),
                        flows.list().ofMaxSize(60),
                        http.list().ofMaxSize(60),
                        conntrack.optional(),
                        texts.list().ofMaxSize(300),
                        texts.list().ofMaxSize(40))
                .as((n, flow, exchanges, tracked, excerpt, notes) -> new Report(
                        new Report.Extent("", n, n, n, n, n),
                        "",
                        List.of(),
                        new Listed<>(n, flow),
                        new Report.Protocols(
                                new Listed<>(n, exchanges),
                                new Listed<>(n, List.of()),
                                new Listed<>(n, List.of()),
                                new Listed<>(n, List.of()),
                                Listed.none()),
                        tracked,
                        Optional.empty(),
                        excerpt,
                        notes));
    }

    /** Asserts that the kept texts are the first ones, each whole or cut. */
    private static void assertBeginning(List<String> whole, List<String> kept) {
        for (int i = 0; i < kept.size(); i++) {
            assertTrue(whole.get(i).startsWith(kept.get(i).replaceAll("[\\uD800-\\uDFFF]$", "")), kept.get(i));
        }
    }

    private static Report report(int lines, int flows, int http, int length, Optional<Conntrack> conntrack) {
        Flow.Volume volume = new Flow.Volume(6, 480);
        List<Flow> all = IntStream.range(0, flows)
                .mapToObj(n -> new Flow(
                        new Flow.Ends("TCP", "10.0.0.1:" + n, "10.0.0.2:80", ""),
                        volume,
                        volume,
                        31,
                        0,
                        "",
                        Flow.End.Closed,
                        Optional.empty()))
                .toList();
        return report(lines, all, http, length, conntrack);
    }

    private static Report report(int lines, List<Flow> flows, int http, int length, Optional<Conntrack> conntrack) {
        return new Report(
                new Report.Extent("", 12, 960, 12, 1, 2),
                "1 connection",
                List.of(FINDING),
                new Listed<>(flows.size(), flows),
                new Report.Protocols(
                        new Listed<>(
                                http,
                                IntStream.range(0, http)
                                        .mapToObj(n -> new HttpExchange(
                                                "10.0.0.1:" + n,
                                                "10.0.0.2:80",
                                                "",
                                                "GET",
                                                "/" + n,
                                                200,
                                                "",
                                                2000L,
                                                "2026-03-01T10:00:06.679560Z"))
                                        .toList()),
                        new Listed<>(
                                1,
                                List.of(new DnsTransaction(
                                        "10.0.0.1:40000",
                                        "10.96.0.10:53",
                                        "UDP",
                                        "web.shop.svc",
                                        "A",
                                        "NXDOMAIN",
                                        0,
                                        1,
                                        null,
                                        900L))),
                        new Listed<>(
                                1,
                                List.of(new TlsHandshake(
                                        "10.0.0.1:1",
                                        "10.0.0.2:443",
                                        "web",
                                        "TLSv1.3",
                                        "TLSv1.3",
                                        "h2",
                                        "TLS_AES_128_GCM_SHA256",
                                        1L,
                                        "",
                                        "",
                                        TlsHandshake.Outcome.Completed,
                                        null,
                                        null,
                                        "",
                                        null))),
                        new Listed<>(
                                1,
                                List.of(new PostgresStartup(
                                        "10.0.0.1:2",
                                        "10.0.0.3:5432",
                                        "shop",
                                        "orders",
                                        PostgresStartup.Encryption.Refused,
                                        "SASL",
                                        PostgresStartup.Outcome.Error,
                                        "FATAL",
                                        "3D000",
                                        "invalid_catalog_name",
                                        "database \"orders\" does not exist",
                                        900L))),
                        Listed.none()),
                conntrack,
                Optional.empty(),
                IntStream.range(0, lines).mapToObj(n -> random(n, length)).toList(),
                List.of());
    }

    private static String random(int seed, int length) {
        return new Random(seed)
                .ints(length, ' ', '~' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
