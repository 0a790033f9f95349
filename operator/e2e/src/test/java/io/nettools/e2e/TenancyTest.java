package io.nettools.e2e;

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
import java.util.List;
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

    @Test
    void tracePodIsNarrowlyPrivileged() {
        Tracing trace = SCENE.trace("narrow", "target: {pod: web}\nduration: 2s\nconntrack: {}")
                .capturing();
        Pod pod = SCENE.pods().getFirst();
        trace.ended(Reason.Completed);
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
                .allMatch(mount -> mount.getName().equals("work") && mount.getReadOnly()));
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
