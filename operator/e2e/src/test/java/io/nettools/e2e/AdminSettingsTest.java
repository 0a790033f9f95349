package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.controller.api.NetworkTraceStatus;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the admin allows and forbids, and what a user reads when the admin's cluster is at fault. */
@Alone("the settings and the operator's rights change")
class AdminSettingsTest {
    @RegisterExtension
    static final Scene SCENE = new Scene("privileged");

    private static Settings settings;
    private static Map<String, String> changed = Map.of();

    @BeforeAll
    static void targets() {
        settings = Settings.change(Map.of());
        SCENE.pod("idle", "sleep", "infinity");
        Scene.apply(SCENE.podYaml("host", "sleep", "infinity").replace("spec:\n", "spec:\n  hostNetwork: true\n"));
        SCENE.ready("host");
        Scene.apply(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: front, namespace: %s}
                spec: {selector: {app: idle}, ports: [{port: 80, targetPort: 8080}]}
                """
                        .formatted(SCENE.namespace()));
    }

    @AfterAll
    static void asDeployed() {
        settings.close();
    }

    /** The operator runs with these changes to what was deployed. It starts once for a test, not again after it. */
    private static void with(Map<String, String> changes) {
        if (!changes.equals(changed)) {
            changed = changes;
            settings.instead(changes);
            Operator.restart();
        }
    }

    @Test
    void allowedNamespaceMayTraceHostNetworkPodsAndNodes() {
        with(Map.of("hostNetworkNamespaces", "x, " + SCENE.namespace()));
        Tracing trace = SCENE.trace(
                        "host",
                        """
                target: {pod: host}
                duration: 2m
                capture: {interface: lo, filter: udp port 9}
                """)
                .capturing();
        new Traffic(SCENE, "host").datagrams(3, 10);
        Shell.kubectl("delete", "pod", "host", "-n", SCENE.namespace()).ok();
        trace.ended(Reason.TargetGone);
        assertEquals(3, trace.target().capture().captured());
        aNodeIsTraced();
    }

    private static void aNodeIsTraced() {
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
        assertEquals(Scene.CLIENT.nodes().withName("node-1").get().getMetadata().getUid(), node.uid());
        assertEquals(List.of(), node.notes());

        String missing = SCENE.trace("no-node", "target: {node: node-9}")
                .ended(Reason.TargetNotFound)
                .message();
        assertEquals("There is no node node-9: see kubectl get nodes.", missing);
    }

    /** As after an upgrade of the Deployment alone. */
    @Test
    void withoutTheRightToLookItSaysSoAndGoesOnOnceItHasIt() {
        with(Map.of());
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
                List.of("idle"),
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
    void nobodyLooksAtANodeWhereTheAdminForbidsIt() {
        with(Map.of("nodeViews", "false", "nodeProbes", "false", "topology", "false"));
        List<Tracing> refused = List.of(
                SCENE.trace("views", "target: {pod: idle}\nviews: [Pod, Node]"),
                SCENE.trace("peer", "target: {pod: idle}\npeer: {pod: host}"));
        for (Tracing trace : refused) {
            trace.ended(Reason.ViewsNotAllowed);
            assertTrue(trace.message().contains("nodeViews"), trace::message);
        }
        Tracing built =
                SCENE.trace("built", "target: {pod: idle}\ntopology: {}").ended(Reason.TopologyNotAllowed);
        assertTrue(built.message().contains("setting topology"), built::message);
        Tracing asking = SCENE.trace("asking", "target: {pod: idle}\nprobe: {icmp: {host: 10.0.0.7}, from: Node}")
                .ended(Reason.NodeProbesNotAllowed);
        assertTrue(asking.message().contains("setting nodeProbes"), asking::message);
        SCENE.trace("pod", "target: {pod: idle}\nduration: 1s").ended(Reason.Completed);
    }

    @Test
    void pathsAreShownAsFarAsTheAdminAllows() {
        String request =
                """
                import http.server, threading, urllib.request
                server = http.server.HTTPServer(("127.0.0.1", 18091), http.server.SimpleHTTPRequestHandler)
                threading.Thread(target=server.serve_forever, daemon=True).start()
                urllib.request.urlopen("http://127.0.0.1:18091/etc/hostname").read()
                """;
        with(Map.of("paths", "first-segment"));
        Tracing trace = SCENE.trace("paths", "target: {pod: idle}\nduration: 2m\ncapture: {interface: lo}")
                .capturing();
        SCENE.exec("idle", "python3", "-c", request).ok();
        trace.stop();
        trace.ended(Reason.Stopped);
        assertEquals(
                List.of("/etc/..."),
                trace.target().http().stream().map(HttpExchange::path).toList());
        assertFalse(trace.resource().toString().contains("hostname"), trace::toString);
    }

    @Test
    void imageThatCannotBePulled() {
        with(Map.of("image", "127.0.0.1:1/nettools:1"));
        Stopwatch stopwatch = Stopwatch.start();
        Tracing trace = SCENE.trace("image", "target: {pod: idle}").ended(Reason.ImagePullFailed);
        stopwatch.within(Duration.ofSeconds(60), "image that cannot be pulled, apply to Finished");
        assertTrue(trace.message().contains("127.0.0.1:1/nettools:1"), trace::message);
        // the kubelet of Kubernetes 1.30 gives no cause
        assertTrue(
                trace.message().contains("connection refused")
                        || trace.message().endsWith("Back-off pulling image \"127.0.0.1:1/nettools:1\""),
                trace::message);
    }

    @Test
    void podThatDoesNotAttachInTime() {
        // an address of the nodes' network that nobody has: the pull fails later than the deadline
        with(Map.of("image", "198.18.0.250:1/nettools:1", "startDeadline", "1s"));
        Tracing trace = SCENE.trace("late", "target: {pod: idle}").ended(Reason.StartDeadlineExceeded);
        assertTrue(trace.message().startsWith("tcpdump did not listen within 1 s"), trace::message);
    }

    /** The last resort: neither the agent nor its timer works, and the kubelet ends the pod. */
    @Test
    void captureThatHangs() {
        with(Map.of("startDeadline", "5s"));
        Tracing trace = SCENE.trace("hangs", "target: {pod: idle}\nduration: 4s\ncapture: {interface: lo}")
                .capturing();
        new Processes(SCENE.pods().getFirst(), "capture").signal("STOP", "java");
        trace.ended(Reason.DeadlineExceeded);
    }

    @Test
    void traceNamespaceThatRefusesThePod() {
        with(Map.of());
        label("restricted");
        try {
            Tracing trace = SCENE.trace("refused", "target: {pod: idle}").ended(Reason.PodRejected);
            assertTrue(trace.message().contains("an admin must allow it (Pod Security label"), trace::message);
            assertTrue(trace.message().contains("violates PodSecurity \"restricted"), trace::message);
        } finally {
            label("privileged");
        }
    }

    @Test
    void oneTraceWaitsForTheOther() {
        with(Map.of("maxTracePods", "1", "payloadAllowed", "true"));
        Tracing first = SCENE.trace(
                        "first", "target: {pod: idle}\nduration: 5s\ncapture: {snapLength: 1000, payload: true}")
                .capturing();
        Tracing second = SCENE.trace("second", "target: {pod: idle}\nduration: 1s");
        await("second to be queued")
                .atMost(Duration.ofSeconds(4))
                .until(() -> second.condition("Finished").getReason().equals("Queued"));
        assertEquals(
                "Position 1 in the queue of namespace " + SCENE.namespace()
                        + "; waits for the one trace pod allowed in the cluster.",
                second.message());
        first.ended(Reason.Completed);
        second.ended(Reason.Completed);
        assertTrue(second.begins().compareTo(first.finishes()) >= 0, "side by side");
    }

    /** Keys that deploy/ has, so that applying it again repairs what a killed run left. */
    @Test
    void eachMistakeIsSaidAndTheOperatorThatRunsGoesOn() {
        Map<String, String> mistakes =
                Map.of("maxDuration", "soon", "profile", "root", "maxTargets", "0", "hostNetworkNamespaces", "A_B");
        with(Map.of());
        changed = mistakes;
        settings.instead(changed);
        Shell.kubectl("rollout", "restart", "deployment/networktrace-operator", "-n", Scene.SYSTEM)
                .ok();
        await("its sentences").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            String log = Operator.log();
            for (String words : List.of(
                    "maxDuration is \"soon\": write a duration of at most 24h",
                    "profile is \"root\": write capabilities or privileged",
                    "maxTargets is \"0\": write a number from 1",
                    "hostNetworkNamespaces has \"A_B\": write namespace names")) {
                assertTrue(log.contains(words), () -> words + " is not in\n" + log);
            }
        });
        assertEquals(78, Operator.exitCode());
        SCENE.trace("meanwhile", "target: {pod: idle}\nduration: 1s").ended(Reason.Completed);
    }

    private static void label(String level) {
        Shell.kubectl("label", "namespace", Scene.TRACES, "--overwrite", "pod-security.kubernetes.io/enforce=" + level)
                .ok();
    }
}
