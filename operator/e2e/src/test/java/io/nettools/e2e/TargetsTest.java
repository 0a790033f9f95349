package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.controller.api.NetworkTraceStatus;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pods that are named by what made them, or by the Service before them. */
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

    private static List<String> pods() {
        return Scene.CLIENT.pods().inNamespace(SCENE.namespace()).withLabel("app", "web").list().getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .sorted()
                .toList();
    }
}
