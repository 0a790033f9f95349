package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.Packed;
import io.nettools.controller.ops.Json;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.planner.plan.Planner;
import io.nettools.planner.status.JsonBytes;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Lookup;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.TracePod;
import io.nettools.planner.trace.Turn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise of 16 KiB, in the bytes that every watcher of a trace gets, with any names and texts that a cluster may
 * have.
 */
class StatusSizeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:01:00Z");

    /** Longest name of a pod, node or namespace in the API (RFC 1123 subdomain). */
    private static final int NAME = 253;

    /** The longest address. */
    private static final String SERVICE = "fd00:1000:2000:3000:4000:5000:6000:7000";

    @ParameterizedTest
    @CsvSource({"1, x", "1, \\", "3, \"", "10, x", "10, \\", "10, \"", "16, x", "16, \\", "16, \"", "16, <"})
    void theLargestStatusFitsInto16KiB(int targets, String character) {
        answered(targets, NAME, character.repeat(512));
    }

    @Property(tries = 100)
    void anyStatusFitsInto16KiB(
            @ForAll @IntRange(min = 1, max = 16) int targets,
            @ForAll @IntRange(min = 3, max = NAME) int name,
            @ForAll("texts") String text) {
        answered(targets, name, text);
    }

    /** The other end is a Service with the longest name and the largest number of pods. */
    @ParameterizedTest
    @CsvSource({"1, x", "12, x", "12, \\", "12, \"", "12, <"})
    void theStatusOfBothEndsFitsInto16KiB(int targets, String character) {
        NetworkTrace trace = asking(targets, ", peer: {service: " + "s".repeat(63) + "}");
        List<Candidate> pods = candidates(targets + 4, NAME);
        Lookup found = new Lookup.Found(
                pods.subList(0, targets), pods.subList(targets, targets + 4), List.of(SERVICE, SERVICE));
        Status recorded = plan(trace, found, List.of(), Map.of());
        fits(recorded);
        Status answered = plan(
                ATrace.with(trace, recorded),
                new Lookup.NotAsked(),
                answers(targets + 4, character.repeat(512)),
                Map.of());
        fits(answered);
        assertTrue(answered.finished());
        assertEquals(
                4, answered.targets().stream().filter(TargetStatus::atOtherEnd).count());
    }

    /** Texts are so short that a part of each list is kept and counted. */
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "<"})
    void everyKindOfAnswerIsCounted(String text) {
        List<TargetStatus> targets = answered(2, 3, text).targets();
        assertEquals(
                Set.of(
                        "ConversationAnswer",
                        "HttpExchange",
                        "Finding",
                        "DnsTransaction",
                        "TlsHandshake",
                        "PostgresStartup",
                        "RedisStartup"),
                targets.stream()
                        .flatMap(one -> Stream.of(
                                one.flows(),
                                one.http(),
                                one.findings(),
                                one.dns(),
                                one.tls(),
                                one.postgres(),
                                one.redis()))
                        .flatMap(List::stream)
                        .map(answer -> answer.getClass().getSimpleName())
                        .collect(Collectors.toSet()));
    }

    @Property(tries = 100)
    void anyRefusalFitsInto16KiB(
            @ForAll @IntRange(min = 1, max = 16) int targets,
            @ForAll @IntRange(min = 3, max = NAME) int name,
            @ForAll("texts") String text) {
        NetworkTrace trace = asking(targets);
        Map<String, String> refusals = candidates(targets, name).stream()
                .collect(Collectors.toMap(one -> one.identity().uid(), one -> text));
        Status recorded = plan(trace, new Lookup.Found(candidates(targets, name)), List.of(), Map.of());
        fits(plan(ATrace.with(trace, recorded), new Lookup.NotAsked(), List.of(), refusals));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> mixed = Arbitraries.strings()
                .withChars("\"\\<>&=, xyz\u0001\n\u007fé\u20ac")
                .ofMaxLength(150);
        Arbitrary<String> one = Arbitraries.of("x", "\"", "\\", "<", "=", ",").map(character -> character.repeat(512));
        Arbitrary<String> wide = Arbitraries.integers().between(0, 128).map("\ud83d\ude00"::repeat);
        return Arbitraries.oneOf(mixed, one, wide);
    }

    private static void fits(Status status) {
        int bytes = served(status).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 16 * 1024, () -> bytes + " bytes");
        int counted = JsonBytes.of(status) + unsaid(status);
        assertTrue(bytes <= counted, () -> bytes + ", counted as " + counted);
    }

    /** Texts that all JSON writers write with the same bytes. Where writers differ, the longer form is counted. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "<", "\"", "\\", "\u00e9", "\u20ac", "\u0001"})
    void aStatusIsCountedToTheByte(String text) {
        Status status = answered(3, 7, text);
        assertEquals(counted(Json.mapper().valueToTree(Traces.status(status))), JsonBytes.of(status) + unsaid(status));
    }

    /** A value's bytes as served, plus one for each non-empty list or object: its last item is counted with a comma. */
    private static int counted(JsonNode value) {
        int items = 0;
        for (JsonNode item : value) {
            items += counted(item) + 1;
        }
        int names = value.properties().stream()
                .mapToInt(field -> escaped(TextNode.valueOf(field.getKey())) + 1)
                .sum();
        return value.isContainerNode() ? 2 + items + names : escaped(value);
    }

    private static int escaped(JsonNode scalar) {
        return asGoWrites(scalar.toString()).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Bytes of empty sentences: a condition must have a sentence, and only our own count leaves out an empty one. */
    private static int unsaid(Status status) {
        long empty = status.conditions().stream()
                .filter(condition -> condition.message().isEmpty())
                .count();
        return (int) empty * "\"message\":\"\",".length();
    }

    /** The status as the API server writes it: Go's encoding/json escapes characters of HTML. */
    private static String served(Status status) {
        return asGoWrites(Json.serialization().asJson(Traces.status(status)));
    }

    private static String asGoWrites(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static Status answered(int targets, int name, String text) {
        NetworkTrace trace = asking(targets);
        Status recorded = plan(trace, new Lookup.Found(candidates(targets, name)), List.of(), Map.of());
        assertEquals(targets, recorded.targets().size());
        fits(recorded);
        Status answered = plan(ATrace.with(trace, recorded), new Lookup.NotAsked(), answers(targets, text), Map.of());
        assertEquals(targets, answered.targets().size());
        fits(answered);
        return answered;
    }

    private static NetworkTrace asking(int targets) {
        return asking(targets, "");
    }

    private static NetworkTrace asking(int targets, String rest) {
        return ATrace.asking("{target: {selector: {matchLabels: {" + "k".repeat(250) + "/" + "k".repeat(60) + ": "
                + "v".repeat(63) + "}}, maxTargets: " + targets
                + "}, conntrack: {}, capture: {interface: fifteen-letters}" + rest + "}");
    }

    private static List<Candidate> candidates(int many, int name) {
        return IntStream.range(0, many)
                .mapToObj(n -> new Candidate(
                        "%03d".formatted(n) + "n".repeat(name - 3),
                        "%03d".formatted(n) + "n".repeat(name - 3),
                        "Running",
                        "",
                        false,
                        false,
                        "",
                        new TargetPod(uid(n), "", List.of("c" + n), List.of("255.255.255.255", "f".repeat(39)))))
                .toList();
    }

    private static String uid(int n) {
        return "5f0e9d3a-1111-4222-8333-%012d".formatted(n);
    }

    private static List<TracePod> answers(int many, String text) {
        CaptureReport capture = read(capture(text), CaptureReport.class);
        Report traffic = read(traffic(text), Report.class);
        Report protocols = read(protocols(text), Report.class);
        return IntStream.range(0, many)
                .mapToObj(n -> new TracePod(
                        "ntrace-" + n,
                        "uid-" + n,
                        new TracePod.Traced(uid(n), ""),
                        Instant.parse(ATrace.CREATED),
                        false,
                        new TracePod.State(Optional.empty(), Optional.empty(), true, Optional.empty()),
                        TracePod.Told.NOTHING,
                        Optional.of(capture.entering(uid(n))),
                        Optional.of((n % 2 == 0 ? traffic : protocols).entering(uid(n)))))
                .toList();
    }

    // as large as a compromised container can make it: each list full, each text at its limit

    private static Map<String, Object> capture(String text) {
        Map<String, Object> device = Map.ofEntries(
                Map.entry("name", text),
                Map.entry("state", text),
                Map.entry("mac", text),
                Map.entry("addresses", Collections.nCopies(64, text)));
        Map<String, Object> counts = Map.of(
                "captured", Long.MAX_VALUE,
                "receivedByFilter", Long.MAX_VALUE,
                "droppedByKernel", Long.MAX_VALUE,
                "bytes", Long.MAX_VALUE);
        return Map.ofEntries(
                Map.entry("ended", Map.of("stop", "ToolFailed", "message", text)),
                Map.entry("counts", counts),
                Map.entry("interfaces", Collections.nCopies(2, device)),
                Map.entry("topology", topology(text)),
                Map.entry("notes", Collections.nCopies(64, text)));
    }

    private static Map<String, Object> topology(String text) {
        Map<String, Object> peer = Map.of("name", text, "kind", text, "state", text, "master", text, "masterKind", "");
        Map<String, Object> port = Map.of("name", text, "type", text, "to", text, "own", true);
        Map<String, Object> bridge = Map.of("name", text, "kind", text, "datapath", "", "named", List.of(port, port));
        Map<String, Object> container = Map.of("name", text, "id", text, "namespaces", Map.of(text, Long.MAX_VALUE));
        return Map.of(
                "links", List.of(Map.of("name", text, "kind", text, "peer", peer), Map.of("name", text, "kind", text)),
                "way", Collections.nCopies(4, Map.of("place", "Node", "device", text, "kind", "")),
                "bridges", Collections.nCopies(2, bridge),
                "tunnels", Collections.nCopies(2, Map.of("name", text, "kind", text, "local", "", "remote", text)),
                "routes", List.of(text, text),
                "neighbours", List.of(text, text),
                "containers", List.of(container),
                "unknown", List.of(text));
    }

    private static Map<String, Object> traffic(String text) {
        Map<String, Object> http = Map.of("client", text, "server", text, "method", text, "path", text, "status", 200);
        return Map.ofEntries(
                Map.entry("extent", Map.of("packets", Long.MAX_VALUE)),
                Map.entry("flows", listed(20, flow(text))),
                Map.entry("protocols", Map.of("http", listed(20, http))),
                Map.entry("conntrack", conntrack(text)),
                Map.entry("excerpt", Collections.nCopies(12, text)));
    }

    /**
     * Protocols apart from {@link #traffic}: both would be too much for one message. Some texts are empty, as in most
     * answers.
     */
    private static Map<String, Object> protocols(String text) {
        return Map.ofEntries(
                Map.entry("extent", Map.of("packets", Long.MAX_VALUE)),
                Map.entry("findings", Collections.nCopies(10, finding(text))),
                Map.entry(
                        "protocols",
                        Map.of(
                                "dns", listed(10, dns(text)),
                                "tls", listed(10, tls(text)),
                                "postgres", listed(10, postgres(text)),
                                "redis", listed(10, redis(text)))));
    }

    private static Map<String, Object> listed(int many, Map<String, Object> one) {
        return Map.of("count", Long.MAX_VALUE, "first", Collections.nCopies(many, one));
    }

    private static Map<String, Object> dns(String text) {
        return Map.of("client", text, "server", text, "transport", text, "name", text, "type", text, "rcode", "");
    }

    private static Map<String, Object> tls(String text) {
        return Map.ofEntries(
                Map.entry("client", text),
                Map.entry("server", text),
                Map.entry("serverName", ""),
                Map.entry("offered", text),
                Map.entry("version", text),
                Map.entry("alpn", ""),
                Map.entry("cipher", text),
                Map.entry("handshakeMicroseconds", Long.MAX_VALUE),
                Map.entry("alert", ""),
                Map.entry("alertBy", ""),
                Map.entry("outcome", "Unanswered"));
    }

    private static Map<String, Object> postgres(String text) {
        return Map.ofEntries(
                Map.entry("client", text),
                Map.entry("server", text),
                Map.entry("user", text),
                Map.entry("database", ""),
                Map.entry("encryption", "NotAsked"),
                Map.entry("authentication", text),
                Map.entry("outcome", "Unanswered"),
                Map.entry("severity", ""),
                Map.entry("sqlState", ""),
                Map.entry("condition", ""),
                Map.entry("message", ""),
                Map.entry("latencyMicroseconds", Long.MAX_VALUE));
    }

    private static Map<String, Object> redis(String text) {
        return Map.of(
                "client", text,
                "server", text,
                "user", text,
                "database", "",
                "outcome", "Unanswered",
                "message", text,
                "latencyMicroseconds", Long.MAX_VALUE);
    }

    private static Map<String, Object> finding(String text) {
        return Map.of(
                "code", text, "severity", "Error", "message", text, "evidence", List.of(text, ""), "nextStep", "");
    }

    private static Map<String, Object> conntrack(String text) {
        return Map.ofEntries(
                Map.entry("tracking", true),
                Map.entry("reason", text),
                Map.entry("entries", Long.MAX_VALUE),
                Map.entry(
                        "events",
                        Map.of("created", Long.MAX_VALUE, "updated", Long.MAX_VALUE, "destroyed", Long.MAX_VALUE)),
                Map.entry("ofNode", true),
                Map.entry("states", Map.of(text, Long.MAX_VALUE)),
                Map.entry("translations", listed(10, translation(text))),
                Map.entry("lost", Long.MAX_VALUE));
    }

    private static Map<String, Object> translation(String text) {
        return Map.of(
                "protocol", text,
                "client", text,
                "server", text,
                "translatedServer", text,
                "translatedClient", text,
                "connections", Long.MAX_VALUE,
                "replied", true);
    }

    private static Map<String, Object> flow(String text) {
        Map<String, Object> volume = Map.of("packets", Long.MAX_VALUE, "bytes", Long.MAX_VALUE);
        return Map.ofEntries(
                Map.entry("ends", Map.of("protocol", text, "client", text, "server", text)),
                Map.entry("resetBy", text),
                Map.entry("toServer", volume),
                Map.entry("toClient", volume),
                Map.entry("end", "Unanswered"));
    }

    private static <T extends Record> T read(Map<String, Object> said, Class<T> type) {
        String json = new ObjectMapper().valueToTree(said).toString();
        return Messages.read(Packed.gzip(json), type).orElseThrow();
    }

    private static Status plan(NetworkTrace trace, Lookup lookup, List<TracePod> pods, Map<String, String> refusals) {
        var observed = new Observed(
                Traces.of(trace),
                new Turn.Mine(),
                lookup,
                pods,
                refusals,
                SettingsReader.read(Map.of("image", "image", "maxTargets", "16"))
                        .limits(),
                NOW);
        return Planner.plan(observed).status().orElseThrow();
    }
}
