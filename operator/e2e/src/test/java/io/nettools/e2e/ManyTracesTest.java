package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.nettools.planner.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Threat T13: neither how many traces there are nor how large tenants make their objects ends the operator. Prints its memory meanwhile. */
@Alone("memory is measured")
class ManyTracesTest {
    @RegisterExtension
    static final Scene MANY = new Scene();

    @RegisterExtension
    static final Scene OTHER = new Scene();

    private static final long KIB = 128 * 1024;
    private static final int LISTS = 25;
    private static final int FINISHED = 10_000;
    private static final int WAITING = 1_000;
    private static final int LARGE = 200;
    private static final int PODS = 500;
    private static final Duration REST = Duration.ofSeconds(5);

    @Test
    void manyTracesFitInto128MiB() {
        MANY.pod("idle", "sleep", "infinity");
        OTHER.pod("idle", "sleep", "infinity");
        try (var _ = Settings.change(Map.of("maxTracePodsPerNamespace", "1"))) {
            Operator.restart();
            Tracing done = trace(MANY, "done", "1s").ended(Reason.Completed);
            await("its finalizer to be gone")
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> done.resource().getMetadata().getFinalizers().isEmpty());
            Tracing holder = trace(MANY, "holds", "5m").capturing();
            Tracing waits = trace(MANY, "waits", "1s").waiting(Reason.Queued);
            Etcd.copy(done, "done", FINISHED - 1, _ -> {});
            Etcd.copy(waits, "waits", WAITING - 1, _ -> {});
            restarted(FINISHED + " finished and " + WAITING + " waiting traces");
            trace(OTHER, "beside-many", "1s").ended(Reason.Completed);
            Etcd.copy(done, "large", LARGE, ManyTracesTest::large);
            Etcd.copy(waits, "key", 1, ManyTracesTest::ofAKeyOf1200000Bytes);
            Etcd.copy(waits, "unreadable", 1, ManyTracesTest::unreadable);
            restarted("besides, " + LARGE + " finished ones of 0.7 MB");
            trace(OTHER, "beside-large", "1s").ended(Reason.Completed);
            aSelectorOfLargePods();
            removeCopies(); // before those that wait begin
            holder.stop();
            holder.ended(Reason.Stopped);
            waits.ended(Reason.Completed);
        } finally {
            removeCopies();
        }
    }

    private static void removeCopies() {
        List.of("done", "waits", "large", "key", "unreadable").forEach(name -> Etcd.removeCopies(MANY, name));
    }

    /** Most of them never run; each has as many annotations as Kubernetes takes. */
    private static void aSelectorOfLargePods() {
        Map<String, String> annotations = Map.of("large", "x".repeat(250 * 1024));
        IntStream.range(0, PODS).parallel().forEach(number -> Scene.CLIENT
                .resource(new PodBuilder(Scene.CLIENT
                                .getKubernetesSerialization()
                                .unmarshal(OTHER.podYaml("idle", "sleep", "infinity"), Pod.class))
                        .editMetadata()
                        .withName("large-" + number)
                        .withAnnotations(annotations)
                        .endMetadata()
                        .editSpec()
                        .addNewSchedulingGate("nettools.io/never")
                        .endSpec()
                        .build())
                .create());
        OTHER.trace("selects", "target: {selector: {matchLabels: {app: idle}}}\nduration: 1s")
                .ended(Reason.Completed);
        fits("besides, a selector of " + PODS + " pods with annotations of 250 KiB");
    }

    /** As the API server took them before the schema had bounds. */
    private static void ofAKeyOf1200000Bytes(ObjectNode trace) {
        ObjectNode target = trace.withObject("/spec").putObject("target");
        target.putObject("selector").putObject("matchLabels").put("k".repeat(1_200_000), "v");
    }

    private static void unreadable(ObjectNode trace) {
        trace.withObject("/spec").putArray("target").add(1);
    }

    private static void large(ObjectNode trace) {
        ObjectNode labels = trace.withObject("/metadata").putObject("labels");
        IntStream.range(0, 9000).forEach(number -> labels.put("label-" + number, "x".repeat(60)));
    }

    private static Tracing trace(Scene scene, String name, String duration) {
        return scene.trace(name, "target: {pod: idle}\ncapture: {interface: lo}\nduration: " + duration);
    }

    /** The leader's next process does not have to wait for its turn. */
    private static void restarted(String what) {
        Instant since = Instant.now();
        Operator.kill();
        Operator.ready();
        Duration ready = Duration.between(since, Instant.now());
        atRest();
        long lists = AuditTrail.since(since).stream()
                .filter(request -> request.startsWith("list "))
                .count();
        System.out.printf("measured: %s: restarted in %d s with %d list requests%n", what, ready.toSeconds(), lists);
        assertTrue(lists <= LISTS, () -> lists + " list requests");
        fits(what);
    }

    /** While nothing happens nothing is asked, and so nothing is written. */
    private static void atRest() {
        await("the operator to ask for nothing but its lease")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> AuditTrail.since(Instant.now().minus(REST)), List::isEmpty);
    }

    private static void fits(String what) {
        Processes operator = new Processes(Operator.leader(), "operator");
        long now = operator.memory("VmRSS", "java");
        long most = operator.memory("VmHWM", "java");
        System.out.printf("measured: %s: operator resident %d KiB, %d KiB at most%n", what, now, most);
        assertTrue(most <= KIB, () -> what + ": " + most + " KiB");
    }
}
