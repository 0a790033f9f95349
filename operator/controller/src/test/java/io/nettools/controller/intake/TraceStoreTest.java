package io.nettools.controller.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.api.NetworkTraceSpec;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.ops.Json;
import io.nettools.planner.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** T13: 10,000 finished traces, and more waiting ones than anybody needs, fit into the operator's memory. */
class TraceStoreTest {
    private final TraceStore store = new TraceStore(
            Json.serialization(),
            trace -> trace.getStatus() == null || trace.getStatus().finishTime() == null);

    private static final NetworkTrace QUEUED = ending("queued", "False", "Queued");

    @Test
    void aWaitingTraceIsGivenBackWhole() {
        NetworkTrace trace =
                ATrace.asking("{target: {selector: {matchLabels: {app: web}}}, probe: {http: {url: 'http://a/'}}}");
        NetworkTraceSpec spec = trace.getSpec();
        assertNull(store.put("shop/hello", trace));
        NetworkTrace back = store.get("shop/hello");
        assertEquals(spec, back.getSpec());
        assertFalse(TraceStore.reduced(back));
        assertEquals("shop/hello", store.getKey(back));
    }

    @Test
    void aFinishedTraceTakesLittle() {
        NetworkTrace trace = finished("hello");
        store.put("shop/hello", trace);
        System.out.printf("measured: bytes held of a finished trace: %d%n", store.held());
        assertTrue(store.held() < 250, () -> "" + store.held());
        assertTrue(TraceStore.reduced(store.get("shop/hello")));
        assertEquals(1L, store.get("shop/hello").getStatus().observedGeneration());
        store.remove("shop/hello");
        assertEquals(0, store.held());
    }

    @Test
    void aWaitingTraceTakesLittle() {
        NetworkTrace trace = ATrace.ofPod("web");
        store.put("shop/hello", trace);
        System.out.printf("measured: bytes held of a trace that waits: %d%n", store.held());
        assertTrue(store.held() < 1024, () -> "" + store.held());
    }

    @Test
    void tracesAreCountedByReasonAsTheyComeAndGo() {
        store.put("shop/fresh", ATrace.ofPod("web"));
        store.put("shop/queued", ending("queued", "False", "Queued"));
        store.put("shop/hello", ending("hello", "False", "Capturing"));
        store.put("shop/hello", ending("hello", "True", "Completed"));
        store.put("shop/newer", ending("newer", "True", "InventedLater"));
        assertEquals(
                Map.of(Reason.Pending, 1L, Reason.Queued, 1L, Reason.Completed, 1L, Reason.Unknown, 1L), counted());
        List.of("shop/fresh", "shop/queued", "shop/hello", "shop/newer").forEach(store::remove);
        assertEquals(Map.of(), counted());
    }

    /** What is reduced since there are too many is counted like any other. */
    @Test
    void reducedTracesAreCountedToo() {
        Random random = new Random(5);
        long many = 0;
        for (boolean reduced = false; !reduced && many < 1000; many++) {
            NetworkTrace large = Json.serialization().clone(QUEUED);
            large.getStatus().conditions().getFirst().setMessage(noise(random));
            store.put("shop/" + many, large);
            reduced = TraceStore.reduced(store.get("shop/" + many));
        }
        assertTrue(many > 10 && many < 1000, "" + many);
        assertEquals(Map.of(Reason.Queued, many), counted());
    }

    private static String noise(Random random) {
        return random.ints(100_000, ' ', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Map<Reason, Long> counted() {
        return store.byReason().entrySet().stream()
                .filter(count -> count.getValue() != 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static NetworkTrace ending(String name, String status, String reason) {
        NetworkTrace trace = ATrace.ofPod("web");
        trace.getMetadata().setName(name);
        NetworkTrace like = Yaml.object(
                Yaml.tree("{status: {conditions: [{type: Accepted, status: 'True', reason: Odd}, {type: Finished,"
                        + " status: '"
                        + status + "', reason: " + reason + "}]}}"),
                NetworkTrace.class);
        trace.setStatus(like.getStatus());
        return trace;
    }

    /** The informer may hold many of them at once. */
    @Test
    void theInformersEventHasMetadataOnly() {
        NetworkTrace trace = ATrace.ofPod("web");
        store.put("shop/hello", trace);
        assertNull(trace.getSpec());
        assertNull(trace.getStatus());
        assertEquals("shop/hello", store.getKey(trace));
    }

    @Test
    void aFilteredTraceCausesNoEvent() {
        NetworkTrace trace = finished("hello");
        assertSame(trace, store.put("shop/hello", trace));
        NetworkTrace changed = finished("hello");
        changed.getMetadata().setResourceVersion("99");
        assertEquals(
                trace.getMetadata().getResourceVersion(),
                store.put("shop/hello", changed).getMetadata().getResourceVersion());
    }

    /** The informer holds all of them at once, to find those that are gone. */
    @Test
    void theValuesAreIdentitiesOnly() {
        store.put("shop/hello", ATrace.ofPod("web"));
        NetworkTrace identity = store.values().findFirst().orElseThrow();
        assertEquals("shop/hello", store.getKey(identity));
        assertEquals(ATrace.UID, identity.getMetadata().getUid());
        assertNull(identity.getSpec());
        assertEquals(
                "web", store.all().findFirst().orElseThrow().getSpec().target().pod());
    }

    @Test
    void thePreviousTraceIsReturned() {
        store.put("shop/hello", ATrace.ofPod("web"));
        assertEquals(
                "web",
                store.put("shop/hello", ATrace.ofPod("api")).getSpec().target().pod());
        assertEquals("api", store.remove("shop/hello").getSpec().target().pod());
        assertNull(store.get("shop/hello"));
    }

    /** The budget holds for any number of waiting traces and any length of their specs. */
    @Test
    void beyondTheBudgetAWaitingTraceIsReduced() {
        Random random = new Random(1);
        for (int i = 0; i < 12_000; i++) {
            NetworkTrace large = ATrace.asking("{target: {pod: web}, capture: {filter: '" + text(random, 1024) + "'}}");
            large.getMetadata().setName("trace-" + i);
            store.put("shop/trace-" + i, large);
        }
        assertFalse(TraceStore.reduced(store.get("shop/trace-0")));
        assertTrue(TraceStore.reduced(store.get("shop/trace-11999")));
        assertTrue(store.held() < TraceStore.BUDGET + 12_000 * 350L, () -> "" + store.held());
        assertEquals(12_000, store.size());
    }

    @Test
    void anUnreadableTraceKeepsItsReason() {
        ObjectNode bad = ATrace.tree("{target: 7}");
        NetworkTrace unreadable = Yaml.object(bad, NetworkTrace.class);
        store.put("shop/hello", unreadable);
        assertEquals(TraceReading.unreadable(unreadable), TraceReading.unreadable(store.get("shop/hello")));
        assertFalse(TraceStore.reduced(store.get("shop/hello")));
    }

    /** A random text, which cannot be packed. */
    private static String text(Random random, int length) {
        return random.ints(length, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static NetworkTrace finished(String name) {
        ObjectNode tree = ATrace.tree("{target: {pod: web}}");
        tree.withObject("/metadata").put("name", name).withObject("/labels").put("a", "b".repeat(1000));
        tree.set(
                "status",
                Yaml.tree("{observedGeneration: 1, finishTime: \"2026-03-01T10:00:00Z\", summary: long, conditions:"
                        + " [{type: Finished, status: 'True', reason: Completed, message: long,"
                        + " lastTransitionTime: \"2026-03-01T10:00:00Z\"}]}"));
        return Yaml.object(tree, NetworkTrace.class);
    }
}
