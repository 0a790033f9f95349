package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What an admin, or a bad day, does to the operator. */
final class Operator {
    private static final String DEPLOYMENT = "deployment/networktrace-operator";

    private Operator() {}

    /** SIGKILL on its node: no goodbye. The kubelet starts it again. */
    static void kill() {
        Pod pod = pods().getFirst();
        String container = pod.getStatus().getContainerStatuses().getFirst().getContainerID();
        new Processes(pod, "operator").signal("KILL", "java");
        await("the kubelet to see it").atMost(Duration.ofSeconds(30)).until(() -> !pods().getFirst()
                .getStatus()
                .getContainerStatuses()
                .getFirst()
                .getContainerID()
                .equals(container));
    }

    static void off() {
        Shell.kubectl("scale", DEPLOYMENT, "-n", Scene.SYSTEM, "--replicas=0").ok();
        await("the operator to be gone").atMost(Duration.ofSeconds(60)).until(() -> pods().isEmpty());
    }

    static void on() {
        Shell.kubectl("scale", DEPLOYMENT, "-n", Scene.SYSTEM, "--replicas=1").ok();
        ready();
    }

    /** Settings are read at the start. */
    static void restart() {
        Shell.kubectl("rollout", "restart", DEPLOYMENT, "-n", Scene.SYSTEM).ok();
        ready();
    }

    static void ready() {
        Shell.kubectl("rollout", "status", DEPLOYMENT, "-n", Scene.SYSTEM, "--timeout=90s")
                .ok();
        assertFalse(pods().isEmpty());
    }

    /** What its newest pod said when it ran last; nothing while there is none. */
    static String log() {
        return newest().map(pod -> Shell.kubectl(
                                "logs", "-n", Scene.SYSTEM, pod.getMetadata().getName())
                        .out())
                .orElse("");
    }

    /** With which its newest pod ended. */
    static int exitCode() {
        AtomicInteger code = new AtomicInteger();
        await("its end").atMost(Duration.ofSeconds(30)).until(() -> {
            newest().stream()
                    .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                    .flatMap(status -> Stream.of(status.getState(), status.getLastState()))
                    .flatMap(state -> Stream.ofNullable(state.getTerminated()))
                    .forEach(end -> code.set(end.getExitCode()));
            return code.get() != 0;
        });
        return code.get();
    }

    private static Optional<Pod> newest() {
        return pods().stream().max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()));
    }

    static List<Pod> pods() {
        return Scene.CLIENT
                .pods()
                .inNamespace(Scene.SYSTEM)
                .withLabels(Map.of("app.kubernetes.io/name", "networktrace-operator"))
                .list()
                .getItems();
    }
}
