package io.nettools.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.ATracePod;
import io.nettools.controller.fixture.FakeApiServer;
import io.nettools.controller.fixture.Manifests;
import io.nettools.controller.fixture.Yaml;
import io.nettools.planner.plan.Planner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole operator, as it is wired, over an API server in memory; the tests are the kubelet and the user. */
class WholeTraceTest {
    private static final String TRACES = "/apis/nettools.io/v1alpha1/namespaces/shop/networktraces";
    private static final String TRACE_PODS = "/api/v1/namespaces/nettrace-traces/pods";

    private final FakeApiServer api = new FakeApiServer();
    private RunningOperator operator;

    @BeforeEach
    void start() {
        api.has(
                "/api/v1/namespaces/shop/pods",
                Yaml.object(
                        Yaml.tree(
                                """
                                apiVersion: v1
                                kind: Pod
                                metadata: {name: web, namespace: shop, uid: 0c1d2e3f-4a5b-4c6d-8e7f-aabbccddeeff}
                                spec: {nodeName: node-1}
                                status:
                                  phase: Running
                                  podIPs: [{ip: 10.42.0.7}]
                                  containerStatuses: [{name: app, containerID: "containerd://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", state: {running: {}}}]
                                """),
                        Pod.class));
        operator = new RunningOperator(api);
    }

    @AfterEach
    void stop() {
        operator.close();
        api.close();
    }

    @Test
    void aTraceIsTheseChangesAndNoMore() {
        api.has(TRACES, ATrace.ofPod("web"));
        until(() -> reason().equals("Starting") && podExists());
        kubeletSays("ready");
        until(() -> reason().equals("Capturing"));
        kubeletSays("completed");
        until(() -> !podExists() && finalizers().isEmpty());
        assertEquals("Completed", reason());
        assertEquals(
                "1 connection, 1 HTTP request (GET \"/hello.txt\" 200 in 2.0 ms); 12 packets, none lost",
                trace().at("/status/summary").asText());
        assertEquals(
                List.of(
                        "PATCH networktraces/hello",
                        "PATCH networktraces/hello/status",
                        "POST pods",
                        "POST events",
                        "POST events",
                        "PATCH networktraces/hello/status",
                        "POST events",
                        "POST events",
                        "PATCH networktraces/hello/status",
                        "DELETE pods/ntrace",
                        "PATCH networktraces/hello"),
                api.changes());
    }

    @Test
    void anOperatorThatStartsAgainNeitherRepeatsNorForgets() {
        api.has(TRACES, ATrace.ofPod("web"));
        until(() -> reason().equals("Starting") && podExists());
        operator.close();
        kubeletSays("ready");
        kubeletSays("completed");
        operator = new RunningOperator(api);
        until(() -> !podExists() && finalizers().isEmpty());
        assertEquals("Completed", reason());
        assertEquals(1, api.changes().stream().filter("POST pods"::equals).count());

        List<String> before = api.changes();
        operator.close();
        operator = new RunningOperator(api);
        other("nowhere");
        until(() -> reason("other").equals("TargetNotFound"));
        assertTrue(
                api.changes().subList(before.size(), api.changes().size()).stream()
                        .noneMatch(write -> write.contains("hello")),
                api.changes()::toString);
    }

    /** A rule that fails would fail at the same observation for ever. */
    @Test
    void aTraceAtWhichARuleFailsEndsAndItsPodGoes() {
        operator.close();
        operator = new RunningOperator(api, observed -> {
            if (observed.pods().stream().anyMatch(pod -> pod.capture().isPresent())) {
                throw new IllegalStateException("what a packet said");
            }
            return Planner.plan(observed);
        });
        api.has(TRACES, ATrace.ofPod("web"));
        until(this::podExists);
        kubeletSays("ready");
        until(() -> reason().equals("Capturing"));
        kubeletSays("completed");
        until(() -> !podExists() && finalizers().isEmpty());
        assertEquals("InternalError", reason());
        String message = trace().at("/status/conditions/0/message").asText();
        assertTrue(message.contains("(IllegalStateException in WholeTraceTest."), message);
        assertFalse(trace().toString().contains("what a packet said"), message);
    }

    /** Asking again would fail again, every 30 s, with a trace that is pending for ever. */
    @Test
    void aTraceThatCannotBeObservedEnds() {
        api.answers(
                "/api/v1/namespaces/shop/pods/odd",
                Yaml.tree("{apiVersion: v1, kind: Pod, metadata: {name: odd, namespace: shop}}"));
        api.has(TRACES, ATrace.ofPod("odd"));
        until(() -> reason().equals("InternalError"));
        String message = trace().at("/status/conditions/0/message").asText();
        assertTrue(message.contains("(NullPointerException in Candidates."), message);
    }

