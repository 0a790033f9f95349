package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.Packed;
import io.nettools.controller.ops.Json;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.planner.plan.Planner;
import io.nettools.planner.status.Status;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Load;
import io.nettools.planner.trace.Lookup;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.TracePod;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise of 16 KiB, in the bytes that every watcher of a trace gets; JSON writes a quote or a backslash with two of them. */
class StatusSizeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:01:00Z");

    /** A pod's hostname and a node's label have no more. The API allows 253, with which ten targets' identities alone are too much. */
    private static final String LONG_NAME = "n".repeat(63);

    @ParameterizedTest
    @CsvSource({"1, x", "1, \\", "3, \"", "10, x", "7, \\", "7, \""})
    void theLargestStatusFitsInto16KiB(int targets, String character) {
        NetworkTrace trace = ATrace.asking("target: {selector: {matchLabels: {" + "k".repeat(300) + ": "
                + "v".repeat(63) + "}}, maxTargets: " + targets + "}");
        Status recorded = plan(trace, new Lookup.Found(candidates(targets)), List.of());
        assertEquals(targets, recorded.targets().size());
        NetworkTrace admitted = ATrace.with(trace, recorded);
        Status answered = plan(admitted, new Lookup.NotAsked(), answers(targets, character));
        assertEquals(targets, answered.targets().size());
        int bytes = Json.serialization().asJson(Traces.status(answered)).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 16 * 1024, () -> bytes + " bytes");
    }

    private static List<Candidate> candidates(int many) {
        return IntStream.range(0, many)
                .mapToObj(n -> new Candidate(
                        "%03d".formatted(n) + LONG_NAME.substring(3),
                        "%03d".formatted(n) + LONG_NAME.substring(3),
                        "Running",
                        "",
                        false,
                        false,
                        "",
                        new TargetPod("target-" + n, "", List.of("c" + n), List.of("255.255.255.255", "f".repeat(39)))))
                .toList();
    }

    private static List<TracePod> answers(int many, String character) {
        String text = character.repeat(512);
        CaptureReport capture = read(capture(text), CaptureReport.class);
        Report report = read(report(text), Report.class);
        return IntStream.range(0, many)
                .mapToObj(n -> new TracePod(
                        "ntrace-" + n,
                        "uid-" + n,
                        "target-" + n,
                        Instant.parse(ATrace.CREATED),
                        Optional.empty(),
                        true,
                        false,
                        false,
                        Optional.empty(),
                        Optional.of(capture),
                        Optional.of(report)))
                .toList();
    }

    // as large as a compromised container can make it: each list full, each text at its limit

    private static Map<String, Object> capture(String text) {
        Map<String, Object> device = Map.ofEntries(
                Map.entry("name", text),
                Map.entry("state", text),
                Map.entry("mac", text),
                Map.entry("addresses", Collections.nCopies(64, text)));
        return Map.ofEntries(
                Map.entry("stop", "ToolFailed"),
                Map.entry("message", text),
                Map.entry("captured", Long.MAX_VALUE),
                Map.entry("receivedByFilter", Long.MAX_VALUE),
                Map.entry("interfaces", Collections.nCopies(2, device)),
                Map.entry("notes", Collections.nCopies(64, text)));
    }

    private static Map<String, Object> report(String text) {
        Map<String, Object> http = Map.of("client", text, "server", text, "method", text, "path", text, "status", 200);
        return Map.ofEntries(
                Map.entry("packets", Long.MAX_VALUE),
                Map.entry("flows", Collections.nCopies(20, flow(text))),
                Map.entry("http", Collections.nCopies(20, http)),
                Map.entry("conntrack", Map.of("reason", text, "states", Map.of(text, 1L))),
                Map.entry("excerpt", Collections.nCopies(64, text)));
    }

    private static Map<String, Object> flow(String text) {
        Map<String, Object> volume = Map.of("packets", Long.MAX_VALUE, "bytes", Long.MAX_VALUE);
        return Map.ofEntries(
                Map.entry("protocol", text),
                Map.entry("client", text),
                Map.entry("server", text),
                Map.entry("resetBy", text),
                Map.entry("toServer", volume),
                Map.entry("toClient", volume),
                Map.entry("end", "Unanswered"));
    }

    private static <T> T read(Map<String, Object> said, Class<T> type) {
        String json = new ObjectMapper().valueToTree(said).toString();
        return Messages.read(Packed.gzip(json), type).orElseThrow();
    }

    private static Status plan(NetworkTrace trace, Lookup lookup, List<TracePod> pods) {
        var observed = new Observed(
                Traces.of(trace),
                lookup,
                pods,
                new Load(Map.of()),
                Map.of(),
                SettingsReader.read(Map.of("image", "image")).limits(),
                NOW);
        return Planner.plan(observed).status().orElseThrow();
    }
}
