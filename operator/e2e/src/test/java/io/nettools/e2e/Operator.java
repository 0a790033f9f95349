package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What an admin, or a bad day, does to the operator. */
final class Operator {
    private static final String DEPLOYMENT = "deployment/networktrace-operator";
    private static final String PROCESS =
            "p=$(grep -l %s /proc/[0-9]*/cgroup | cut -d/ -f3); test -n \"$p\" && kill -KILL $p";

    private Operator() {}

    /** SIGKILL on its node: no goodbye. The kubelet starts it again. */
    static void kill() {
        Pod pod = pods().getFirst();
        String container = pod.getStatus().getContainerStatuses().getFirst().getContainerID();
        String id = container.substring(container.lastIndexOf('/') + 1);
        Shell.node(pod.getSpec().getNodeName(), "bash", "-c", PROCESS.formatted(id))
                .ok();
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

    static List<Pod> pods() {
        return Scene.CLIENT
                .pods()
                .inNamespace(Scene.SYSTEM)
                .withLabels(Map.of("app.kubernetes.io/name", "networktrace-operator"))
                .list()
                .getItems();
    }
}
