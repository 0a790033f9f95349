package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.Api;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.controller.pod.Marks;
import io.nettools.planner.cluster.ClusterFacts;
import io.nettools.planner.cluster.Owner;
import io.nettools.planner.cluster.Questions;
import io.nettools.planner.plan.NextStatus;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has an address is found out with few requests, and told to those who may know it. */
class AddressBookTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:20Z");
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
    private static final String API_SERVER =
            "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?fieldSelector=metadata.name%3Dkubernetes";
    private static final String FIRST_SERVICES = "/api/v1/services?limit=500";
    private static final String ANN = "ann";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aPodOfTheTracesNamespaceIsOneRead() {
        hasPods("10.42.2.4", pod("shop", "server", "10.42.2.4"));
        assertEquals(Optional.of(podOf("shop", "server")), owner("10.42.2.4"));
        assertEquals(List.of("GET " + pods("10.42.2.4")), lines());
    }

    @Test
    void aServiceOfTheTracesNamespaceIsOneRead() {
        hasServices("10.96.1.1", service("shop", "web", "10.96.1.1"));
        assertEquals(Optional.of(new Owner.ClusterIp("shop", "web")), owner("10.96.1.1"));
        assertEquals(List.of("GET " + services("10.96.1.1")), lines());
    }

    @Test
    void theAddressesOfTheTracedNodesAreKnownFromItsOwnPods() {
        assertEquals(Optional.of(new Owner.Node("node-1")), owner("192.168.1.4"));
        assertEquals(List.of(), lines());
    }

    @Test
    void theApiServerIsKnownByItsServiceAndByItsEndpoints() {
        hasServices("10.96.0.1", service("default", "kubernetes", "10.96.0.1"));
        assertEquals(Optional.of(new Owner.ApiServer()), owner("10.96.0.1"));
        hasNothingAt("192.168.9.9");
        hasApiServerAt("192.168.9.9");
        assertEquals(Optional.of(new Owner.ApiServer()), owner("192.168.9.9"));
    }

    /** T1: a tenant of the namespace may write slices. */
    @Test
    void onlyTheSliceOfTheApiServerItselfHasItsAddresses() {
        hasNothingAt("192.168.9.9");
        api.answers(
                "GET",
                API_SERVER,
                200,
                list("EndpointSliceList", "{metadata: {name: mine}, endpoints: [{addresses: [192.168.9.9]}]}"));
        assertEquals(Optional.empty(), owner("192.168.9.9"));
    }

    @Test
    void aPublicAddressThatIsNowhereIsOutside() {
        hasNothingAt("198.51.100.7");
        hasApiServerAt("192.168.9.9");
        has(ExposedServicesTest.ALL);
        has(ExposedServicesTest.OWN);
        assertEquals(Optional.of(new Owner.Outside()), owner("198.51.100.7"));
        hasNothingAt("10.1.2.3");
        hasApiServerAt("192.168.9.9");
        assertEquals(Optional.empty(), owner("10.1.2.3"));
    }

    @Test
    void aPodOfAnotherNamespaceIsNamedToAnAuthorWhoMayGetIt() {
        hasPods("10.42.2.4", pod("bank", "vault", "10.42.2.4"));
        reviews(true);
        assertEquals(Optional.of(podOf("bank", "vault")), owner("10.42.2.4"));
        JsonNode spec = review().at("/spec");
        assertEquals(ANN, spec.at("/user").asText());
        assertEquals(Yaml.tree("[system:authenticated]"), spec.at("/groups"));
        assertEquals(Yaml.tree("{verb: get, resource: pods, namespace: bank}"), spec.at("/resourceAttributes"));
    }

    @Test
    void aPodOfAnotherNamespaceIsHiddenFromOthers() {
        hasPods("10.42.2.4", pod("bank", "vault", "10.42.2.4"));
        reviews(false);
        assertEquals(Optional.of(new Owner.AnotherNamespace()), owner("10.42.2.4"));
    }

    @Test
    void aNodeThatIsNotTracedTakesTheRightToGetNodes() {
        hasServices("192.168.1.5");
        hasPods("192.168.1.5", onNetworkOfNode("node-2", "192.168.1.5"));
        reviews(false);
        assertEquals(Optional.of(new Owner.AnotherNode()), owner("192.168.1.5"));
        assertEquals(Yaml.tree("{verb: get, resource: nodes}"), review().at("/spec/resourceAttributes"));
    }

    @Test
    void theServiceOfDnsIsKnownToEverybody() {
        hasServices("10.96.0.10", service("kube-system", "kube-dns", "10.96.0.10"));
        assertEquals(Optional.of(new Owner.ClusterIp("kube-system", "kube-dns")), owner("10.96.0.10"));
        assertEquals(1, lines().size());
    }

    @Test
    void aRightIsAskedAboutOnce() {
        hasPods("10.42.2.4", pod("bank", "vault", "10.42.2.4"));
        hasPods("10.42.2.5", pod("bank", "safe", "10.42.2.5"));
        reviews(true);
        ClusterFacts facts = answer(author(ANN), Map.of(), "10.42.2.4", "10.42.2.5");
        assertEquals(2, facts.owners().size());
        assertEquals(3, facts.reads());
        assertEquals(3, lines().size());
    }

    @Test
    void anUnknownAuthorHasNoRights() {
        hasPods("10.42.2.4", pod("bank", "vault", "10.42.2.4"));
        assertEquals(
                Optional.of(new Owner.AnotherNamespace()),
                answer(ATrace.ofPod("web"), Map.of(), "10.42.2.4").owner("10.42.2.4"));
        assertEquals(1, lines().size());
        hasPods("10.42.2.4", pod("bank", "vault", "10.42.2.4"));
        assertEquals(
                Optional.of(new Owner.AnotherNamespace()),
                answer(author("ann\u0007"), Map.of(), "10.42.2.4").owner("10.42.2.4"));
        assertEquals(1, lines().size());
    }

    @Test
    void theAdminMayLetEverybodySeeAllNames() {
        hasPods("10.42.2.4", pod("bank", "vault", "10.42.2.4"));
        assertEquals(
                Optional.of(podOf("bank", "vault")),
                answer(ATrace.ofPod("web"), Map.of("otherNames", "true"), "10.42.2.4")
                        .owner("10.42.2.4"));
        assertEquals(1, lines().size());
    }

    @Test
    void aServiceAccountHasTheGroupsOfItsNamespace() {
        hasPods("10.42.2.4", pod("bank", "vault", "10.42.2.4"));
        reviews(true);
        answer(author("system:serviceaccount:shop:robot"), Map.of(), "10.42.2.4");
        assertEquals(
                Yaml.tree("[system:authenticated, 'system:serviceaccounts', 'system:serviceaccounts:shop']"),
                review().at("/spec/groups"));
    }

    /** T1: for whatever reason the API server answers so. */
    @Test
    void anObjectWithAnotherAddressIsIgnored() {
        hasPods("10.42.2.4", pod("shop", "other", "10.42.9.9"));
        hasServices("10.42.2.4", service("shop", "other", "10.96.9.9"));
        hasApiServerAt("192.168.9.9");
        assertEquals(Optional.empty(), owner("10.42.2.4"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 429, 500, 503})
    void whatCannotBeReadIsUnknownAndNotReadAgain(int code) {
        api.refuses("GET", pods("10.42.2.4"), code, "not now");
        hasServices("10.42.2.4");
        hasServices("10.42.2.5", service("shop", "web", "10.42.2.5"));
        hasApiServerAt("192.168.9.9");
        ClusterFacts facts = answer(author(ANN), Map.of(), "10.42.2.4", "10.42.2.5");
        assertEquals(Map.of("10.42.2.5", new Owner.ClusterIp("shop", "web")), facts.owners());
        assertEquals(4, lines().size());
    }

    /** Kubernetes 1.30. */
    @Test
    void whereServicesCannotBeSelectedTheyAreReadOnce() {
        api.refuses("GET", services("10.96.1.1"), 400, "\"spec.clusterIP\" is not a known field selector");
        api.answers(
                "GET",
                FIRST_SERVICES,
                200,
                list(
                        "ServiceList",
                        service("shop", "web", "10.96.1.1"),
                        "{metadata: {namespace: shop, name: mail}, spec: {clusterIPs: [10.96.1.2, 'fd00::2']}}"));
        ClusterFacts facts = answer(author(ANN), Map.of(), "10.96.1.1", "10.96.1.2", "fd00::2");
        assertEquals(
                Map.of(
                        "10.96.1.1", new Owner.ClusterIp("shop", "web"),
                        "10.96.1.2", new Owner.ClusterIp("shop", "mail"),
                        "fd00::2", new Owner.ClusterIp("shop", "mail")),
                facts.owners());
        assertEquals(List.of("GET " + services("10.96.1.1"), "GET " + FIRST_SERVICES), lines());
        assertEquals(2, facts.reads());
    }

    @ParameterizedTest
    @CsvSource({"'',true", "more,false"})
    void whereServicesCannotBeSelectedAnAddressIsOutsideOnlyOfAllOfThem(String more, boolean outside) {
        api.refuses("GET", services("198.51.100.7"), 400, "\"spec.clusterIP\" is not a known field selector");
        hasPods("198.51.100.7");
        hasApiServerAt("192.168.9.9");
        api.answers(
                "GET",
                FIRST_SERVICES,
                200,
                Yaml.tree("{kind: ServiceList, metadata: {continue: '" + more + "'}, items: []}"));
        has(ExposedServicesTest.OWN);
        assertEquals(outside ? Optional.of(new Owner.Outside()) : Optional.empty(), owner("198.51.100.7"));
    }

    @Test
    void anAnswerThatIsIncompleteCallsNothingOutside() {
        api.refuses("GET", services("198.51.100.7"), 400, "field label not supported: spec.clusterIP");
        hasPods("198.51.100.7");
        hasApiServerAt("192.168.9.9");
        assertEquals(Optional.empty(), owner("198.51.100.7"));
    }

    @Test
    void anApiServerThatIsAwayLeavesAllUnknown() {
        api.goesAway();
        ClusterFacts facts = answer(author(ANN), Map.of(), "10.42.2.4", "10.42.2.5", "10.96.1.1");
        assertEquals(Map.of(), facts.owners());
        assertEquals(3, facts.reads());
    }

    /** A defect of ours must not keep a trace from its end either. */
    @Test
    void aFailureOutsideOfARequestLeavesAllUnknown() {
        Observer observer =
                new Observer(api.client(), SettingsReader.read(Map.of("image", "image")), InstantSource.fixed(NOW));
        NetworkTrace trace = author(ANN);
        assertEquals(
                ClusterFacts.UNKNOWN,
                observer.answer(trace, Traces.of(trace), List.of(new Pod()), Questions.about(List.of("10.42.2.4"))));
    }

    @Test
    void nothingIsReadAfterFiveSeconds() {
        List<Instant> times = new ArrayList<>(List.of(NOW, NOW, NOW.plus(Duration.ofSeconds(6))));
        InstantSource clock = () -> times.size() > 1 ? times.removeFirst() : times.getFirst();
        hasPods("10.42.2.4", pod("shop", "server", "10.42.2.4"));
        ClusterFacts facts = answer(clock, author(ANN), Map.of(), "10.42.2.4", "10.42.2.5");
        assertEquals(Map.of("10.42.2.4", podOf("shop", "server")), facts.owners());
        assertEquals(1, lines().size());
    }

    private Optional<Owner> owner(String address) {
        return answer(author(ANN), Map.of(), address).owner(address);
    }

    private ClusterFacts answer(NetworkTrace trace, Map<String, String> settings, String... addresses) {
        return answer(InstantSource.fixed(NOW), trace, settings, addresses);
    }

    private ClusterFacts answer(
            InstantSource clock, NetworkTrace resource, Map<String, String> settings, String... addresses) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("image", "image");
        Observer observer = new Observer(api.client(), SettingsReader.read(all), clock);
        TargetStatus target = TargetStatus.recorded("web", "target-uid", "node-1", List.of("10.42.0.7"), "any");
        Trace trace = Traces.of(resource);
        resource.setStatus(Traces.status(NextStatus.of(
                trace, new Phase(Reason.Capturing, "tcpdump listens."), List.of(target), Optional.empty(), NOW)));
        Pod own = Yaml.object(
                Yaml.tree("{metadata: {name: own}, spec: {nodeName: node-1}, status: {hostIP: 192.168.1.4}}"),
                Pod.class);
        return observer.answer(resource, Traces.of(resource), List.of(own), Questions.about(List.of(addresses)));
    }

    private static NetworkTrace author(String name) {
        NetworkTrace trace = ATrace.ofPod("web");
        trace.getMetadata().setAnnotations(Map.of(Marks.REQUESTED_BY, name));
        return trace;
    }

    private static Owner podOf(String namespace, String name) {
        return new Owner.Pod(namespace, name, "node-2", Optional.of(Instant.parse("2026-03-01T09:00:00Z")));
    }

    private void hasNothingAt(String address) {
        hasServices(address);
        hasPods(address);
    }

    private void hasPods(String address, String... items) {
        api.answers("GET", pods(address), 200, list("PodList", items));
    }

    private void has(String path) {
        api.answers("GET", path, 200, list("ServiceList"));
    }

    private void hasServices(String address, String... items) {
        api.answers("GET", services(address), 200, list("ServiceList", items));
    }

    private void hasApiServerAt(String address) {
        api.answers(
                "GET",
                API_SERVER,
                200,
                list(
                        "EndpointSliceList",
                        "{metadata: {name: kubernetes}, endpoints: [{addresses: [" + address + "]}]}"));
    }

    private void reviews(boolean allowed) {
        api.answers("POST", REVIEWS, 201, Yaml.tree("{status: {allowed: " + allowed + "}}"));
    }

    private JsonNode review() {
        return api.calls().stream()
                .filter(call -> call.line().equals("POST " + REVIEWS))
                .findFirst()
                .orElseThrow()
                .body();
    }

    private List<String> lines() {
        return api.calls().stream().map(Api.Call::line).toList();
    }

    private static JsonNode list(String kind, String... items) {
        return Yaml.tree("{apiVersion: v1, kind: " + kind + ", items: [" + String.join(", ", items) + "]}");
    }

    private static String pod(String namespace, String name, String address) {
        return "{metadata: {namespace: " + namespace + ", name: " + name
                + "}, spec: {nodeName: node-2}, status: {podIP: " + address + ", startTime: '2026-03-01T09:00:00Z'}}";
    }

    private static String onNetworkOfNode(String node, String address) {
        return "{metadata: {namespace: kube-system, name: proxy}, spec: {nodeName: " + node
                + ", hostNetwork: true}, status: {podIPs: [{ip: " + address + "}]}}";
    }

    private static String service(String namespace, String name, String address) {
        return "{metadata: {namespace: " + namespace + ", name: " + name + "}, spec: {clusterIP: " + address + "}}";
    }

    private static String pods(String address) {
        return "/api/v1/pods?fieldSelector=status.podIP%3D" + address
                + "%2Cstatus.phase%3DRunning&limit=2&resourceVersion=0";
    }

    private static String services(String address) {
        return "/api/v1/services?fieldSelector=spec.clusterIP%3D" + address + "&limit=2&resourceVersion=0";
    }
}
