package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.nettools.planner.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The replica that leads is taken away while a trace runs: another one, or the next process of its pod, leads within 20 s; the trace has
 * one trace pod, one beginning, one end, and its result; and none of the replicas writes after another one did.
 */
@Alone("the operator that leads dies")
class TwoReplicasTest {
    private static final String LOST = "phase=LeaseLost";

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Traffic TRAFFIC = new Traffic(SCENE, "idle");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Map<String, String> TABLE = new TreeMap<>();

    @BeforeAll
    static void target() {
        SCENE.pod("idle", "sleep", "infinity");
    }

    /** New ones, too: the kubelet waits before it starts a container again that has ended before. */
    @AfterEach
    void bothReplicasAreReady() {
        if (Operator.pods().stream().anyMatch(pod -> restarts(pod) > 0)) {
            Operator.restart();
        }
        Operator.ready();
    }

    @AfterAll
    static void table() {
        TABLE.forEach((fault, took) -> System.out.println("takeover: " + fault + ": " + took));
    }

    @Test
    void killed() {
        Pod leader = Operator.leader();
        survived("killed", meanwhile -> {
            new Processes(leader, "operator").signal("KILL", "java");
            meanwhile.run();
        });
    }

    @Test
    void drained() {
        Pod leader = Operator.leader();
        String node = leader.getSpec().getNodeName();
        String only = "--pod-selector=app.kubernetes.io/name=networktrace-operator";
        await("the disruption budget to know of both")
                .atMost(Duration.ofSeconds(30))
                .until(() -> Operator.disruptionsAllowed() == 1);
        try {
            survived("drained", meanwhile -> {
                var drain = CompletableFuture.supplyAsync(
                        () -> Shell.kubectl("drain", node, only, "--delete-emptydir-data", "--timeout=60s"));
                meanwhile.run();
                drain.join().ok();
            });
        } finally {
            Shell.kubectl("uncordon", node).ok();
        }
        assertNotEquals(name(leader), Operator.holder());
    }

    /** All of them go, one after the other; the one that leads may be the last one. */
    @Test
    void updated() {
        Pod leader = Operator.leader();
        survived("updated", meanwhile -> {
            Shell.kubectl("rollout", "restart", "deployment/networktrace-operator", "-n", Scene.SYSTEM)
                    .ok();
            await("its turn").atMost(Duration.ofSeconds(60)).until(() -> leaves(leader));
            meanwhile.run();
        });
    }

    /** It wakes when another one leads, with all that it was about to do. */
    @Test
    void frozenAndWokenAsAZombie() {
        Pod leader = Operator.leader();
        int before = restarts(leader);
        int losses = losses(Operator.log(leader));
        Processes process = new Processes(leader, "operator");
        survived("frozen", meanwhile -> {
            process.signal("STOP", "java");
            try {
                meanwhile.run();
            } finally {
                process.signal("CONT", "java");
            }
        });
        standsByAgain(leader, before, losses);
    }

    /** It starts again once, and then waits, ready for nothing. */
    @Test
    void cutOffFromTheApiServer() {
        Pod leader = Operator.leader();
        int before = restarts(leader);
        int losses = losses(Operator.log(leader));
        String rule = "ip saddr %s tcp dport 6443".formatted(leader.getStatus().getPodIP());
        survived(
                "cut off",
                meanwhile -> Firewall.dropping(SCENE, leader.getSpec().getNodeName(), "forward 0", rule, () -> {
                    meanwhile.run();
                    return true;
                }));
        standsByAgain(leader, before, losses);
    }

    /** In the same container: the kubelet would wait before it starts that again, the longer the more often. */
    private static void standsByAgain(Pod leader, int restarts, int losses) {
        await(name(leader) + " to stand by again").atMost(LIMIT).until(() -> {
            String log = Operator.log(leader);
            return losses(log) > losses && log.substring(log.lastIndexOf(LOST)).contains("phase=Standby");
        });
        Operator.ready();
        assertNotEquals(name(leader), Operator.holder());
        assertEquals(restarts, restarts(leader));
        assertEquals(losses + 1, losses(Operator.log(leader)), "times that it lost the lease");
    }

    /** Other tests may have made this replica lose its lease before. */
    private static int losses(String log) {
        return log.split(LOST, -1).length - 1;
    }

    private static void survived(String fault, Consumer<Runnable> during) {
        String name = fault.replace(' ', '-');
        Pod leader = Operator.leader();
        Tracing next = new Tracing(SCENE, name + "-next");
        try (TraceWatch watch = new TraceWatch(SCENE, name)) {
            Tracing trace = trace(name, "5m").capturing();
            TRAFFIC.datagrams(2, 10);
            during.accept(() -> {
                TABLE.put(
                        fault,
                        "another one leads after %d ms, and has looked at a trace after %d ms"
                                .formatted(takeover(leader, next)));
                TRAFFIC.datagrams(3, 10);
                trace.stop(); // not by its duration: how long a takeover takes depends on the machine
                trace.ended(Reason.Stopped);
                next.ended(Reason.Completed);
            });
            assertEquals(5, trace.target().capture().captured());
            assertEquals(1, AuditTrail.podsMade(trace), "trace pods");
            trace.toldOnce();
            assertEquals(List.of(), watch.afterTheEnd());
        }
        List<String> writers = AuditTrail.writers(List.of(new Tracing(SCENE, name), next));
        assertEquals(Set.copyOf(writers).size(), writers.size(), () -> "one wrote after another one did: " + writers);
    }

    /** Until the lease is another process's, and until that one has looked at a trace; both in milliseconds from now. */
    private static Object[] takeover(Pod leader, Tracing next) {
        long began = System.nanoTime();
        await("another leader").atMost(LIMIT).pollInterval(SOON).until(() -> ledByAnotherThan(leader));
        long led = System.nanoTime() - began;
        trace(next.name(), "1s");
        await("a trace to be looked at")
                .atMost(LIMIT.minusNanos(led))
                .pollInterval(SOON)
                .until(() -> !next.condition("Finished").getReason().equals("Pending"));
        return new Object[] {led / 1_000_000, (System.nanoTime() - began) / 1_000_000};
    }

    private static boolean ledByAnotherThan(Pod leader) {
        String holder = Operator.holder();
        return !holder.isEmpty()
                && (!holder.equals(name(leader))
                        || restarts(leader) > container(leader).getRestartCount());
    }

    private static boolean leaves(Pod pod) {
        return now(pod).map(Pod::isMarkedForDeletion).orElse(true);
    }

    private static int restarts(Pod pod) {
        return now(pod).map(one -> container(one).getRestartCount()).orElse(0);
    }

    private static ContainerStatus container(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst();
    }

    private static Optional<Pod> now(Pod pod) {
        return Optional.ofNullable(Scene.CLIENT.resource(pod).get());
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
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
