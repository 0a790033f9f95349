package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.nettools.planner.status.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator dies while a trace pod runs: the trace ends as if nothing had happened, or at least the trace pod ends by itself. */
@Alone("the operator dies")
class OperatorDeathTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Traffic TRAFFIC = new Traffic(SCENE, "idle");

    @BeforeAll
    static void target() {
        SCENE.pod("idle", "sleep", "infinity");
    }

    @AfterEach
    void operatorRuns() {
        Operator.on();
    }

    @Test
    void killedAndStartedAgain() {
        try (PodWatch watch = new PodWatch(SCENE)) {
            Tracing trace = trace("killed", "15s").capturing();
            TRAFFIC.datagrams(2, 10);
            Operator.kill();
            TRAFFIC.datagrams(3, 10);
            Operator.ready();
            trace.ended(Reason.Completed);
            assertEquals(5, trace.target().capture().captured());
            assertEquals(1, watch.uids().size(), "trace pods");
            trace.toldOnce();
        }
    }

    /** A new one beside the old one, which has not ended yet. */
    @Test
    void forcedOutOfItsPod() {
        try (PodWatch watch = new PodWatch(SCENE)) {
            Tracing trace = trace("forced", "12s").capturing();
            TRAFFIC.datagrams(4, 10);
            Shell.kubectl("delete", "pod", "-n", Scene.SYSTEM, "--all", "--force", "--grace-period=0")
                    .ok();
            trace.ended(Reason.Completed);
            assertEquals(4, trace.target().capture().captured());
            assertEquals(1, watch.uids().size(), "trace pods");
            trace.toldOnce();
        }
    }

    @Test
    void killedAndNotStartedAgain() {
        Tracing trace = trace("alone", "6s").capturing();
        TRAFFIC.datagrams(2, 10);
        Stopwatch stopwatch = Stopwatch.start();
        Operator.off();
        await("the trace pod to end by itself").atMost(Duration.ofSeconds(20)).until(() -> phases().equals(
                        List.of("Succeeded")));
        stopwatch.within(Duration.ofSeconds(12), "operator off (duration 6s) to trace pod ended by itself");
        assertEquals(List.of(), SCENE.toolsOfItsPods());
        assertEquals("False", trace.condition("Finished").getStatus());
        Operator.on();
        Stopwatch back = Stopwatch.start();
        trace.ended(Reason.Completed);
        back.within(Duration.ofSeconds(5), "operator ready again to Finished");
        assertEquals(2, trace.target().capture().captured());
        trace.toldOnce();
    }

    /** Deleted while nobody looks: the finalizer keeps the trace until somebody can take its pod away. */
    @Test
    void traceDeletedWhileTheOperatorIsAway() {
        Tracing trace = trace("widow", "5m").capturing();
        Operator.off();
        Shell.kubectl("delete", "ntrace", "widow", "-n", SCENE.namespace(), "--wait=false")
                .ok();
        assertEquals(List.of("Running"), phases());
        Operator.on();
        await("trace and trace pod to be gone")
                .atMost(Duration.ofSeconds(15))
                .until(() -> trace.resource() == null && phases().isEmpty());
    }

    private static List<String> phases() {
        return SCENE.pods().stream()
                .map(Pod::getStatus)
                .map(status -> status.getPhase())
                .toList();
    }

    private static Tracing trace(String name, String duration) {
        return SCENE.trace(
                name,
                """
                target: {pod: idle}
                duration: %s
                capture: {interface: lo, filter: udp port 9}
                """
                        .formatted(duration));
    }
}
