package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceList;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceListBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.ATracePod;
import io.nettools.controller.fixture.Api;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.planner.plan.NextStatus;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Lookup;
import io.nettools.planner.trace.Observed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets are looked up once in a trace's life; everything else comes from caches. */
class ObserverTest {
    private static final String PODS = "/api/v1/namespaces/shop/pods";
    private static final String LABELLED = PODS + "?labelSelector=app%3Dweb&limit=500";
    private static final String SLICES =
            "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dfront&limit=8";
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:20Z");

    private final Api api = new Api();
    private final Observer observer =
            new Observer(api.client(), SettingsReader.read(Map.of("image", "image")), InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aPodIsReadByItsNameInTheTracesNamespace() {
        api.answers("GET", PODS + "/web", 200, pod("web"));
        Observed observed = observe(ATrace.ofPod("web"));
        assertEquals(List.of("web"), found(observed));
        assertEquals(NOW, observed.now());
        assertEquals(1, api.calls().size());
    }

    /** What is read of a pod leaves out most annotations. */
    @Test
    void theAddressesOfAPrimaryNetworkAreReadWithThePod() {
        Pod web = pod("web");
        web.getMetadata()
                .setAnnotations(Map.of(
                        "k8s.ovn.org/pod-networks",
                        "{\"blue/net\": {\"ip_addresses\": [\"10.200.0.5/16\"], \"role\": \"primary\"}}"));
        api.answers("GET", PODS + "/web", 200, web);
        assertEquals(
                List.of("10.200.0.5"),
                observe(ATrace.ofPod("web")).lookup().pods().getFirst().networkIps());
    }

    @Test
    void aMissingPodIsNotFound() {
        assertEquals(List.of(), found(observe(ATrace.ofPod("web"))));
        assertEquals(1, api.calls().size());
    }

    @Test
    void aNodeIsReadByItsName() {
        Node node =
                Yaml.object(Yaml.tree("{apiVersion: v1, kind: Node, metadata: {name: node-1, uid: u}}"), Node.class);
        api.answers("GET", "/api/v1/nodes/node-1", 200, node);
        assertEquals(List.of("node-1"), found(observe(ATrace.asking("target: {node: node-1}"))));
        assertEquals(1, api.calls().size());
    }

    @Test
    void aMissingNodeIsNotFound() {
        assertEquals(List.of(), found(observe(ATrace.asking("target: {node: node-9}"))));
        assertEquals(1, api.calls().size());
    }

    @Test
    void podsOfASelectorAreOneLimitedListSortedByName() {
        PodList list = new PodList();
        list.setItems(List.of(pod("web-2"), pod("web-1")));
        api.answers("GET", LABELLED, 200, list);
        assertEquals(List.of("web-1", "web-2"), found(observe(labelled("app", "web"))));
        assertEquals(1, api.calls().size());
    }

    /**
     * A Service of two families has an EndpointSlice for each, with the same pods. An endpoint outside the cluster has
     * no pod.
     */
    @Test
    void podsOfAServiceComeFromItsEndpointSlices() {
        EndpointSliceList slices = new EndpointSliceListBuilder()
                .addToItems(slice("web-2", "web-1"), slice("web-1", "web-2"))
                .addNewItem()
                .addNewEndpoint()
                .addToAddresses("192.0.2.1")
                .endEndpoint()
                .endItem()
                .addNewItem()
                .withEndpoints((List<Endpoint>) null)
                .endItem()
                .build();
        api.answers("GET", SLICES, 200, slices);
        api.answers("GET", PODS + "/web-1", 200, pod("web-1"));
        api.answers("GET", PODS + "/web-2", 200, pod("web-2"));
        assertEquals(List.of("web-1", "web-2"), found(observe(ATrace.asking("target: {service: front}"))));
        assertEquals(3, api.calls().size());
    }

    /** T1: a tenant may write EndpointSlices, and their names would become a part of our request's path. */
    @Test
    void anEndpointCanOnlyNameAPodOfThisNamespace() {
        EndpointSlice hostile = new EndpointSliceBuilder(
                        slice("", "..", "../../kube-system/pods/etcd", "web/log", "web?watch=true", "Web"))
                .addNewEndpoint()
                .withNewTargetRef()
                .withKind("Pod")
                .withNamespace("bank")
                .withName("vault")
                .endTargetRef()
                .endEndpoint()
                .addNewEndpoint()
                .withNewTargetRef()
                .withKind("Pod")
                .endTargetRef()
                .endEndpoint()
                .build();
        api.answers(
                "GET",
                SLICES,
                200,
                new EndpointSliceListBuilder()
                        .addToItems(hostile, slice("web-1"))
                        .build());
        api.answers("GET", PODS + "/web-1", 200, pod("web-1"));
        assertEquals(List.of("web-1"), found(observe(ATrace.asking("target: {service: front}"))));
        assertEquals(
                List.of("GET " + SLICES, "GET " + PODS + "/web-1"),
                api.calls().stream().map(Api.Call::line).toList());
    }

    /** T1: for whatever reason the API server answers so. */
    @ParameterizedTest
    @CsvSource({"shop, vault", "bank, web"})
    void aPodOfAnotherNameOrNamespaceIsIgnored(String namespace, String name) {
        Pod another = pod(name);
        another.getMetadata().setNamespace(namespace);
        api.answers("GET", PODS + "/web", 200, another);
        assertEquals(List.of(), found(observe(ATrace.ofPod("web"))));
        PodList list = new PodList();
        list.setItems(List.of(another, pod("web-1")));
        list.getItems().getFirst().getMetadata().setNamespace("bank");
        api.answers("GET", LABELLED, 200, list);
        assertEquals(List.of("web-1"), found(observe(labelled("app", "web"))));
    }

    /** A retry would fail again, and the trace would be pending for ever. */
    @Test
    void aLastingFailureIsReported() {
        api.answers("GET", PODS + "/web", 200, Map.of("metadata", Map.of("name", "web", "namespace", "shop")));
        assertThrows(Observer.FailedException.class, () -> observe(ATrace.ofPod("web")));
        api.refuses("GET", PODS + "/web", 400, "bad request");
        assertThrows(Observer.FailedException.class, () -> observe(ATrace.ofPod("web")));
        api.answers("GET", PODS + "/web", 200, "{\"metadata\": []}");
        assertThrows(Observer.FailedException.class, () -> observe(ATrace.ofPod("web")));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 408, 409, 410, 429, 500, 503})
    void aTemporaryErrorIsThrownForARetry(int code) {
        api.refuses("GET", PODS + "/web", code, "not now");
        assertThrows(KubernetesClientException.class, () -> observe(recorded(Reason.Starting)));
    }

