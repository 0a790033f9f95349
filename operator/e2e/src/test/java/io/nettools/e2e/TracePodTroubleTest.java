package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.nettools.planner.status.Reason;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to a trace pod that is not left alone: the trace ends, says why, and keeps what there is. */
class TracePodTroubleTest {
    private static final int SENT = 200;
    private static final int KEPT = 100;

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Traffic TRAFFIC = new Traffic(SCENE, "idle");

    @BeforeAll
    static void target() {
        SCENE.pod("idle", "sleep", "infinity");
    }

    @Test
    void tracePodIsDeleted() {
        Tracing trace = trace("drained", "5m").capturing();
        TRAFFIC.datagrams(3, 10);
        Shell.kubectl("delete", "pod", "-n", Scene.TRACES, pod().getMetadata().getName())
                .ok();
        trace.ended(Reason.Evicted);
        assertEquals(3, trace.target().capture().captured());
    }

    @Test
    void tracePodIsForcedAway() {
        Tracing trace = trace("forced", "5m").capturing();
        String name = pod().getMetadata().getName();
        Shell.kubectl("delete", "pod", "-n", Scene.TRACES, name, "--force", "--grace-period=0")
                .ok();
        trace.ended(Reason.PodLost);
        assertEquals("The trace pod was deleted while it captured; create the trace again.", trace.message());
    }

    @Test
    void tcpdumpIsKilled() {
        Tracing trace = trace("tool", "5m").capturing();
        writeMoreThanTcpdumpGathers();
        new Processes(pod(), "capture").signal("KILL", "tcpdump");
        trace.ended(Reason.CaptureFailed);
        assertEquals("tcpdump ended by itself", trace.message());
        assertKept(trace.target().capture().captured());
    }

    @Test
    void captureIsKilled() {
        Tracing trace = trace("capture", "5m").capturing();
        writeMoreThanTcpdumpGathers();
        new Processes(pod(), "capture").signal("KILL", "java");
        trace.ended(Reason.CaptureFailed);
        assertTrue(trace.message().contains("its capture container ended with exit code 137"), trace::message);
        assertKept(trace.target().flows().getFirst().packetsToServer());
    }

    @Test
    void analyserIsKilled() {
        Tracing trace = trace("analyser", "10s").capturing();
        TRAFFIC.datagrams(3, 10);
        new Processes(pod(), "analyser").signal("KILL", "java");
        trace.ended(Reason.AnalyserFailed);
        assertTrue(trace.message().startsWith("The packets were counted but not read"), trace::message);
        assertEquals(3, trace.target().capture().captured());
    }

    @Test
    void interfaceDisappears() {
        Pod idle = Scene.CLIENT
                .pods()
                .inNamespace(SCENE.namespace())
                .withName("idle")
                .get();
        Processes target = new Processes(idle, "main");
        target.inNetwork("ip link add side0 type veth peer name side1");
        target.inNetwork("ip link set side0 up");
        Tracing trace = SCENE.trace("side", "target: {pod: idle}\nduration: 5m\ncapture: {interface: side0}")
                .capturing();
        target.inNetwork("ip link delete side0");
        trace.ended(Reason.InterfaceGone);
        assertTrue(trace.message().startsWith("The interface disappeared during the capture"), trace::message);
    }

    /** What a killed tcpdump has not written is lost: less than 4096 bytes, at which it writes. */
    private static void writeMoreThanTcpdumpGathers() {
        TRAFFIC.datagrams(SENT, 10);
        String file = Scene.capturesOf(pod()) + "/capture.pcap";
        await("the packets in the file")
                .atMost(Duration.ofSeconds(5))
                .until(() -> Integer.parseInt(Shell.node(pod().getSpec().getNodeName(), "stat", "-c", "%s", file)
                                .text())
                        >= 24 + KEPT * (16 + Traffic.HEADERS + 10));
    }

    private static void assertKept(long packets) {
        assertTrue(packets >= KEPT && packets <= SENT, () -> packets + " of " + SENT + " packets are kept");
    }

    private static Pod pod() {
        return SCENE.pods().getFirst();
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
