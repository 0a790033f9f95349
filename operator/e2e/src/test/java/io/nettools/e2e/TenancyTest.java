package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.nettools.e2e.Shell.Output;
import io.nettools.planner.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may trace what, asked with real service accounts; and what a trace pod is allowed. */
class TenancyTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    @RegisterExtension
    static final Scene OTHER = new Scene();

    @BeforeAll
    static void people() {
        SCENE.pod("web", "sleep", "infinity");
        Scene.apply(
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: exec, namespace: %1$s}
                rules: [{apiGroups: [''], resources: [pods/exec], verbs: [create]}]
                """
                        .formatted(SCENE.namespace()));
        person("viewer", "networktrace-user", false);
        person("developer", "networktrace-user", true);
    }

    @Test
    void withoutTheRightToExecTheApiServerRefuses() {
        Output refused = as("viewer", SCENE.yaml("mine", "target: {pod: web}\nduration: 1s"));
        assertNotEquals(0, refused.exit());
        assertTrue(
                refused.err().contains("needs the right to exec into pods of namespace " + SCENE.namespace()),
                refused::err);
        assertTrue(refused.err().contains("create pods/exec"), refused::err);
    }

    @Test
    void withItOnesOwnNamespaceMayBeTraced() {
        as("developer", SCENE.yaml("own", "target: {pod: web}\nduration: 1s")).ok();
        new Tracing(SCENE, "own").ended(Reason.Completed);
    }

    /** T2: ending somebody else's trace is asking for something else; labels are not, and deleting is what RBAC says. */
    @Test
    void withoutTheRightToExecNobodyElsesTraceIsStopped() {
        as("developer", SCENE.yaml("running", "target: {pod: web}\nduration: 60s"))
                .ok();
        Tracing trace = new Tracing(SCENE, "running").capturing();
        Output refused = patch("viewer", "running", "{\"spec\":{\"stop\":true}}");
        assertNotEquals(0, refused.exit());
        assertTrue(
                refused.err()
                        .contains("changing the spec of one needs the right to exec into pods of namespace "
                                + SCENE.namespace()),
                refused::err);
        patch("viewer", "running", "{\"metadata\":{\"labels\":{\"seen\":\"yes\"}}}")
                .ok();
        assertEquals("True", trace.condition("Capturing").getStatus());
        patch("developer", "running", "{\"spec\":{\"stop\":true}}").ok();
        trace.ended(Reason.Stopped);
    }

    /** T2: the garbage collector deletes what an owner that does not exist left behind. */
    @Test
    void withoutTheRightToDeleteNobodyGivesATraceAnOwner() {
        Scene.apply(
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: change, namespace: %1$s}
                rules: [{apiGroups: [nettools.io], resources: [networktraces], verbs: [get, patch]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: changer, namespace: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: change}
                subjects: [{kind: ServiceAccount, name: changer, namespace: %1$s}]
                """
                        .formatted(SCENE.namespace()));
        as("developer", SCENE.yaml("owned", "target: {pod: web}\nduration: 1s")).ok();
        String owner =
                "{\"metadata\":{\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"gone\",\"uid\":\"1\"}]}}";
        await("the right to patch to be known")
                .atMost(Duration.ofSeconds(30))
                .until(() -> patch("changer", "owned", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}")
                                .exit()
                        == 0);
        Output refused = patch("changer", "owned", owner);
        assertTrue(refused.err().contains("ask for: delete networktraces"), refused::err);
        new Tracing(SCENE, "owned").ended(Reason.Completed);
    }

    /** T27: written by the API server where it can, and in any case true. */
    @Test
    void whoAskedIsInTheTraceTheEventAndTheLog() {
        String written = "metadata: {annotations: {nettools.io/requested-by: '%s'}, ";
        String yaml = SCENE.yaml("asked", "target: {pod: web}\nduration: 1s");
        Output forged = as("developer", yaml.replace("metadata: {", written.formatted("admin")));
        assertNotEquals(0, forged.exit());
        assertTrue(forged.err().contains("leave it out, or write " + account("developer")), forged::err);
        as(
                        "developer",
                        writtenByTheApiServer()
                                ? yaml
                                : yaml.replace("metadata: {", written.formatted(account("developer"))))
                .ok();
        Tracing trace = new Tracing(SCENE, "asked").ended(Reason.Completed);
        assertEquals(
                account("developer"),
                trace.resource().getMetadata().getAnnotations().get("nettools.io/requested-by"));
        Output changed = patch(
                "developer", "asked", "{\"metadata\":{\"annotations\":{\"nettools.io/requested-by\":\"admin\"}}}");
        assertTrue(changed.err().contains("leave it as it is"), changed::err);
        String uid = trace.resource().getMetadata().getUid();
        String log = Operator.log(Operator.leader());
        assertTrue(log.contains("uid=" + uid + " requestedBy=\"" + account("developer") + "\""), log);
        String events = Shell.kubectl(
                        "get", "events.events.k8s.io", "-n", SCENE.namespace(), "-o", "jsonpath={.items[*].note}")
                .ok()
                .out();
        assertTrue(events.contains("NetworkTrace asked, requested by " + account("developer") + ": "), events);
    }

    /** From Kubernetes 1.36 on; before, where the admin has turned it on. */
    private static boolean writtenByTheApiServer() {
        return Shell.kubectl("get", "mutatingadmissionpolicy", "networktrace-requested-by")
                        .exit()
                == 0;
    }

    @Test
    void anotherNamespaceIsNeitherWritableNorVisible() {
        Output refused = as("developer", OTHER.yaml("theirs", "target: {pod: web}"));
        assertTrue(refused.err().contains("networktraces.nettools.io \"theirs\" is forbidden"), refused::err);
        // a trace there could not name this namespace's pod either: targets are looked for in the trace's own
        OTHER.trace("theirs", "target: {pod: web}").ended(Reason.TargetNotFound);
        Output seen = Shell.kubectl("get", "ntrace", "-n", OTHER.namespace(), "--as", account("developer"));
        assertNotEquals(0, seen.exit());
        assertFalse(seen.out().contains("theirs"));
    }

    @Test
    void nobodyButTheOperatorMakesPodsInTheTraceNamespace() {
        Output refused = Shell.kubectl("run", "mine", "-n", Scene.TRACES, "--image=localhost/nettools-fedora:dev");
        assertNotEquals(0, refused.exit());
        assertTrue(refused.err().contains("only the NetworkTrace operator"), refused::err);
    }

    /** T22, T24: whatever RBAC allows; the kubelet writes the same status, or no trace of this class would end. */
    @Test
    void nobodyElseReachesIntoATracePodOrWritesItsResult() {
        Tracing trace =
                SCENE.trace("guarded", "target: {pod: web}\nduration: 60s").capturing();
        String pod = SCENE.tracePods().getFirst();
        String raw = "/api/v1/namespaces/" + Scene.TRACES + "/pods/" + pod + "/proxy/";
        String forged = "{\"status\":{\"message\":\"forged\"}}";
        List<Output> refused = List.of(
                Shell.kubectl("get", "--raw", raw),
                Shell.kubectl("exec", "-n", Scene.TRACES, pod, "-c", "analyser", "--", "true"),
                Shell.kubectl("annotate", "pod", "-n", Scene.TRACES, pod, "nettools.io/stop=now"),
                Shell.kubectlWith(binding(pod), "create", "-f", "-"),
                Shell.kubectl("patch", "pod", "-n", Scene.TRACES, pod, "--subresource=status", "-p", forged));
        refused.forEach(one -> assertTrue(
                one.err().contains("only the NetworkTrace operator")
                        || one.err().contains("only its kubelet"),
                one::toString));
        Shell.kubectlWith(eviction(pod), "create", "--raw", raw.replace("proxy/", "eviction"), "-f", "-")
                .ok();
        trace.ended(Reason.Evicted);
    }

    /** YAML in braces is JSON to kubectl before 1.31. */
    private static String binding(String pod) {
        return "apiVersion: v1\nkind: Binding\nmetadata: {name: %s, namespace: %s}\ntarget: {kind: Node, name: node-9}\n"
                .formatted(pod, Scene.TRACES);
    }

    /** What kubectl drain sends. */
    private static String eviction(String pod) {
        return "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\"}}"
                .formatted(pod, Scene.TRACES);
    }

    @Test
    void tracePodIsNarrowlyPrivileged() {
        Tracing trace = SCENE.trace("narrow", "target: {pod: web}\nduration: 2m\nconntrack: {}")
                .capturing();
        Pod pod = SCENE.pods().getFirst();
        trace.stop();
        trace.ended(Reason.Stopped);
        assertNull(pod.getSpec().getHostNetwork());
        assertNull(pod.getSpec().getHostPID());
        assertNull(pod.getSpec().getHostIPC());
        assertEquals(false, pod.getSpec().getAutomountServiceAccountToken());
        assertTrue(pod.getSpec().getVolumes().stream().noneMatch(volume -> volume.getProjected() != null));
        SecurityContext capture = security(pod, "capture");
        assertNull(capture.getPrivileged());
        assertEquals(List.of("ALL"), capture.getCapabilities().getDrop());
        assertEquals(
                List.of("SYS_ADMIN", "SYS_PTRACE", "NET_RAW", "SETUID", "SETGID", "NET_ADMIN"),
                capture.getCapabilities().getAdd());
        SecurityContext analyser = security(pod, "analyser");
        assertEquals(true, analyser.getRunAsNonRoot());
        assertEquals(List.of(), analyser.getCapabilities().getAdd());
        assertTrue(pod.getSpec().getContainers().stream()
                .filter(container -> container.getName().equals("analyser"))
                .flatMap(container -> container.getVolumeMounts().stream())
                .allMatch(mount -> List.of("work", "nothing").contains(mount.getName()) && mount.getReadOnly()));
    }

    @Test
    void tracePodHasLimitsAndItsAnalyserGivesWay() {
        Tracing trace = SCENE.trace("light", "target: {pod: web}\nduration: 2m").capturing();
        await("the analyser runs")
                .atMost(Duration.ofSeconds(20))
                .until(() -> SCENE.pods().getFirst().getStatus().getContainerStatuses().stream()
                        .allMatch(container -> container.getState().getRunning() != null));
        Pod pod = SCENE.pods().getFirst();
        assertEquals("5", new Processes(pod, "analyser").policies("java"), "SCHED_IDLE, all threads");
        assertEquals("", new Processes(pod, "analyser").programs("java"), "neither a shell nor a network tool");
        assertTrue(new Processes(pod, "capture").programs("java").contains("tcpdump"));
        assertEquals("0", new Processes(pod, "capture").policies("java"));
        assertEquals("0", new Processes(pod, "capture").policies("tcpdump"));
        trace.stop();
        trace.ended(Reason.Stopped);
        assertTrue(
                pod.getSpec().getContainers().stream()
                        .map(container -> container.getResources().getLimits().keySet())
                        .allMatch(Set.of("cpu", "memory")::equals),
                () -> pod.getSpec().getContainers().toString());
    }

    private static SecurityContext security(Pod pod, String container) {
        return pod.getSpec().getContainers().stream()
                .filter(one -> one.getName().equals(container))
                .map(Container::getSecurityContext)
                .findFirst()
                .orElseThrow();
    }

    private static String account(String name) {
        return "system:serviceaccount:" + SCENE.namespace() + ":" + name;
    }

    private static Output as(String person, String yaml) {
        return Shell.kubectlWith(yaml, "apply", "--as", account(person), "-f", "-");
    }

    private static Output patch(String person, String trace, String change) {
        return Shell.kubectl(
                "patch",
                "ntrace",
                trace,
                "-n",
                SCENE.namespace(),
                "--type=merge",
                "--as",
                account(person),
                "-p",
                change);
    }

    private static void person(String name, String role, boolean exec) {
        Scene.apply(
                """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: %2$s, namespace: %1$s}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: %2$s, namespace: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %3$s}
                subjects: [{kind: ServiceAccount, name: %2$s, namespace: %1$s}]
                """
                        .formatted(SCENE.namespace(), name, role));
        if (exec) {
            Scene.apply(
                    """
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: RoleBinding
                    metadata: {name: %2$s-exec, namespace: %1$s}
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: exec}
                    subjects: [{kind: ServiceAccount, name: %2$s, namespace: %1$s}]
                    """
                            .formatted(SCENE.namespace(), name));
        }
    }
}
