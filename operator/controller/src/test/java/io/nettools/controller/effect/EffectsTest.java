package io.nettools.controller.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.nettools.analyser.order.CaptureOptions;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.redaction.Paths;
import io.nettools.analyser.report.Views.Window;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.effect.Effects.Creation;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.Api;
import io.nettools.controller.fixture.Api.Call;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.observe.Traces;
import io.nettools.controller.ops.Settings;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.controller.pod.TracePodTemplate;
import io.nettools.planner.plan.NextStatus;
import io.nettools.planner.plan.Plan.PodRef;
import io.nettools.planner.plan.Plan.PodWindow;
import io.nettools.planner.plan.PodOrder;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.trace.FinishedTrace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each effect is one request: its path, its preconditions, and how its answer is read. */
class EffectsTest {
    private static final String TRACE = "/apis/nettools.io/v1alpha1/namespaces/shop/networktraces/hello";
    private static final String APPLY = "?fieldManager=networktrace-operator&force=true";
    private static final String PODS = "/api/v1/namespaces/nettrace-traces/pods";
    private static final Settings SETTINGS = SettingsReader.read(Map.of("image", "image"));

    private final Api api = new Api();
    private final Effects effects = new Effects(
            api.client(),
            SETTINGS,
            new TracePodTemplate(SETTINGS),
            new Events(api.client(), InstantSource.fixed(Instant.EPOCH)));
    private final NetworkTrace trace = seen();

