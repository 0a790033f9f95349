package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.status.CaptureCounters;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ways in which a trace that began can end, and what its status says then; {@link EndTimesTest} has those that may take only so long. */
class EndingsTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Traffic TRAFFIC = new Traffic(SCENE, "idle");

    @BeforeAll
    static void target() {
        SCENE.pod("idle", "sleep", "infinity");
    }

    @Test
    void durationIsOver() {
        Tracing trace = trace("duration", "idle", "2s", "").capturing();
        TRAFFIC.datagrams(3, 10);
        trace.ended(Reason.Completed);
        assertEquals("The capture ran for its duration.", trace.message());
        assertEquals(3, trace.target().capture().captured());
        assertEquals(3L, trace.status().packets());
        assertEquals(0L, trace.status().lost());
        trace.toldOnce();
    }

    @Test
    void maxPacketsIsExact() {
        Tracing trace = trace("packets", "idle", "60s", "maxPackets: 7").capturing();
        TRAFFIC.datagrams(50, 10);
        trace.ended(Reason.PacketLimitReached);
        assertEquals(7, trace.target().capture().captured());
        assertEquals(7L, trace.status().packets());
    }

    @Test
    void maxBytesIsKeptWithinOnePacket() {
        Tracing trace = trace("bytes", "idle", "60s", "maxBytes: 4Ki").capturing();
        TRAFFIC.datagrams(50, 200);
        trace.ended(Reason.SizeLimitReached);
        int packet = 16 + Traffic.HEADERS + 200;
        CaptureCounters counters = trace.target().capture();
        assertTrue(counters.bytes() <= 4096 + packet, () -> "too many: " + counters);
        assertTrue(counters.bytes() > 4096 - packet, () -> "too few: " + counters);
    }

    @Test
    void restartOfTheContainerIsNoEnd() {
        SCENE.pod("phoenix", "python3", "-m", "http.server");
        Traffic traffic = new Traffic(SCENE, "phoenix");
        Tracing trace = trace("phoenix", "phoenix", "12s", "").capturing();
        traffic.datagrams(2, 10);
        SCENE.exec("phoenix", "kill", "-INT", "1");
        await("the restart")
                .atMost(Duration.ofSeconds(8))
                .until(() -> SCENE.restarts("phoenix") == 1
                        && SCENE.exec("phoenix", "true").exit() == 0);
        traffic.datagrams(3, 10);
        assertEquals("True", trace.condition("Capturing").getStatus(), "the packets came too late to count");
        trace.ended(Reason.Completed);
        assertEquals(5, trace.target().capture().captured());
    }

    @Test
    void oneOfTwoTargetsIsDeleted() {
        for (String pod : List.of("pair-a", "pair-b", "pair-c")) {
            SCENE.pod(pod, "sleep", "infinity");
            Shell.kubectl("label", "pod", pod, "-n", SCENE.namespace(), "group=pair")
                    .ok();
        }
        Tracing trace = SCENE.trace(
                        "pair",
                        """
                target: {selector: {matchLabels: {group: pair}}, maxTargets: 2}
                duration: 10s
                capture: {interface: lo, filter: udp port 9}
                """)
                .capturing();
        assertEquals(2, SCENE.tracePods().size());
        new Traffic(SCENE, "pair-a").datagrams(1, 10);
        new Traffic(SCENE, "pair-b").datagrams(2, 10);
        Shell.kubectl("delete", "pod", "pair-a", "-n", SCENE.namespace()).ok();
        trace.ended(Reason.PartlyFailed);
        List<TargetStatus> targets = trace.status().targets();
        assertEquals(
                List.of("pair-a", "pair-b"),
                targets.stream().map(TargetStatus::pod).toList());
        assertEquals(
                List.of(Reason.TargetGone, Reason.Completed),
                targets.stream().map(TargetStatus::reason).toList());
        assertEquals(
                List.of(1L, 2L),
                targets.stream().map(target -> target.capture().captured()).toList());
        assertTrue(trace.message().startsWith("1 of 2 targets failed, pair-a with TargetGone: "), trace.message());
    }

    @Test
    void applyingAgainChangesNothing() {
        Tracing trace = trace("again", "idle", "1s", "").ended(Reason.Completed);
        await("the finalizer to be gone")
                .until(() -> trace.resource().getMetadata().getFinalizers().isEmpty());
        var before = trace.resource();
        assertTrue(Scene.apply(yaml("again", "idle", "1s", "")).text().endsWith("unchanged"));
        assertEquals(
                before.getMetadata().getGeneration(),
                trace.resource().getMetadata().getGeneration());
        assertEquals(before.getStatus(), trace.resource().getStatus());
        assertEquals(List.of(), SCENE.tracePods());
    }

    @Test
    void stopBeforeTheBeginning() {
        Tracing trace = SCENE.trace(
                "stillborn", """
                target: {pod: idle}
                stop: true
                """);
        trace.ended(Reason.Stopped);
        assertEquals("Stopped before a capture began.", trace.message());
        assertFalse(trace.resource().getMetadata().getFinalizers().contains("nettools.io/trace-pod"));
    }

    /** Backup tools and kubectl replace own all that they write. */
    @Test
    void finalizerThatAnotherManagerOwnsTooIsRemoved() {
        Tracing trace = trace("owned", "idle", "5m", "").capturing();
        String owned =
                """
                apiVersion: nettools.io/v1alpha1
                kind: NetworkTrace
                metadata: {name: owned, namespace: %s, finalizers: [nettools.io/trace-pod]}
                """
                        .formatted(SCENE.namespace());
        Shell.kubectlWith(owned, "apply", "--server-side", "--field-manager=backup", "--force-conflicts", "-f", "-")
                .ok();
        trace.delete();
        assertNull(trace.resource());
    }

    private static Tracing trace(String name, String pod, String duration, String limits) {
        Scene.apply(yaml(name, pod, duration, limits));
        return new Tracing(SCENE, name);
    }

    private static String yaml(String name, String pod, String duration, String limit) {
        return SCENE.yaml(
                name,
                """
                target: {pod: %s}
                duration: %s
                capture: {interface: lo, filter: udp port 9%s}
                """
                        .formatted(pod, duration, limit.isEmpty() ? "" : ", " + limit));
    }
}
