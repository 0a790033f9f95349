package io.nettools.controller.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.ops.Json;
import io.nettools.controller.pod.Marks;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** T13: whatever a tenant has stored, the list and the watch go on, and the other traces are read. */
class TraceReadingTest {
    private static final String HUGE = "k".repeat(1_200_000);

    /** Specs that another version's schema, or a missing one, may have allowed. */
    static Stream<String> unreadable() {
        return Stream.of(
                "{}",
                "{target: 7}",
                "{target: [1, 2]}",
                "{target: {pod: web}, capture: {maxPackets: many}}",
                "{target: {pod: web}, capture: {maxPackets: 1e400}}",
                "{target: {selector: {matchLabels: {? " + HUGE + " : [v]}}}}",
                "{target: {pod: web}, capture: {maxBytes: {a: b}}}",
                "{target: {pod: web}, views: Node}",
                "{target: {pod: web}, reason: " + HUGE + "}",
                "7",
                "[]");
    }

    @ParameterizedTest
    @MethodSource
    void unreadable(String spec) {
        ObjectNode bad = ATrace.tree("{target: {pod: web}}");
        bad.set("spec", Yaml.tree(spec));
        List<NetworkTrace> read = list(bad, ATrace.tree("{target: {pod: api}}"));
        assertEquals("api", read.get(1).getSpec().target().pod());
        NetworkTrace skipped = read.getFirst();
        if (!spec.equals("{}")) {
            assertNull(skipped.getSpec());
            String why = TraceReading.unreadable(skipped).orElseThrow();
            assertTrue(why.length() < 200 && why.matches("[ -~]+"), why);
        }
        assertEquals("hello", skipped.getMetadata().getName());
        assertEquals("shop", skipped.getMetadata().getNamespace());
        assertEquals(ATrace.UID, skipped.getMetadata().getUid());
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void anUnreadableTraceDoesNotEndAWatch(String spec) {
        ObjectNode event = (ObjectNode) Yaml.tree("{type: MODIFIED}");
        ObjectNode bad = event.putObject("object");
        bad.setAll(ATrace.tree("{target: {pod: web}}"));
        bad.set("spec", Yaml.tree(spec));
        WatchEvent read = serialization().unmarshal(event.toString(), WatchEvent.class);
        assertEquals("hello", ((NetworkTrace) read.getObject()).getMetadata().getName());
    }

    /** The library's limits are below the size of objects that the API server stores. */
    @Test
    void aKeyLongerThanTheLibrarysLimitsIsRead() {
        ObjectNode huge = ATrace.tree("{target: {pod: web}}");
        ((ObjectNode) huge.get("metadata")).putObject("labels").put(HUGE, HUGE);
        assertEquals("web", list(huge).getFirst().getSpec().target().pod());
    }

    @Test
    void anUnreadableTraceThatIsDeletedStillCarriesOurFinalizer() {
        ObjectNode bad = ATrace.tree("{target: 7}");
        ((ObjectNode) bad.get("metadata"))
                .put("deletionTimestamp", "2026-03-01T10:00:00Z")
                .putArray("finalizers")
                .add("nettools.io/trace-pod");
        NetworkTrace read = list(bad).getFirst();
        assertTrue(read.hasFinalizer("nettools.io/trace-pod"));
        assertTrue(read.isMarkedForDeletion());
    }

    @Test
    void aUsersUnreadableAnnotationIsDropped() {
        ObjectNode trace = ATrace.tree("{target: {pod: web}}");
        ((ObjectNode) trace.get("metadata")).putObject("annotations").put(TraceJson.UNREADABLE, "lies");
        NetworkTrace read = list(trace).getFirst();
        assertNotNull(read.getSpec());
        assertFalse(read.getMetadata().getAnnotations().containsKey(TraceJson.UNREADABLE));
    }

    /** T27: the audit line names who asked, whatever else a user writes beside it. */
    @Test
    void theCreatorIsKnownAmongThousandsOfAnnotations() {
        ObjectNode trace = ATrace.tree("{target: {pod: web}}");
        ObjectNode annotations = trace.withObject("/metadata/annotations");
        IntStream.range(0, 1000).forEach(i -> annotations.put("nettools.io/a" + i, "x"));
        annotations.put(Marks.REQUESTED_BY, "ann");
        assertEquals(
                Map.of(Marks.REQUESTED_BY, "ann"),
                list(trace).getFirst().getMetadata().getAnnotations());
        annotations.put(Marks.REQUESTED_BY, "x".repeat(2000));
        assertEquals(
                512,
                list(trace)
                        .getFirst()
                        .getMetadata()
                        .getAnnotations()
                        .get(Marks.REQUESTED_BY)
                        .length());
    }

    /** Only few annotations are held, and all of them are ours; 0.7 MB of labels are not held. */
    @Test
    void fieldsThatNoDecisionUsesAreNotHeld() {
        ObjectNode fat = ATrace.tree("{target: {pod: web}}");
        ObjectNode metadata = (ObjectNode) fat.get("metadata");
        ObjectNode labels = metadata.putObject("labels");
        IntStream.range(0, 2000).forEach(i -> labels.put("label-" + i, "x".repeat(300)));
        metadata.putArray("managedFields").addObject().putObject("fieldsV1").setAll(labels);
        ObjectNode annotations = metadata.putObject("annotations");
        annotations.put("kubectl.kubernetes.io/last-applied-configuration", HUGE);
        IntStream.range(0, 2000).forEach(i -> annotations.put("nettools.io/" + i, "x".repeat(500)));
        NetworkTrace read = list(fat).getFirst();
        assertTrue(Json.serialization().asJson(read).length() < 8000);
        assertEquals("web", read.getSpec().target().pod());
    }

    private static KubernetesSerialization serialization() {
        KubernetesSerialization serialization = Json.serialization();
        serialization.registerKubernetesResource(NetworkTrace.class);
        return serialization;
    }

    private static List<NetworkTrace> list(JsonNode... items) {
        ObjectNode list = (ObjectNode) Yaml.tree("{apiVersion: nettools.io/v1alpha1, kind: NetworkTraceList}");
        ArrayNode all = list.putArray("items");
        List.of(items).forEach(all::add);
        KubernetesSerialization serialization = serialization();
        Type type = serialization.constructParametricType(DefaultKubernetesResourceList.class, NetworkTrace.class);
        DefaultKubernetesResourceList<NetworkTrace> read =
                serialization.unmarshal(list.toString(), new com.fasterxml.jackson.core.type.TypeReference<>() {
                    @Override
                    public Type getType() {
                        return type;
                    }
                });
        return read.getItems();
    }
}