    private static NetworkTrace seen() {
        NetworkTrace trace = ATrace.ofPod("web");
        trace.getMetadata().setResourceVersion("41");
        return trace;
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void holdAppliesOnlyTheFinalizerAtTheSeenVersion() {
        api.answers("PATCH", TRACE + APPLY, 200, trace);
        assertEquals("hello", effects.hold(trace).getMetadata().getName());
        Call call = api.call();
        assertEquals("application/apply-patch+yaml", call.contentType());
        assertEquals(
                applied(", resourceVersion: '41', finalizers: [nettools.io/trace-pod]", ""),
                call.body(),
                "spec is the user's and never written");
    }

    private static final String REMOVAL =
            """
            [{op: test, path: /metadata/uid, value: %s}, {op: test, path: /metadata/finalizers/%d, value: nettools.io/trace-pod},
             {op: remove, path: /metadata/finalizers/%d}]
            """;

    /**
     * Also when another manager owns it too: to apply no finalizer would leave one that kubectl replace or a backup has
     * written.
     */
    @Test
    void releaseRemovesOnlyOurFinalizerWithPreconditions() {
        api.answers("PATCH", TRACE, 200, ATrace.ofPod("web"));
        NetworkTrace held = held("backup.example/hold", "nettools.io/trace-pod", "other.example/hold");
        assertFalse(effects.release(held).hasFinalizer("nettools.io/trace-pod"));
        Call call = api.call();
        assertEquals("application/json-patch+json", call.contentType());
        assertEquals(Yaml.tree(REMOVAL.formatted(ATrace.UID, 1, 1)), call.body());
    }

    @Test
    void releaseReadsTheTraceAgainWhenItsFinalizersChanged() {
        api.refuses("PATCH", TRACE, 422, "testing value /metadata/finalizers/0 failed");
        api.answers("GET", TRACE, 200, held("backup.example/hold", "nettools.io/trace-pod"));
        api.answers("PATCH", TRACE, 200, ATrace.ofPod("web"));
        assertFalse(effects.release(held("nettools.io/trace-pod")).hasFinalizer("nettools.io/trace-pod"));
        List<Call> calls = api.calls();
        assertEquals(3, calls.size());
        assertEquals(
                Yaml.tree(REMOVAL.formatted(ATrace.UID, 1, 1)), calls.getLast().body());
    }

    @Test
    void releaseLeavesATraceOfAnotherUidAlone() {
        NetworkTrace again = held("nettools.io/trace-pod");
        again.getMetadata().setUid("another");
        api.refuses("PATCH", TRACE, 422, "testing value /metadata/uid failed");
        api.answers("GET", TRACE, 200, again);
        effects.release(held("nettools.io/trace-pod"));
        assertEquals(2, api.calls().size());
    }

    @Test
    void releaseOfATraceThatIsGoneOrHasNoFinalizerSucceeds() {
        api.refuses("PATCH", TRACE, 404, "not found");
        effects.release(held("nettools.io/trace-pod"));
        effects.release(trace);
        assertEquals(1, api.calls().size());
    }

    /** Meanwhile a GitOps tool may have created it again, or somebody may have set stop. */
    @Test
    void aFinishedTraceIsDeletedOnlyWithItsUidAndVersion() {
        api.answers("DELETE", TRACE, 200, ATrace.ofPod("web"));
        effects.delete(finished());
        assertEquals(
                Yaml.tree("{uid: " + ATrace.UID + ", resourceVersion: \"7\"}"),
                api.call().body().path("preconditions"));
        api.refuses("DELETE", TRACE, 409, "the UID in the precondition does not match");
        effects.delete(finished());
        api.refuses("DELETE", TRACE, 500, "etcd");
        assertThrows(KubernetesClientException.class, () -> effects.delete(finished()));
    }

    private FinishedTrace finished() {
        return new FinishedTrace(Traces.identity(trace), "7", false, false, true, Instant.EPOCH, Optional.empty());
    }

    /** A field that is left out of an applied status is removed: here it is the user's answer. */
    @Test
    void theStatusOfAReducedTraceIsNeverWritten() {
        NetworkTrace reduced = Yaml.object(
                Yaml.tree("{metadata: {name: hello, namespace: shop, uid: u}, spec: {}}"), NetworkTrace.class);
        Status status = NextStatus.of(
                Traces.of(trace), new Phase(Reason.Queued, "Waiting."), List.of(), Optional.empty(), Instant.EPOCH);
        assertThrows(IllegalArgumentException.class, () -> effects.write(reduced, status));
        assertEquals(List.of(), api.calls());
    }

    private static NetworkTrace held(String... finalizers) {
        NetworkTrace held = ATrace.ofPod("web");
        held.getMetadata().setFinalizers(List.of(finalizers));
        return held;
    }

    @Test
    void aStatusIsAppliedWholeToTheSubresource() {
        api.answers("PATCH", TRACE + "/status" + APPLY, 200, trace);
        Status status = NextStatus.of(
                Traces.of(trace), new Phase(Reason.Queued, "Waiting."), List.of(), Optional.empty(), Instant.EPOCH);
        effects.write(trace, status);
        JsonNode body = api.call().body();
        assertEquals(ATrace.UID, body.at("/metadata/uid").asText());
        assertEquals("41", body.at("/metadata/resourceVersion").asText(), "another replica may have written meanwhile");
        assertEquals("Waiting.", body.at("/status/summary").asText());
        assertEquals(7, body.at("/status/conditions").size());
        assertFalse(body.has("spec"), "spec is the user's");
        assertFalse(body.at("/metadata").has("finalizers"));
    }

    @Test
    void holdFailsOnATraceOfAnotherUid() {
        api.refuses("PATCH", TRACE + APPLY, 409, "uid mismatch");
        assertEquals(
                409,
                assertThrows(KubernetesClientException.class, () -> effects.hold(trace))
                        .getCode());
        assertEquals(1, api.calls().size());
    }

    @Test
    void aCreatedPodIsReturned() {
        Pod made = Yaml.object(Yaml.tree("{apiVersion: v1, kind: Pod, metadata: {name: made}}"), Pod.class);
        api.answers("POST", PODS, 201, made);
        Creation creation = effects.ensure(Traces.identity(trace), order());
        assertEquals("made", creation.made().orElseThrow().getMetadata().getName());
        assertEquals(Optional.empty(), creation.refusal());
        Call call = api.call();
        assertEquals("ntrace-1", call.body().at("/metadata/name").asText());
        assertEquals("nettrace-traces", call.body().at("/metadata/namespace").asText());
    }

    @Test
    void aPodThatExistsIsNeitherCreatedNorRefused() {
        api.refuses("POST", PODS, 409, "AlreadyExists", "pods \"ntrace-1\" already exists");
        assertEquals(new Creation(Optional.empty(), Optional.empty()), effects.ensure(Traces.identity(trace), order()));
        assertEquals(1, api.calls().size());
    }

    /** A quota that many pods use at a time is a conflict too: then no pod exists whose event would wake us. */
    @Test
    void anotherConflictIsThrownForTheSdkToRetry() {
        api.refuses("POST", PODS, 409, "Conflict", "Operation cannot be fulfilled on resourcequotas \"pods\"");
        assertThrows(KubernetesClientException.class, () -> effects.ensure(Traces.identity(trace), order()));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 422})
    void aForbiddenPodIsRefusedWithTheServersMessage(int code) {
        api.refuses("POST", PODS, code, "violates PodSecurity \u201cbaseline:latest\u201d");
        Creation creation = effects.ensure(Traces.identity(trace), order());
        assertEquals(Optional.of("violates PodSecurity \\u201cbaseline:latest\\u201d"), creation.refusal());
        assertEquals(Optional.empty(), creation.made());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 500, 503})
    void aTemporaryErrorIsThrownForTheSdkToRetry(int code) {
        api.refuses("POST", PODS, code, "not now");
        var thrown =
                assertThrows(KubernetesClientException.class, () -> effects.ensure(Traces.identity(trace), order()));
        assertEquals(code, thrown.getCode());
    }

    @Test
    void stopAppliesTheAnnotationWithThePodsUid() {
        api.answers("PATCH", PODS + "/ntrace-1" + APPLY, 200, Map.of("apiVersion", "v1", "kind", "Pod"));
        effects.stop(new PodRef("ntrace-1", "pod-uid", false), Instant.ofEpochMilli(1_700_000_000_123L));
        Call call = api.call();
        assertEquals("application/apply-patch+yaml", call.contentType());
        assertEquals(
                Yaml.tree(
                        """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: ntrace-1
                          namespace: nettrace-traces
                          uid: pod-uid
                          annotations: {nettools.io/stop: "1700000000123"}
                        """),
                call.body());
    }

    /** The window has a field manager of its own: the next apply of the operator would otherwise remove it. */
    @Test
    void aWindowIsAppliedByAManagerOfItsOwn() {
        String path = PODS + "/ntrace-1?fieldManager=networktrace-operator-window&force=true";
        api.answers("PATCH", path, 200, Yaml.tree("{apiVersion: v1, kind: Pod, metadata: {name: told}}"));
        Pod told = effects.tell(new PodWindow(
                new PodRef("ntrace-1", "pod-uid", false), new Window(1_767_268_805_250L, 1_767_268_832_000L)));
        assertEquals("told", told.getMetadata().getName());
        assertEquals(
                Yaml.tree(
                        """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: ntrace-1
                          namespace: nettrace-traces
                          uid: pod-uid
                          annotations: {nettools.io/window: "1767268805250-1767268832000"}
                        """),
                api.call().body());
    }

    @Test
    void removeHasTheUidAsPrecondition() {
        api.answers("DELETE", PODS + "/ntrace-1", 200, "{}");
        effects.remove(new PodRef("ntrace-1", "pod-uid", false));
        JsonNode body = api.call().body();
        assertEquals("pod-uid", body.at("/preconditions/uid").asText());
        assertEquals("Background", body.at("/propagationPolicy").asText());
        assertFalse(body.hasNonNull("gracePeriodSeconds"), "the agent needs its time to answer");
    }

    @Test
    void forcedRemovalHasNoGracePeriod() {
        api.answers("DELETE", PODS + "/ntrace-1", 200, "{}");
        effects.remove(new PodRef("ntrace-1", "pod-uid", true));
        JsonNode body = api.call().body();
        assertTrue(body.hasNonNull("gracePeriodSeconds"));
        assertEquals(0, body.at("/gracePeriodSeconds").asInt());
        assertEquals("pod-uid", body.at("/preconditions/uid").asText());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409})
    void removeIgnoresAPodThatIsGoneOrHasAnotherUid(int code) {
        api.refuses("DELETE", PODS + "/ntrace-1", code, "not the one you meant");
        effects.remove(new PodRef("ntrace-1", "pod-uid", false));
        assertEquals(1, api.calls().size());
    }

    @Test
    void aFailedRemovalIsThrownForTheSdkToRetry() {
        api.refuses("DELETE", PODS + "/ntrace-1", 500, "etcd");
        assertThrows(KubernetesClientException.class, () -> effects.remove(new PodRef("ntrace-1", "pod-uid", false)));
    }

    @Test
    void anExpiredTraceIsDeletedOnlyAtTheSeenVersion() {
        trace.getMetadata().setResourceVersion("42");
        api.answers("DELETE", TRACE, 200, "{}");
        effects.delete(trace);
        assertEquals(
                "42", api.call().body().at("/preconditions/resourceVersion").asText());
    }

    private static JsonNode applied(String metadata, String rest) {
        return Yaml.tree(
                "{apiVersion: nettools.io/v1alpha1, kind: NetworkTrace, metadata: {name: hello, namespace: shop, uid: "
                        + ATrace.UID + metadata + "}" + rest + "}");
    }

    private static PodOrder order() {
        TargetPod target = new TargetPod("target-uid", "", List.of("c"), List.of());
        return new PodOrder(
                "ntrace-1",
                "web",
                "node-1",
                new Order(
                        target,
                        new CaptureOptions("any", "", 512, 1, 4096, 0),
                        1,
                        1,
                        Set.of(),
                        Optional.empty(),
                        List.of(),
                        Paths.Shown),
                180);
    }
}
