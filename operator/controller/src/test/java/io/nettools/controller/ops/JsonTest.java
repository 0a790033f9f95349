package io.nettools.controller.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.NetworkInterface;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.Empty;
import io.nettools.controller.fixture.Yaml;
import io.nettools.planner.status.ConntrackSummary;
import io.nettools.planner.status.ConversationAnswer;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
    /** Empty or absent values in JSON. */
    private static final Set<String> NOTHING = Set.of("\"\"", "[]", "{}", "null");

    /** One resource that cannot be decoded would stop the informer for all. */
    @Test
    void aResourceOfANewerVersionIsStillDecoded() {
        ObjectNode newer = ATrace.tree("{target: {pod: web, sandbox: x}, capture: {ring: {files: 2}}, priority: 7}");
        newer.set(
                "status",
                Yaml.tree(
                        """
                        phase: Dreaming
                        targets: [{pod: web, reason: Dreaming, message: Asleep., flows: [{protocol: QUIC, end: Migrated, spin: true}]}]
                        """));
        NetworkTrace decoded = Yaml.object(newer, NetworkTrace.class);
        assertEquals("web", decoded.getSpec().target().pod());
        TargetStatus target = decoded.getStatus().targets().getFirst();
        assertEquals(Reason.Unknown, target.reason());
        assertEquals("This version of the operator does not know the target's reason. Asleep.", target.message());
        assertNull(target.flows().getFirst().end());
        assertEquals("QUIC", target.flows().getFirst().protocol());
    }

    @Test
    void emptyFieldsAreLeftOut() {
        JsonNode target = Json.mapper().valueToTree(TargetStatus.recorded("web", "uid", "node-1", List.of(), "lo"));
        assertEquals(
                Set.of(
                        "pod",
                        "uid",
                        "node",
                        "interface",
                        "reason",
                        "message",
                        "passageCount",
                        "flowCount",
                        "httpCount",
                        "dnsCount",
                        "tlsCount",
                        "postgresCount",
                        "redisCount"),
                target.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet()));
    }

    @Test
    void networkInterfaceIsCalledInterfaceInTheApi() {
        TargetStatus target = TargetStatus.recorded("web", "uid", "node-1", List.of("10.0.0.1"), "eth0");
        JsonNode tree = Json.mapper().valueToTree(target);
        assertEquals("eth0", tree.path("interface").asText());
        assertFalse(tree.has("networkInterface"));
        assertEquals(target, Json.mapper().convertValue(tree, TargetStatus.class));
        assertEquals(
                "lo",
                ATrace.asking("{target: {pod: web}, capture: {interface: lo}}")
                        .getSpec()
                        .capture()
                        .networkInterface());
    }

    /** Otherwise the next decision would find nulls where the last one found empty texts. */
    @Test
    void fieldsThatWereLeftOutAreReadAsEmpty() {
        ConntrackSummary tracked = new ConntrackSummary(
                ConntrackSummary.Scope.Node,
                true,
                "",
                3,
                new Conntrack.Events(1, 5, 0, 0),
                Map.of(),
                1,
                List.of(new Conntrack.Translation("TCP", "a", "b", "c", "", 1, false)),
                new ConntrackSummary.Table(0L, 1L, null, 0L, 0L, 0L),
                0);
        assertEquals(tracked, again(tracked, ConntrackSummary.class));
        ConversationAnswer talk =
                new ConversationAnswer("TCP", "a", "", "b", "", 1, 1, 1, 1, null, 0, "", Flow.End.Open, "", null);
        assertEquals(talk, again(talk, ConversationAnswer.class));
        NetworkInterface lo = new NetworkInterface(1, "lo", 0, "", 65536, "", List.of(), 7);
        assertEquals(lo, again(lo, NetworkInterface.class));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void noRecordOfTheStatusWritesEmptyFields(Class<? extends Record> type) {
        JsonNode tree = Json.mapper().valueToTree(Empty.of(type));
        assertEquals(
                List.of(),
                tree.properties().stream()
                        .filter(field -> NOTHING.contains(field.getValue().toString()))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyEmptyRecordOfTheStatusIsReadAsItWasWritten(Class<? extends Record> type) {
        Record empty = Empty.of(type);
        assertEquals(empty, again(empty, type));
    }

    /** Each record in a target's status, however deep. */
    static Stream<Class<? extends Record>> answers() {
        return Empty.recordsIn(TargetStatus.class);
    }

    private static <T> T again(Record record, Class<T> type) {
        return Json.mapper().convertValue(Json.mapper().valueToTree(record), type);
    }
}
