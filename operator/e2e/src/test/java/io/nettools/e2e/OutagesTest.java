package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.status.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The failure model's lost connections: a trace captures while the operator and the API server lose each other. Its one result arrives, and
 * a new trace is looked at, within 30 s of the path being open.
 */
@Alone("the operator loses the API server")
class OutagesTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Duration RECOVERED = Duration.ofSeconds(30);
    private static final Duration DROP = Outage.length("drop", "30s");
    private static final Duration FREEZE = Outage.length("freeze", "20s");
    private static final Duration DURATION = Duration.ofSeconds(8);
    private static final Duration DEATH = Duration.ofSeconds(5);
    private static final Traffic TRAFFIC = new Traffic(SCENE, "idle");
    private static final Map<String, String> FIGURES = new TreeMap<>();

    @BeforeAll
    static void target() {
        SCENE.pod("idle", "sleep", "infinity");
    }

    /** One after the other, as when a network is mended: a container that ends would be started later each time. */
    @AfterEach
    void bothReplicasAreReady() {
        Operator.ready();
    }

    @AfterAll
    static void figures() {
        System.out.printf("measured: %-40s %18s %18s%n", "outage", "new trace seen", "result there");
        FIGURES.forEach((outage, figures) -> System.out.printf("measured: %-40s %s%n", outage, figures));
    }

    @Test
    void connectionTablesFlushed() {
        survives("flushed", "connection tables flushed", Outage::flushConnectionTables);
    }

    @Test
    void nothingReachesTheApiServer() {
        survives("dropped", "packets dropped for " + DROP, () -> Outage.unreachable(DROP, () -> {}));
    }

    /** Its start waits for the API server, and knows the trace pod that runs; the kubelet does not take it for dead. */
    @Test
    void operatorStartedWhileNothingReachesTheApiServer() {
        survives(
                "started",
                "operator killed, packets dropped for " + DROP,
                () -> Outage.unreachable(DROP, Operator::kill));
    }

    @Test
    void apiServerKilled() {
        survives("killed", "API server killed, down for " + DEATH, () -> {
            Outage.apiServerKilled(DEATH);
            awaitTracesToBeTaken();
        });
    }

    /** A mutating policy knows the kind only when the API server has looked which there are, up to 30 s after it is ready. */
    private static void awaitTracesToBeTaken() {
        String yaml = SCENE.yaml("anything", "target: {pod: nobody}");
        await("the API server to take traces")
                .atMost(Duration.ofSeconds(90))
                .until(() -> Shell.kubectlWith(yaml, "apply", "--dry-run=server", "-f", "-")
                                .exit()
                        == 0);
    }

    @Test
    void apiServerFrozen() {
        survives("frozen", "API server frozen for " + FREEZE, () -> Outage.apiServerFrozen(FREEZE));
    }

    @Test
    void endpointChangedBehindTheService() {
        try {
            survives("moved", "another address behind the Service", Outage::moveEndpoint);
        } finally {
            Outage.moveEndpointBack();
        }
    }

    @Test
    void operatorFrozen() {
        survives("asleep", "operator frozen for " + FREEZE, () -> Outage.operatorFrozen(FREEZE));
    }

    private static void survives(String name, String outage, Runnable lost) {
        try (PodWatch watch = new PodWatch(SCENE)) {
            Tracing trace = applied(name, "{pod: idle}").capturing();
            long ends = System.nanoTime() + DURATION.toNanos();
            TRAFFIC.datagrams(3, 10);
            lost.run();
            long open = System.nanoTime();
            Tracing fresh = applied(name + "-after", "{pod: nobody}");
            Duration seen = finished(fresh, open);
            Duration there = finished(trace, Math.max(open, ends));
            FIGURES.put(outage, "%15d ms %15d ms".formatted(seen.toMillis(), there.toMillis()));
            fresh.ended(Reason.TargetNotFound);
            trace.ended(Reason.Completed);
            assertEquals(3, trace.target().capture().captured());
            assertEquals(1, watch.uids().size(), "trace pods");
            trace.toldOnce();
            await("the trace pod and the finalizer to be gone")
                    .atMost(RECOVERED)
                    .until(() -> SCENE.tracePods().isEmpty()
                            && trace.resource().getMetadata().getFinalizers().isEmpty());
            assertTrue(seen.compareTo(RECOVERED) <= 0, () -> "the new trace was looked at after " + seen);
            assertTrue(there.compareTo(RECOVERED) <= 0, () -> "the result arrived after " + there);
        }
    }

    private static Duration finished(Tracing trace, long since) {
        await(trace.name() + " to finish")
                .atMost(RECOVERED.multipliedBy(5))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> trace.condition("Finished").getStatus().equals("True"));
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private static Tracing applied(String name, String target) {
        return SCENE.trace(
                name,
                """
                target: %s
                duration: %s
                capture: {interface: lo, filter: udp port 9}
                """
                        .formatted(target, DURATION.toSeconds() + "s"));
    }
}