    @Test
    void aTraceThatCannotBeObservedCanStillBeEnded() {
        NetworkTrace trace = recorded(Reason.Capturing);
        trace.setSpec(null);
        Pod own = ATracePod.of("ready", "one");
        own.getMetadata().getLabels().put("nettools.io/trace-uid", ATrace.UID);
        Observed unseen = observer.unseen(trace, List.of(own));
        assertEquals("target-uid", unseen.trace().status().targets().getFirst().uid());
        assertEquals(own.getMetadata().getUid(), unseen.pods().getFirst().uid());
    }

    @Test
    void peersAreLookedUpTogetherWithTargets() {
        api.answers("GET", PODS + "/web", 200, pod("web"));
        api.answers("GET", PODS + "/api", 200, pod("api"));
        Lookup lookup =
                observe(ATrace.asking("{target: {pod: web}, peer: {pod: api}}")).lookup();
        assertEquals(
                List.of("api"),
                ((Lookup.Found) lookup).peers().stream().map(Candidate::name).toList());
        assertEquals(2, api.calls().size());
    }

    /** Until the node translates it, a packet to the other end has the Service's address. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {clusterIPs: [10.96.0.20, 'fd00:96::20']} | 10.96.0.20,fd00:96::20
                    {clusterIPs: [None]}                      | ''
                    {type: ExternalName, externalName: a.b}   | ''
                    """)
    void aPeerServiceHasItsOwnAddresses(String spec, String addresses) {
        api.answers("GET", PODS + "/web", 200, pod("web"));
        api.answers("GET", SLICES, 200, new EndpointSliceList());
        api.answers(
                "GET",
                "/api/v1/namespaces/shop/services/front",
                200,
                Yaml.tree("{metadata: {name: front, namespace: shop}, spec: " + spec + "}"));
        assertEquals(
                addresses, String.join(",", lookup(otherEnd("service: front")).reachedBy()));
    }

    @Test
    void aMissingPeerServiceHasNoAddresses() {
        api.answers("GET", SLICES, 200, new EndpointSliceList());
        assertEquals(List.of(), lookup(otherEnd("service: front")).reachedBy());
    }

    @Test
    void onlyAPeerServiceIsReadForAddresses() {
        lookup(otherEnd("pod: api"));
        lookup(otherEnd("address: 10.0.0.9"));
        assertTrue(api.calls().stream().noneMatch(call -> call.line().contains("/services/")), "a Service was read");
    }

    private static NetworkTrace otherEnd(String peer) {
        return ATrace.asking("{target: {pod: web}, peer: {" + peer + "}}");
    }

    private Lookup.Found lookup(NetworkTrace trace) {
        return (Lookup.Found) observe(trace).lookup();
    }

    @Test
    void aPeerAddressNeedsNoLookup() {
        api.answers("GET", PODS + "/web", 200, pod("web"));
        Lookup lookup = observe(ATrace.asking("{target: {pod: web}, peer: {address: 10.0.0.9}}"))
                .lookup();
        assertEquals(List.of(), ((Lookup.Found) lookup).peers());
        assertEquals(1, api.calls().size());
    }

    private static EndpointSlice slice(String... pods) {
        EndpointSliceBuilder slice = new EndpointSliceBuilder();
        for (String pod : pods) {
            slice.addNewEndpoint()
                    .withNewTargetRef()
                    .withKind("Pod")
                    .withName(pod)
                    .endTargetRef()
                    .endEndpoint();
        }
        return slice.build();
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, apis/apps/v1, deployments",
        "StatefulSet, apis/apps/v1, statefulsets",
        "DaemonSet, apis/apps/v1, daemonsets",
        "ReplicaSet, apis/apps/v1, replicasets",
        "Job, apis/batch/v1, jobs"
    })
    void podsOfAWorkloadComeFromItsSelector(String kind, String group, String plural) {
        api.answers(
                "GET",
                "/" + group + "/namespaces/shop/" + plural + "/web",
                200,
                Map.of(
                        "kind",
                        kind,
                        "metadata",
                        Map.of("name", "web", "namespace", "shop"),
                        "spec",
                        Map.of("selector", Map.of("matchLabels", Map.of("app", "web")))));
        PodList list = new PodList();
        list.setItems(List.of(pod("web-1")));
        api.answers("GET", LABELLED, 200, list);
        assertEquals(
                List.of("web-1"), found(observe(ATrace.asking("target: {workload: {kind: " + kind + ", name: web}}"))));
        assertEquals(2, api.calls().size());
    }

    @Test
    void aMissingWorkloadHasNoPods() {
        assertEquals(List.of(), found(observe(ATrace.asking("target: {workload: {kind: Deployment, name: web}}"))));
        assertEquals(1, api.calls().size());
    }

    /** The schema does not check labels as the API server does: no pod has such a label, and the trace reports that. */
    @Test
    void aSelectorThatTheApiServerRefusesFindsNoPods() {
        api.refuses("GET", PODS + "?labelSelector=app%3Dnot%20a%20label&limit=500", 400, "unable to parse requirement");
        assertEquals(List.of(), found(observe(labelled("app", "not a label"))));
    }

