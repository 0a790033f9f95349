package io.nettools.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an admin, or a bad day, does to the operator. */
final class Operator {
    private static final String NAME = "networktrace-operator";
    private static final String DEPLOYMENT = "deployment/" + NAME;
    private static final String LABEL = "app.kubernetes.io/name";

    private Operator() {}

    /** SIGKILL to the one that leads, on its node: no goodbye. The kubelet starts it again. */
    @Alone("no trace is seen to meanwhile")
    static void kill() {
        Pod pod = leader();
        String container = container(pod);
        new Processes(pod, "operator").signal("KILL", "java");
        await("the kubelet to see it")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !pods().stream().map(Operator::container).toList().contains(container));
    }

    private static String container(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(ContainerStatus::getContainerID)
                .findFirst()
                .orElse("");
    }

    @Alone("no trace is seen to meanwhile")
    static void off() {
        Shell.kubectl("scale", DEPLOYMENT, "-n", Scene.SYSTEM, "--replicas=0").ok();
        await("the operator to be gone").atMost(Duration.ofSeconds(60)).until(() -> pods().isEmpty());
    }

    @Alone("no trace is seen to meanwhile")
    static void on() {
        Shell.kubectl("scale", DEPLOYMENT, "-n", Scene.SYSTEM, "--replicas=2").ok();
        ready();
    }

    /** Settings are read at the start. All at once, which takes less time than one after the other. */
    @Alone("no trace is seen to meanwhile")
    static void restart() {
        Shell.kubectl("delete", "pods", "-n", Scene.SYSTEM, "-l", LABEL + "=" + NAME)
                .ok();
        ready();
    }

    /** As many as there should be, and one of them leads that is to stay. */
    static void ready() {
        Shell.kubectl("rollout", "status", DEPLOYMENT, "-n", Scene.SYSTEM, "--timeout=90s")
                .ok();
        await("a leader that stays, and no other that goes")
                .atMost(Duration.ofSeconds(30))
                .until(() -> pods().stream().noneMatch(Pod::isMarkedForDeletion)
                        && pods().stream().anyMatch(pod -> leads(pod) && Readiness.isPodReady(pod)));
    }

    /** The pod that the lease names. */
    static Pod leader() {
        await("a leader").atMost(Duration.ofSeconds(30)).until(() -> pods().stream()
                .anyMatch(Operator::leads));
        return pods().stream().filter(Operator::leads).findFirst().orElseThrow();
    }

    static boolean leads(Pod pod) {
        return pod.getMetadata().getName().equals(holder());
    }

    /** Who holds the lease; nothing when nobody does. */
    static String holder() {
        return Optional.ofNullable(Scene.CLIENT
                        .leases()
                        .inNamespace(Scene.SYSTEM)
                        .withName(NAME)
                        .get())
                .map(lease -> lease.getSpec().getHolderIdentity())
                .orElse("");
    }

    /** What its newest pod said when it ran last; nothing while there is none. */
    static String log() {
        return newest().map(Operator::log).orElse("");
    }

    /** What a pod said when it ran last: the messages of its lines. */
    static String log(Pod pod) {
        return Shell.kubectl("logs", "-n", Scene.SYSTEM, pod.getMetadata().getName())
                .out()
                .lines()
                .map(Operator::message)
                .collect(Collectors.joining("\n"));
    }

    /** The message of a line of the log; a line of the JVM's own is a message. */
    private static String message(String line) {
        return line.startsWith("{")
                ? Scene.CLIENT
                        .getKubernetesSerialization()
                        .unmarshal(line, JsonNode.class)
                        .path("message")
                        .asText()
                : line;
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

    /** How many of its pods a drain may take now. */
    static int disruptionsAllowed() {
        return Scene.CLIENT
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(Scene.SYSTEM)
                .withName(NAME)
                .get()
                .getStatus()
                .getDisruptionsAllowed();
    }

    static List<Pod> pods() {
        return Scene.CLIENT
                .pods()
                .inNamespace(Scene.SYSTEM)
                .withLabel(LABEL, NAME)
                .list()
                .getItems();
    }
}