    /** T13: one object must not stop the operator, neither when it comes nor at each start. */
    @Test
    void aTraceThatCannotBeReadHurtsNobodyAndIsLookedAtWhenItChanges() {
        ObjectNode bad = ATrace.tree("{target: {pod: web}}");
        JsonNode good = bad.get("spec");
        bad.set("spec", Yaml.tree("{target: {pod: [web]}}"));
        operator.close();
        api.has(TRACES, bad);
        operator = new RunningOperator(api);
        other("nowhere");
        until(() -> reason("other").equals("TargetNotFound"));
        assertEquals("Pending", reason());

        ObjectNode still = trace().deepCopy();
        still.withObject("/metadata/labels").put("a", "change");
        api.becomes(TRACES + "/hello", still);
        ObjectNode mended = trace().deepCopy();
        mended.set("spec", good);
        api.becomes(TRACES + "/hello", mended);
        until(() -> reason().equals("Starting") && podExists());
    }

    @Test
    void aTraceThatCannotBeReadIsLetGoWithItsPod() {
        api.has(TRACES, ATrace.ofPod("web"));
        until(this::podExists);
        operator.close();
        ObjectNode bad = trace().deepCopy();
        bad.set("spec", Yaml.tree("{target: {pod: [web]}}"));
        bad.withObject("/metadata").put("deletionTimestamp", ATrace.CREATED);
        api.becomes(TRACES + "/hello", bad);
        operator = new RunningOperator(api);
        until(() -> !podExists() && finalizers().isEmpty());
    }

    /** Of a finished trace the operator holds no answer, and must not lose the user's when it has something to write. */
    @Test
    void aLateStopOfAFinishedTraceKeepsItsAnswer() {
        api.has(TRACES, ATrace.ofPod("nowhere"));
        until(() -> reason().equals("TargetNotFound"));
        JsonNode before = trace().path("status").deepCopy();
        operator.close();
        operator = new RunningOperator(api);
        edit(spec -> spec.put("stop", true));
        ObjectNode after = trace().path("status").deepCopy();
        assertEquals(2, after.path("observedGeneration").asInt());
        assertEquals(before.path("summary"), after.path("summary"));
        assertEquals(before.path("conditions").size(), after.path("conditions").size());
        assertEquals(before.at("/conditions/0/message"), after.at("/conditions/0/message"));
    }

    /** T13: none is asked about again, whatever happens to others. */
    @Test
    void finishedTracesOfARestartCostNoRequest() {
        api.has(TRACES, ATrace.ofPod("nowhere"));
        until(() -> reason().equals("TargetNotFound"));
        operator.close();
        List<String> before = api.changes();
        operator = new RunningOperator(api);
        other("nobody");
        until(() -> reason("other").equals("TargetNotFound"));
        assertTrue(
                api.changes().subList(before.size(), api.changes().size()).stream()
                        .noneMatch(change -> change.contains("hello")),
                api.changes()::toString);
    }

    @Test
    void aDeletedTraceTakesItsPodAlong() {
        api.has(TRACES, ATrace.ofPod("web"));
        until(this::podExists);
        kubeletSays("ready");
        until(() -> reason().equals("Capturing"));
        operator.client()
                .resources(NetworkTrace.class)
                .inNamespace("shop")
                .withName("hello")
                .delete();
        until(() -> !podExists() && trace().isMissingNode());
    }

    @Test
    void aTraceThatIsToStopTellsItsPodOnce() {
        api.has(TRACES, ATrace.ofPod("web"));
        until(this::podExists);
        kubeletSays("ready");
        until(() -> reason().equals("Capturing"));
        edit(spec -> spec.put("stop", true));
        until(() -> pod().at("/metadata/annotations").has("nettools.io/stop"));
        kubeletSays("completed");
        until(() -> !podExists());
        assertEquals(
                1, api.changes().stream().filter("PATCH pods/ntrace"::equals).count());
    }

    /** The time that it is told is when its packets cease to count: another one, told by a turn that knows an older pod, would move it. */
    @Test
    void aPodThatIsToldToStopIsNotToldOtherwiseWhenItsWatchLags() {
        api.has(TRACES, ATrace.ofPod("web"));
        until(this::podExists);
        kubeletSays("ready");
        until(() -> reason().equals("Capturing"));
        api.tellsNothingOf("pods");
        edit(spec -> spec.put("stop", true));
        until(() -> pod().at("/metadata/annotations").has("nettools.io/stop"));
        JsonNode told = pod().at("/metadata/annotations/nettools.io~1stop");
        edit(spec -> spec.put("ttlAfterFinished", "2h"));
        edit(spec -> spec.put("ttlAfterFinished", "3h")); // its turn begins when that of the edit before is over
        assertEquals(told, pod().at("/metadata/annotations/nettools.io~1stop"));
    }