    @Test
    void aTemporaryErrorForASelectorIsThrownForARetry() {
        api.refuses("GET", LABELLED, 500, "etcd");
        assertThrows(KubernetesClientException.class, () -> observe(labelled("app", "web")));
    }

    /**
     * The operator may have an older role. With silent retries the trace would be pending for ever without a reason.
     */
    @Test
    void aForbiddenLookupHasTheApiServersMessage() {
        api.refuses("GET", SLICES, 403, "endpointslices is forbidden\u0007");
        assertEquals(
                new Lookup.Forbidden("endpointslices is forbidden\\u0007"),
                observe(ATrace.asking("target: {service: front}")).lookup());
    }

    @Test
    void aForbiddenLookupOfARecordedTargetIsThrownForARetry() {
        api.refuses("GET", PODS + "/web", 403, "pods is forbidden");
        assertThrows(KubernetesClientException.class, () -> observe(recorded(Reason.Starting)));
    }

    @Test
    void aTraceWithTargetsNeedsNoLookup() {
        NetworkTrace trace = recorded(Reason.Capturing);
        assertEquals(new Lookup.NotAsked(), observe(trace).lookup());
        Pod own = ATracePod.of("ready", "target-uid");
        own.getMetadata().getLabels().put("nettools.io/trace-uid", ATrace.UID);
        assertEquals(
                new Lookup.NotAsked(),
                observer.observe(recorded(Reason.Starting), List.of(own)).lookup());
        assertEquals(List.of(), api.calls());
    }

