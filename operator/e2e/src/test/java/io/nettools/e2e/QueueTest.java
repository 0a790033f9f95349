package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** T12, T13: many traces at once, of two namespaces. */
@Alone("trace pods are counted")
class QueueTest {
    @RegisterExtension
    static final Scene ONE = new Scene();

    @RegisterExtension
    static final Scene TWO = new Scene();

    private static final int EACH = 11;
    private static final int ON_A_NODE = 5;
    private static final int OF_A_NAMESPACE = 4;
    private static final int IN_ALL = 6;
    private static final String SPEC =
            """
            target: {pod: idle}
            duration: %s
            capture: {interface: lo, filter: udp port 9}
            """;

    @BeforeAll
    static void targets() {
        ONE.pod("idle", "sleep", "infinity");
        TWO.pod("idle", "sleep", "infinity");
    }

    @Test
    void aBurstKeepsToTheMaximaAndWhoWaitsAsksTheApiServerNothing() {
        Map<String, String> few = Map.of(
                "maxTracePodsPerNode", Integer.toString(ON_A_NODE),
                "maxTracePodsPerNamespace", Integer.toString(OF_A_NAMESPACE),
                "maxTracePods", Integer.toString(IN_ALL));
        try (var _ = Settings.change(few);
                var onNodes = new LiveTracePods(pod -> pod.getSpec().getNodeName());
                var ofNamespaces = new LiveTracePods(
                        pod -> pod.getMetadata().getAnnotations().get("nettools.io/trace-namespace"));
                var inAll = new LiveTracePods(pod -> "all")) {
            Operator.restart();
            List<Tracing> holders = burst(ONE, "holds", "5m", OF_A_NAMESPACE);
            holders.forEach(Tracing::capturing);
            List<Tracing> traces = burst(ONE, "waits", "1s", EACH);
            traces.forEach(trace -> trace.waiting(Reason.Queued));
            Tracing youngest = burst(ONE, "youngest", "1s", 1).getFirst().waiting(Reason.Queued);
            assertEquals(
                    "Among the first 20 in the queue of namespace " + ONE.namespace() + "; waits for one of the "
                            + OF_A_NAMESPACE + " trace pods allowed for namespace " + ONE.namespace() + ".",
                    youngest.message());
            asksNothing(ONE);

            List<Tracing> others = burst(TWO, "others", "1s", EACH);
            others.getFirst().ended(Reason.Completed);
            assertEquals(
                    Reason.Queued.name(),
                    traces.getFirst().condition("Finished").getReason());
            holders.forEach(Tracing::stop);
            holders.forEach(trace -> trace.ended(Reason.Stopped));
            List<Tracing> waited = Stream.of(traces, List.of(youngest), others)
                    .flatMap(List::stream)
                    .toList();
            waited.forEach(trace -> trace.ended(Reason.Completed));
            atMost(ON_A_NODE, onNodes);
            atMost(OF_A_NAMESPACE, ofNamespaces);
            atMost(IN_ALL, inAll);
            waited.forEach(QueueTest::wroteLittle);
        }
    }

    /** All at once. */
    private static List<Tracing> burst(Scene scene, String name, String duration, int many) {
        List<String> names = IntStream.range(0, many)
                .mapToObj(number -> name + "-" + (char) ('a' + number))
                .toList();
        Scene.apply(names.stream()
                .map(one -> "---\n" + scene.yaml(one, SPEC.formatted(duration)))
                .reduce("", String::concat));
        return names.stream().map(one -> new Tracing(scene, one)).toList();
    }

    /** Nobody runs to an end meanwhile: longer than the 2 s after which each that waited was once looked up again. */
    private static void asksNothing(Scene scene) {
        List<String> before = AuditTrail.requests(scene.namespace());
        await("the operator to ask nothing about " + scene.namespace())
                .during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(8))
                .untilAsserted(() -> assertEquals(before, AuditTrail.requests(scene.namespace())));
    }

    private static void atMost(int allowed, LiveTracePods pods) {
        assertTrue(
                pods.most().values().stream().allMatch(many -> many <= allowed),
                () -> allowed + " are allowed: " + pods.most());
        assertTrue(pods.most().values().stream().anyMatch(many -> many > 1), "one at a time");
    }

    /** Its finalizer, three states, its pod made and removed, and the finalizer; before these, that it waits, and for what else. */
    private static void wroteLittle(Tracing trace) {
        String uid = trace.resource().getMetadata().getUid();
        AuditTrail trail = AuditTrail.of(trace.scene().namespace(), trace.name(), uid);
        assertTrue(trail.writes().size() <= 9, () -> trace.name() + ": " + trail.writes());
    }
}
