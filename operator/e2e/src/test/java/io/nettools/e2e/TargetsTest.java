package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.nettools.controller.api.NetworkTraceStatus;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pods that are named by what made them, or by the Service before them; and nodes. */
class TargetsTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    @BeforeAll
    static void aDeploymentAndItsService() {
        Scene.apply(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %1$s}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      terminationGracePeriodSeconds: 1
                      automountServiceAccountToken: false
                      securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
                      containers:
                      - name: main
                        image: localhost/nettools-fedora:dev
                        imagePullPolicy: IfNotPresent
                        command: [sleep, infinity]
                        securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: front, namespace: %1$s}
                spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: nobody, namespace: %1$s}
                spec: {selector: {app: wbe}, ports: [{port: 80}]}
                """
                        .formatted(SCENE.namespace()));
        Shell.kubectl("rollout", "status", "deployment/web", "-n", SCENE.namespace(), "--timeout=90s")
                .ok();
    }

    @Test
    void aWorkloadIsItsPods() {
        NetworkTraceStatus status = SCENE.trace(
                        "workload", "target: {workload: {kind: Deployment, name: web}}\nduration: 1s\n")
                .ended(Reason.Completed)
                .status();
        assertEquals(pods(), status.targets().stream().map(TargetStatus::pod).toList());
        assertEquals("2 pods of deployment/web", status.target());
    }

    @Test
    void aServiceIsThePodsBehindIt() {
        NetworkTraceStatus status = SCENE.trace("service", "target: {service: front}\nduration: 1s\n")
                .ended(Reason.Completed)
                .status();
        assertEquals(pods(), status.targets().stream().map(TargetStatus::pod).toList());
        assertEquals("2 pods of service/front", status.target());
    }

    /** As after an upgrade of the Deployment alone. */
    @Test
    void withoutTheRightToLookItSaysSoAndGoesOnOnceItHasIt() {
        Resource<ClusterRole> role = Scene.CLIENT.rbac().clusterRoles().withName("networktrace-operator");
        List<PolicyRule> rules = role.get().getRules();
        role.edit(whole -> new ClusterRoleBuilder(whole)
                .removeMatchingFromRules(rule -> rule.getResources().contains("endpointslices"))
                .build());
        Tracing trace;
        try {
            awaitForbidden();
            trace = SCENE.trace("older", "target: {service: front}\nduration: 1s\n")
                    .waiting(Reason.LookupForbidden);
            assertTrue(trace.message().contains("cannot list resource \"endpointslices\""), trace::message);
        } finally {
            role.edit(cut -> new ClusterRoleBuilder(cut).withRules(rules).build());
        }
        assertEquals(
                pods(),
                trace.ended(Reason.Completed).status().targets().stream()
                        .map(TargetStatus::pod)
                        .toList());
    }

    /** The API server takes a moment to know of a changed role. */
    private static void awaitForbidden() {
        String operator = "system:serviceaccount:" + Scene.SYSTEM + ":networktrace-operator";
        await("the operator to lose its right")
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> Shell.kubectl(
                                        "auth",
                                        "can-i",
                                        "list",
                                        "endpointslices.discovery.k8s.io",
                                        "--as=" + operator,
                                        "-n",
                                        SCENE.namespace())
                                .out(),
                        answer -> answer.startsWith("no"));
    }

    @Test
    void noMoreThanAskedFor() {
        NetworkTraceStatus status = SCENE.trace("one", "target: {service: front, maxTargets: 1}\nduration: 1s\n")
                .ended(Reason.Completed)
                .status();
        assertEquals(
                pods().subList(0, 1),
                status.targets().stream().map(TargetStatus::pod).toList());
    }

    @Test
    void aServiceWithoutEndpointsSaysWhereToLook() {
        String message = SCENE.trace("empty", "target: {service: nobody}\nduration: 1s\n")
                .ended(Reason.TargetNotFound)
                .message();
        assertTrue(message.contains("kubectl get endpointslices -n " + SCENE.namespace()), message);
    }

    @Test
    void aWorkloadThatIsNotThereIsNamed() {
        String message = SCENE.trace("missing", "target: {workload: {kind: StatefulSet, name: db}}\nduration: 1s\n")
                .ended(Reason.TargetNotFound)
                .message();
        assertTrue(message.contains("kubectl describe statefulset/db"), message);
    }

    @Test
    void aNodeIsTracedWhereTheAdminAllowsIt() {
        try (var _ = Settings.change(Map.of("hostNetworkNamespaces", SCENE.namespace()))) {
            Operator.restart();
            Tracing trace = SCENE.trace(
                            "node",
                            """
                    target: {node: node-1}
                    duration: 20s
                    capture: {interface: lo, filter: udp port 9, maxPackets: 3}
                    conntrack: {}
                    topology: {}
                    """)
                    .capturing();
            assertEquals("tcpdump listens on node node-1.", trace.message());
            Shell.node("node-1", "bash", "-c", "for n in 1 2 3; do echo $n > /dev/udp/127.0.0.1/9; done");
            NetworkTraceStatus status = trace.ended(Reason.PacketLimitReached).status();
            assertEquals("node/node-1", status.target());
            assertEquals(3, status.packets());
            TargetStatus node = trace.target();
            assertEquals("", node.pod());
            assertEquals("node-1", node.node());
            assertEquals(
                    Scene.CLIENT.nodes().withName("node-1").get().getMetadata().getUid(), node.uid());
            assertEquals(List.of(), node.notes());

            String missing = SCENE.trace("no-node", "target: {node: node-9}")
                    .ended(Reason.TargetNotFound)
                    .message();
            assertEquals("There is no node node-9: see kubectl get nodes.", missing);
        }
    }

    private static List<String> pods() {
        return Scene.CLIENT.pods().inNamespace(SCENE.namespace()).withLabel("app", "web").list().getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .sorted()
                .toList();
    }
}
