package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.nettools.planner.status.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a trace may take to end, and what its status says then. */
@Alone("times are measured")
class EndTimesTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Traffic TRAFFIC = new Traffic(SCENE, "idle");

    @BeforeAll
    static void target() {
        SCENE.pod("idle", "sleep", "infinity");
    }

    @Test
    void stopKeepsWhatWasCaptured() {
        Tracing trace = trace("stop").capturing();
        TRAFFIC.datagrams(5, 10);
        Stopwatch stopwatch = Stopwatch.start();
        trace.stop();
        trace.finished();
        stopwatch.within(Duration.ofSeconds(5), "stop: true to Finished (aim: 3 s)");
        trace.ended(Reason.Stopped);
        assertEquals(5, trace.target().capture().captured());
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "eth0"})
    void deletedTargetEndsTheCaptureAndTheResultIsKept(String networkInterface) {
        String pod = "mortal-" + networkInterface;
        SCENE.pod(pod, "sleep", "infinity");
        Tracing trace = SCENE.trace(
                        pod,
                        """
                target: {pod: %s}
                duration: 5m
                capture: {interface: %s, filter: udp port 9}
                """
                                .formatted(pod, networkInterface))
                .capturing();
        SCENE.exec(pod, "python3", "-c", TO_GATEWAY).ok();
        Stopwatch stopwatch = Stopwatch.start();
        Shell.kubectl("delete", "pod", pod, "-n", SCENE.namespace(), "--wait=false")
                .ok();
        trace.finished();
        stopwatch.within(Duration.ofSeconds(10), "target on " + networkInterface + " deleted to Finished");
        trace.ended(Reason.TargetGone);
        assertEquals(4, trace.target().capture().captured());
    }

    /** Four datagrams that leave the pod. */
    private static final String TO_GATEWAY = "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); "
            + "[s.sendto(b'x', ('10.96.0.99', 9)) for _ in range(4)]";

    @Test
    void deletedTraceTakesItsPodAlong() {
        Tracing trace = trace("deleted").capturing();
        assertEquals(1, SCENE.tracePods().size());
        Stopwatch stopwatch = Stopwatch.start();
        trace.delete();
        stopwatch.within(Duration.ofSeconds(10), "delete to trace and trace pod gone");
        assertNull(trace.resource());
        assertEquals(List.of(), SCENE.tracePods());
    }

    @Test
    void timeToLiveDeletesTheFinishedTrace() {
        Tracing trace = SCENE.trace(
                "mayfly",
                """
                target: {pod: idle}
                duration: 1s
                ttlAfterFinished: 2s
                """);
        trace.ended(Reason.Completed);
        Stopwatch stopwatch = Stopwatch.start();
        await("mayfly to be gone").atMost(Duration.ofSeconds(10)).until(() -> trace.resource() == null);
        stopwatch.within(Duration.ofSeconds(6), "Finished to gone with ttlAfterFinished: 2s");
    }

    private static Tracing trace(String name) {
        return SCENE.trace(
                name,
                """
                target: {pod: idle}
                duration: 5m
                capture: {interface: lo, filter: udp port 9}
                """);
    }
}