    @Test
    void aTargetWithoutATracePodIsLookedUpAgain() {
        api.answers("GET", PODS + "/web", 200, pod("web"));
        assertEquals(List.of("web"), found(observe(recorded(Reason.Starting))));
    }

    @Test
    void aDeletedOrFinishedTraceNeedsNoLookup() {
        NetworkTrace deleted = ATrace.ofPod("web");
        deleted.getMetadata().setDeletionTimestamp(ATrace.CREATED);
        assertEquals(new Lookup.NotAsked(), observe(deleted).lookup());
        assertEquals(new Lookup.NotAsked(), observe(recorded(Reason.Completed)).lookup());
        assertEquals(List.of(), api.calls());
    }

    @Test
    void tracePodsOfAFormerTraceOfTheSameNameAreIgnored() {
        Pod own = ATracePod.of("ready", "one");
        Pod former = ATracePod.of("ready", "two");
        former.getMetadata().getLabels().put("nettools.io/trace-uid", "a-former-trace");
        Observed observed = observer.observe(recorded(Reason.Capturing), List.of(own, former));
        assertEquals(
                List.of("one"),
                observed.pods().stream().map(pod -> pod.traced().uid()).toList());
    }

    /** No lookup takes place before the trace's turn. */
    @Test
    void aTraceWithoutTargetsIsNotLookedUpBeforeItsTurn() {
        assertEquals(
                new Lookup.NotAsked(),
                observer.observe(ATrace.ofPod("web"), List.of()).lookup());
        assertEquals(List.of(), api.calls());
    }

    /** Observes and looks up, as the loop does in the trace's turn. */
    private Observed observe(NetworkTrace trace) {
        Observed observed = observer.observe(trace, List.of());
        boolean undecided = observed.trace().status().targets().isEmpty();
        return undecided && !observed.trace().deleting() ? observer.lookUp(observed) : observed;
    }

    private static List<String> found(Observed observed) {
        return ((Lookup.Found) observed.lookup())
                .pods().stream().map(Candidate::name).toList();
    }

    private static NetworkTrace labelled(String key, String value) {
        return ATrace.asking("target: {selector: {matchLabels: {" + key + ": " + value + "}}}");
    }

    private static NetworkTrace recorded(Reason reason) {
        NetworkTrace trace = ATrace.ofPod("web");
        TargetStatus target = TargetStatus.recorded("web", "target-uid", "node-1", List.of(), "any")
                .as(reason, "");
        return ATrace.with(
                trace,
                NextStatus.of(
                        Traces.of(trace), new Phase(reason, "So it is."), List.of(target), Optional.empty(), NOW));
    }

    private static Pod pod(String name) {
        return Yaml.object(
                Yaml.tree("{apiVersion: v1, kind: Pod, metadata: {name: " + name
                        + ", namespace: shop, uid: u}, spec: {}}"),
                Pod.class);
    }
}