    /** The names are there with the answer: nobody sees the answer without them first. */
    @Test
    void anAnswerHasTheNamesThatTheClusterKnows() {
        api.answers(
                "/api/v1/services?fieldSelector=spec.clusterIP%3D10.96.1.1&limit=2&resourceVersion=0",
                Yaml.tree(
                        """
                        {kind: ServiceList, apiVersion: v1, items: [
                          {metadata: {namespace: shop, name: front}, spec: {clusterIP: 10.96.1.1}}]}"""));
        api.has(TRACES, ATrace.ofPod("web"));
        until(this::podExists);
        kubeletSays("ready");
        until(() -> reason().equals("Capturing"));
        List<String> before = api.changes();
        kubeletSays("completed", said -> said.replace("127.0.0.1:39630", "10.42.0.7:39630")
                .replace("127.0.0.1:8080", "10.96.1.1:80"));
        until(() -> !podExists() && finalizers().isEmpty());
        JsonNode flow = trace().at("/status/targets/0/flows/0");
        assertEquals("pod web on node-1", flow.path("clientName").asText());
        assertEquals("service/front", flow.path("serverName").asText());
        assertEquals(
                List.of(
                        "POST events",
                        "POST events",
                        "PATCH networktraces/hello/status",
                        "DELETE pods/ntrace",
                        "PATCH networktraces/hello"),
                api.changes().subList(before.size(), api.changes().size()));
    }

    @Test
    void whatTheApiServerRefusesIsTheAnswer() {
        api.refuses("POST pods", 403, "violates PodSecurity \"restricted:latest\"");
        api.has(TRACES, ATrace.ofPod("web"));
        until(() -> reason().equals("PodRejected"));
        until(() -> finalizers().isEmpty());
        assertTrue(trace().at("/status/targets/0/message")
                .asText()
                .endsWith("violates PodSecurity \"restricted:latest\""));
    }

    @Test
    void aPodWhoseTraceIsGoneIsSweptAndOthersAreLeft() {
        api.has(TRACES, ATrace.ofPod("web"));
        until(this::podExists);
        ObjectNode orphan = pod().deepCopy();
        orphan.withObject("/metadata").put("name", "orphan").remove("resourceVersion");

        orphan.withObject("/metadata/labels").put("nettools.io/trace-uid", "of-a-trace-that-was-made-again");
        api.has(TRACE_PODS, Yaml.object(orphan, Pod.class));
        until(() -> api.get(TRACE_PODS + "/orphan").isMissingNode());
        assertTrue(podExists());
    }

    /** A user's change of the spec, until the status speaks of it. */
    private void edit(Consumer<ObjectNode> change) {
        ObjectNode edited = trace().deepCopy();
        long generation = edited.at("/metadata/generation").asLong() + 1;
        edited.withObject("/metadata").put("generation", generation);
        change.accept(edited.withObject("/spec"));
        api.becomes(TRACES + "/hello", edited);
        until(() -> trace().at("/status/observedGeneration").asLong() == generation);
    }

    private void other(String pod) {
        NetworkTrace other = ATrace.ofPod(pod);
        other.getMetadata().setName("other");
        api.has(TRACES, other);
    }

    private void kubeletSays(String folder) {
        kubeletSays(folder, said -> said);
    }

    private void kubeletSays(String folder, UnaryOperator<String> change) {
        ObjectNode pod = pod().deepCopy();
        Path file = Path.of("src/test/resources/observed-pods", folder, "pod.yaml");
        String target =
                pod.at("/metadata/annotations").path("nettools.io/target-uid").asText();
        String status = change.apply(Yaml.tree(file).path("status").toString());
        pod.set("status", ATracePod.entering(target, Yaml.tree(status)));
        api.becomes(TRACE_PODS + "/" + Manifests.name(pod), pod);
    }

    private JsonNode pod() {
        return Manifests.items(api.get(TRACE_PODS).path("items"))
                .filter(pod -> Manifests.name(pod).startsWith("ntrace-"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private boolean podExists() {
        return !pod().isMissingNode();
    }

    private JsonNode trace() {
        return api.get(TRACES + "/hello");
    }

    private String reason() {
        return reason("hello");
    }

    private String reason(String name) {
        return api.get(TRACES + "/" + name).at("/status/conditions/0/reason").asText();
    }

    private List<String> finalizers() {
        return Manifests.texts(trace().at("/metadata/finalizers"));
    }

    private static void until(Callable<Boolean> it) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .pollDelay(Duration.ZERO)
                .until(it);
    }
}
