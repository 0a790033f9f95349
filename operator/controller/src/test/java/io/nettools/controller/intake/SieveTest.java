package io.nettools.controller.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nettools.controller.fixture.Yaml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T13: only the used parts of an API server's answer are held, in whatever pieces it arrives. */
class SieveTest {
    private static final String TRACES = "/apis/nettools.io/v1alpha1/networktraces";
    private static final String SLICES = "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices";
    private static final String PODS = "/api/v1/namespaces/shop/pods";

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 100_000})
    void aListKeepsItsFormAndTheUsedFieldsOfEachObject(int piece) throws IOException {
        String list =
                """
                {apiVersion: nettools.io/v1alpha1, items: [
                  {apiVersion: a, kind: NetworkTrace, metadata: {name: one, namespace: shop, uid: u, labels: {a: [b, {c: d}]}, managedFields: [{x: {}}],
                     annotations: {nettools.io/requested-by: ann, other: x}, finalizers: [other/hold, nettools.io/trace-pod]},
                   spec: {target: {pod: web}, reason: "\u00e4\\"{["}, status: {conditions: [{type: Finished, status: "False"}]}}, {metadata: {name: two}}],
                 kind: NetworkTraceList, metadata: {continue: more, resourceVersion: "7"}}""";
        assertEquals(
                Yaml.tree(
                        """
                        {apiVersion: nettools.io/v1alpha1, items: [
                          {metadata: {name: one, namespace: shop, uid: u, annotations: {nettools.io/requested-by: ann}, finalizers: [nettools.io/trace-pod]},
                           spec: {target: {pod: web}, reason: "\u00e4\\"{["}, status: {conditions: [{type: Finished, status: "False"}]}},
                          {metadata: {name: two}}],
                         kind: NetworkTraceList, metadata: {continue: more, resourceVersion: "7"}}"""),
                passed(TRACES, Yaml.tree(list), piece));
    }

    @Test
    void aFinishedTraceKeepsOnlyFieldsForRemainingWork() throws IOException {
        String trace =
                """
                {items: [{metadata: {name: one, uid: u, generation: 2}, spec: {target: {pod: web}, ttlAfterFinished: 1h},
                  status: {observedGeneration: 1, finishTime: t, summary: long, targets: [{pod: web}],
                           conditions: [{type: Accepted, status: "True"}, {type: Finished, status: "True", message: long}]}}]}""";
        assertEquals(
                Yaml.tree(
                        """
                        {items: [{metadata: {name: one, uid: u, generation: 2}, spec: {ttlAfterFinished: 1h},
                          status: {observedGeneration: 1, finishTime: t, conditions: [{type: Finished, status: "True"}]}}]}"""),
                passed(TRACES, Yaml.tree(trace), 13));
    }

    /** In a list of 500 pods of a megabyte each, only the largest pod is held at a time. */
    @Test
    void largeFieldsOfAPodAreNotHeld() throws IOException {
        ObjectNode list = (ObjectNode) Yaml.tree("{kind: PodList, items: []}");
        IntStream.range(0, 20).forEach(i -> list.withArray("/items").add(fat("web-" + i)));
        JsonNode passed = passed(PODS, list, 16_384);
        assertTrue(
                passed.toString().length() < 20 * 500,
                () -> "" + passed.toString().length());
        assertEquals("node-1", passed.at("/items/19/spec/nodeName").asText());
        assertEquals("Running", passed.at("/items/19/status/phase").asText());
        assertEquals(
                "hash",
                passed.at("/items/19/metadata/annotations/kubernetes.io~1config.hash")
                        .asText());
        assertEquals(
                "{}",
                passed.at("/items/19/metadata/annotations/k8s.ovn.org~1pod-networks")
                        .asText());
        assertFalse(passed.toString().contains("xxxx"));
    }

    /** Anybody who may write a pod's status could make it this large. */
    @Test
    void aPodWithAnExcessiveStatusLosesIt() throws IOException {
        ObjectNode pod = fat("web");
        pod.withObject("/status").put("message", "x".repeat(1_000_000));
        assertEquals(
                Yaml.tree("{metadata: {name: web, namespace: shop, uid: u}, spec: {}}"),
                passed(PODS + "/web", pod, 16_384));
    }

    @Test
    void anErrorStatusPassesUnchanged() throws IOException {
        JsonNode status = Yaml.tree(
                "{kind: Status, apiVersion: v1, metadata: {}, status: Failure, message: no, reason: NotFound, details: {name: web}, code: 404}");
        assertEquals(status, passed(TRACES, status, 5));
        assertEquals(status, passed(PODS + "/web", status, 5).deepCopy());
    }

    @Test
    void listsOfServicesAndSlicesKeepTheirAddresses() throws IOException {
        String fat = "x".repeat(50_000);
        ObjectNode services =
                (ObjectNode) Yaml.tree("{kind: ServiceList, items: [{metadata: {name: web, namespace: shop},"
                        + " spec: {clusterIP: 10.96.1.1}}]}");
        JsonNode kept = services.deepCopy();
        ((ObjectNode) services.at("/items/0/metadata"))
                .withObject("/annotations")
                .put("big", fat);
        assertEquals(kept, passed("/api/v1/services", services, 16_384));
        ObjectNode slices = (ObjectNode)
                Yaml.tree(
                        "{kind: EndpointSliceList, items: [{metadata: {name: web, namespace: shop},"
                                + " ports: [{name: http, port: 8080}], endpoints: [{addresses: [10.0.0.7], nodeName: node-1,"
                                + " conditions: {ready: true, serving: true, terminating: false}, targetRef: {name: web-1}}]}]}");
        JsonNode whole = slices.deepCopy();
        ((ObjectNode) slices.at("/items/0/endpoints/0")).put("hostname", fat);
        assertEquals(whole, passed(SLICES, slices, 16_384));
    }

    @Test
    void onlyObjectsThatTenantsCanMakeLargeAreSieved() {
        assertTrue(Diet.of("/api/v1/nodes/node-1").isEmpty());
        assertTrue(Diet.of(TRACES + "/x/status").isEmpty());
        assertTrue(
                Diet.of("/apis/nettools.io/v1alpha1/namespaces/shop/networktraces/hello")
                        .isEmpty(),
                "a trace is read whole");
        assertTrue(Diet.of("/apis/nettools.io/v1alpha1/namespaces/shop/networktraces")
                .isPresent());
        assertTrue(Diet.of("/apis/apps/v1/namespaces/shop/deployments/web").isPresent());
        assertTrue(Diet.of(SLICES).isPresent());
    }

    private static ObjectNode fat(String name) {
        ObjectNode pod = (ObjectNode) Yaml.tree("{apiVersion: v1, kind: Pod, metadata: {name: " + name
                + ", namespace: shop, uid: u, annotations: {kubernetes.io/config.hash: hash,"
                + " k8s.ovn.org/pod-networks: '{}'}},"
                + " spec: {nodeName: node-1}, status: {phase: Running}}");
        pod.withObject("/metadata/annotations").put("big", "x".repeat(50_000));
        pod.withObject("/metadata/labels").put("big", "x".repeat(50_000));
        pod.withArray("/spec/containers").addObject().put("image", "x".repeat(50_000));
        return pod;
    }

    private static JsonNode passed(String path, JsonNode document, int piece) throws IOException {
        Sieve sieve =
                new Sieve(new ObjectMapper(ApiJson.factory()), Diet.of(path).orElseThrow());
        byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; from += piece) {
            all.writeBytes(sieve.pass(ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from))));
        }
        return Yaml.tree(all.toString(StandardCharsets.UTF_8));
    }
}
