package io.nettools.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.ATracePod;
import io.nettools.controller.fixture.FakeApiServer;
import io.nettools.controller.fixture.Manifests;
import io.nettools.controller.fixture.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trace with another end, by the operator as it is wired; the test is both nodes' kubelet. */
class WholeWayTest {
    private static final String TRACES = "/apis/nettools.io/v1alpha1/namespaces/shop/networktraces";
    private static final String TRACE_PODS = "/api/v1/namespaces/nettrace-traces/pods";
    private static final String WEB = "0c1d2e3f-4a5b-4c6d-8e7f-aabbccddeeff";
    private static final String API = "1c1d2e3f-4a5b-4c6d-8e7f-aabbccddeeff";

    private final FakeApiServer api = new FakeApiServer();
    private RunningOperator operator;

    @BeforeEach
    void start() {
        running("web", WEB, "node-1", "10.42.0.7");
        running("api", API, "node-2", "10.42.1.9");
        operator = new RunningOperator(api);
    }

    @AfterEach
    void stop() {
        operator.close();
        api.close();
    }

    @Test
    void bothEndsAreToldOneWindowOnceAndEndTogether() {
        api.has(TRACES, ATrace.asking("{target: {pod: web}, peer: {pod: api}}"));
        until(() -> !pod(WEB).isMissingNode() && !pod(API).isMissingNode());
        kubeletSays(WEB, "ready");
        kubeletSays(API, "ready");
        until(() -> !window(WEB).isEmpty() && !window(API).isEmpty());
        assertEquals(window(WEB), window(API));
        assertTrue(window(WEB).matches("[0-9]+-[0-9]+"), window(WEB));
        until(() -> reason().equals("Capturing"));
        kubeletSays(WEB, "completed");
        until(() -> message(0).startsWith("The capture has ended"));
        kubeletSays(API, "completed");
        until(() -> pod(WEB).isMissingNode() && pod(API).isMissingNode());
        assertEquals("Completed", reason());
        assertEquals(
                List.of("web Target", "api Peer"),
                Manifests.items(trace().at("/status/targets"))
                        .map(target -> target.path("pod").asText() + " "
                                + target.path("role").asText())
                        .toList());
        assertEquals("web -> api", trace().at("/status/target").asText());
        assertEquals(
                2, api.changes().stream().filter("PATCH pods/ntrace"::equals).count());
    }

    private void running(String name, String uid, String node, String address) {
        JsonNode pod = Yaml.tree(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: shop, uid: %s}
                spec: {nodeName: %s}
                status:
                  phase: Running
                  podIPs: [{ip: %s}]
                  containerStatuses: [{name: app, containerID: "containerd://%s", state: {running: {}}}]
                """
                        .formatted(name, uid, node, address, "a".repeat(64)));
        api.answers("/api/v1/namespaces/shop/pods/" + name, pod);
    }

    private void kubeletSays(String uid, String folder) {
        ObjectNode pod = pod(uid).deepCopy();
        String status = Yaml.tree(Path.of("src/test/resources/observed-pods", folder, "pod.yaml"))
                .path("status")
                .toString();
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        pod.set("status", ATracePod.entering(uid, Yaml.tree(status.replaceAll("2026-03-01T10:00:0\\dZ", now))));
        api.becomes(TRACE_PODS + "/" + Manifests.name(pod), pod);
    }

    private JsonNode pod(String target) {
        return Manifests.items(api.get(TRACE_PODS).path("items"))
                .filter(pod -> pod.at("/metadata/annotations")
                        .path("nettools.io/target-uid")
                        .asText()
                        .equals(target))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private String window(String target) {
        return pod(target)
                .at("/metadata/annotations")
                .path("nettools.io/window")
                .asText();
    }

    private JsonNode trace() {
        return api.get(TRACES + "/hello");
    }

    private String reason() {
        return trace().at("/status/conditions/0/reason").asText();
    }

    private String message(int target) {
        return trace().at("/status/targets/" + target + "/message").asText();
    }

    private static void until(Callable<Boolean> it) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .pollDelay(Duration.ZERO)
                .until(it);
    }
}
