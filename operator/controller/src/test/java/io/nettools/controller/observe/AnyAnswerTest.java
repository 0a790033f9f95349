package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import io.nettools.controller.fixture.Yaml;
import io.nettools.planner.answer.Answer;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.way.Way;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/**
 * A compromised container may report anything in a report's form: the planner handles it, and a person can read the
 * answer.
 */
class AnyAnswerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final TargetStatus TARGET =
            TargetStatus.recorded("web", "uid", "node-1", List.of("10.0.0.1"), "any");
    private static final TargetStatus PEER = TargetStatus.recorded("db", "uid2", "node-2", List.of("10.0.0.2"), "any");

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void anyReportsOfContainersHaveAnAnswer(
            @ForAll("captures") Map<String, Object> capture, @ForAll("reports") Map<String, Object> report)
            throws JsonProcessingException {
        var captured = Messages.read(JSON.writeValueAsString(capture), CaptureReport.class);
        var read = Messages.read(JSON.writeValueAsString(report), Report.class);
        captured.flatMap(ended -> read.map(said -> Answer.of(
                        new Answer.Said(TARGET, ended, said),
                        List.of(new Answer.Said(PEER, ended, said)),
                        Way.Filter.None)))
                .ifPresent(AnyAnswerTest::assertReadable);
        captured.map(ended -> Answer.unread(TARGET, ended)).ifPresent(AnyAnswerTest::assertReadable);
    }

    private static void assertReadable(TargetStatus answer) {
        String text = Yaml.of(answer);
        assertTrue(
                text.chars().allMatch(character -> character == '\n' || (character >= ' ' && character < 127)), text);
        assertTrue(answer.counters().orElseThrow().lost() >= -2, () -> "lost " + answer.capture());
    }

    @Provide
    Arbitrary<Map<String, Object>> captures() {
        Arbitrary<Object> ended = object(
                        Map.of(
                                "stop",
                                Arbitraries.of("Duration", "MaxBytes", "AttachFailed", "Dreaming")
                                        .asGeneric(),
                                "message",
                                texts()),
                        "attachedMillis",
                        "endedMillis")
                .asGeneric();
        Arbitrary<Object> counts = object(Map.of(), "captured", "receivedByFilter", "droppedByKernel", "bytes")
                .asGeneric();
        return object(Map.of(
                "ended",
                ended,
                "counts",
                counts,
                "interfaces",
                listOf(object(Map.of("name", texts(), "index", numbers(), "addresses", listOf(texts()))))));
    }

    @Provide
    Arbitrary<Map<String, Object>> reports() {
        Arbitrary<Object> volumes = object(Map.of(), "packets", "bytes").asGeneric();
        Arbitrary<Object> flows = object(Map.of(
                        "ends",
                        object(Map.of("protocol", texts(), "client", texts())).asGeneric(),
                        "toServer",
                        volumes,
                        "toClient",
                        volumes,
                        "end",
                        Arbitraries.of("Open", "Reset", "Asleep").asGeneric()))
                .asGeneric();
        Arbitrary<Object> http = object(Map.of("method", texts(), "path", texts()), "status", "latencyMicroseconds")
                .asGeneric();
        Arbitrary<Object> translations = object(Map.of("protocol", texts(), "client", texts()), "connections")
                .asGeneric();
        Arbitrary<Object> conntrack = object(
                        Map.of(
                                "reason",
                                texts(),
                                "translations",
                                object(Map.of("first", listOf(translations)), "count")
                                        .asGeneric()),
                        "entries",
                        "lost")
                .asGeneric();
        Arbitrary<Object> extent =
                object(Map.of(), "packets", "loopbackPackets").asGeneric();
        Arbitrary<Object> listed =
                object(Map.of("first", listOf(flows)), "count").asGeneric();
        Arbitrary<Object> exchanges =
                object(Map.of("first", listOf(http)), "count").asGeneric();
        return object(Map.of(
                "extent",
                extent,
                "views",
                views(),
                "flows",
                listed,
                "protocols",
                object(Map.of("http", exchanges)).asGeneric(),
                "conntrack",
                conntrack,
                "excerpt",
                listOf(texts())));
    }

    /** Views of two ends: each has conversations with the other end, and with any address. */
    private static Arbitrary<Map<String, Object>> views() {
        Arbitrary<Object> window = object(Map.of(), "fromMillis", "untilMillis").asGeneric();
        Arbitrary<Object> points = object(
                        Map.of(
                                "where", Arbitraries.of("Pod", "Node", "Uplink", "Moon"),
                                "networkInterface", texts(),
                                "missing", Arbitraries.of("", "", "", "no such device"),
                                "hides", texts()),
                        "captured",
                        "droppedByKernel")
                .asGeneric();
        Arbitrary<Object> tallies = object(
                        Map.of(),
                        "packets",
                        "payload",
                        "bare",
                        "syns",
                        "resets",
                        "edge",
                        "firstMicros",
                        "bareMicros",
                        "largest")
                .asGeneric();
        Arbitrary<Object> lost = object(Map.of("sent", Arbitraries.of(true, false), "packet", texts()), "after")
                .asGeneric();
        Arbitrary<Object> ends = Arbitraries.oneOf(texts(), Arbitraries.of("10.0.0.1:1", "10.0.0.2:2"));
        Arbitrary<Object> passages = object(Map.of(
                        "protocol", Arbitraries.of("tcp", "udp", "icmp", "132"),
                        "local", ends,
                        "remote", ends,
                        "translated", ends,
                        "sent", listOf(tallies),
                        "received", listOf(tallies),
                        "lost", listOf(lost)))
                .asGeneric();
        return object(
                Map.of(
                        "window", window,
                        "points", listOf(points),
                        "passages", listOf(passages),
                        "sketch", Arbitraries.of("", "A".repeat(960), "AAAB".repeat(240), "B".repeat(961))),
                "passageCount");
    }

    /** Values mostly of the right type; sometimes of another, or absent. */
    private static Arbitrary<Map<String, Object>> object(Map<String, Arbitrary<?>> fields, String... numbers) {
        Arbitrary<Map<String, Object>> none = Arbitraries.create(java.util.HashMap::new);
        Stream<Map.Entry<String, Arbitrary<?>>> all =
                Stream.concat(fields.entrySet().stream(), Stream.of(numbers).map(name -> Map.entry(name, numbers())));
        return all.sorted(Map.Entry.comparingByKey())
                .reduce(none, (objects, field) -> with(objects, field), (one, other) -> other);
    }

    private static Arbitrary<Map<String, Object>> with(
            Arbitrary<Map<String, Object>> objects, Map.Entry<String, Arbitrary<?>> field) {
        Arbitrary<Object> usual = field.getValue().asGeneric();
        Arbitrary<Object> values = Arbitraries.frequencyOf(
                Tuple.of(40, usual),
                Tuple.of(1, Arbitraries.just(List.of(1))),
                Tuple.of(1, Arbitraries.just(Map.of("a", 1))),
                Tuple.of(1, Arbitraries.just("text")));
        return Combinators.combine(objects, values.injectNull(0.03)).as((object, value) -> {
            object.put(field.getKey(), value);
            return object;
        });
    }

    private static Arbitrary<Object> listOf(Arbitrary<?> items) {
        return items.injectNull(0.02).list().ofMaxSize(3).map(list -> (Object) list);
    }

    private static Arbitrary<Object> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.of("\u001b[2J", "\u202egnp.exe", "\r\n", "\0", "x".repeat(600)))
                .asGeneric();
    }

    private static Arbitrary<Object> numbers() {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.integers().between(0, 1000)),
                        Tuple.of(2, Arbitraries.longs()),
                        Tuple.of(1, Arbitraries.of(-1L, Long.MAX_VALUE, Long.MIN_VALUE, 1.5, 1e300)))
                .map(number -> (Object) number);
    }
}
