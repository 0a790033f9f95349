package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.analyser.report.Finding.About;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.Api;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.planner.cluster.ClusterFacts;
import io.nettools.planner.cluster.Crossing;
import io.nettools.planner.cluster.Policed;
import io.nettools.planner.cluster.Questions;
import io.nettools.planner.policy.FirstPacket;
import io.nettools.planner.policy.Party;
import io.nettools.planner.policy.PolicyCheck;
import io.nettools.planner.policy.PolicyVerdict;
import io.nettools.planner.policy.Transport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pods and policies of a crossing are read once, and tell which policy denies it. */
class CrossingBookTest {
    private static final Crossing CROSSING = new Crossing(
            "node-2: between eth0 and veth1",
            "dropped on node-2 before pod server",
            new About("tcp", "10.42.0.7:40000", "10.96.0.20:80", "10.42.2.4:8080"));

    private static final String SERVER = pod("shop", "server", "10.42.2.4", "tier: backend");
    private static final String POLICIES = "/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies?limit=50";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void thePacketHasItsPodsTheirLabelsAndPorts() {
        clusterWith(SERVER, "");
        Policed known = policed(CROSSING).orElseThrow();
        Party.Pod server = (Party.Pod) known.packets().getFirst().to();
        assertEquals(Map.of("tier", "backend"), server.labels());
        assertEquals(List.of(new Party.NamedPort("web", Transport.TCP, 8080, false)), server.ports());
        assertEquals(
                Optional.of(Map.of("kubernetes.io/metadata.name", "shop")),
                server.namespace().labels());
        assertEquals(8080, known.packets().getFirst().port());
        assertEquals(80, known.packets().getFirst().servicePort());
        assertEquals(Set.of(), known.readable());
    }

    @Test
    void aPolicyOfTheNamespaceDecides() {
        clusterWith(
                SERVER, "{metadata: {namespace: shop, name: deny}, spec: {podSelector: {}, policyTypes: [Ingress]}}");
        Policed known = policed(CROSSING).orElseThrow();
        assertEquals(
                PolicyVerdict.Outcome.Denied,
                PolicyCheck.of(known.packets().getFirst(), known.policies()).outcome());
    }

    /** The packets were dropped before the Service's translation was seen. */
    @Test
    void behindAServiceEachEndpointIsAPacket() {
        hasPods(SERVER);
        has(pods("10.96.0.20"), "");
        has(
                "/api/v1/services?fieldSelector=spec.clusterIP%3D10.96.0.20&limit=2&resourceVersion=0",
                "{metadata: {namespace: shop, name: web}, spec: {clusterIP: 10.96.0.20, clusterIPs: [10.96.0.20],"
                        + " ports: [{port: 80, protocol: TCP, targetPort: web}]}}");
        has(
                "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dweb&limit=8",
                "{metadata: {namespace: shop, name: web-1}, ports: [{port: 8080, protocol: TCP}],"
                        + " endpoints: [{addresses: [10.42.2.4], conditions: {ready: true}}]}");
        has(POLICIES, "");
        hasNoAdminPolicies();
        Crossing early = new Crossing(
                CROSSING.place(), CROSSING.conclusion(), new About("tcp", "10.42.0.7:40000", "10.96.0.20:80", ""));
        List<FirstPacket> packets = policed(early).orElseThrow().packets();
        assertEquals(1, packets.size());
        assertEquals("10.42.2.4", packets.getFirst().destination());
        assertEquals(8080, packets.getFirst().port());
        assertEquals(80, packets.getFirst().servicePort());
    }

    @Test
    void whatIsReadForOneCrossingServesTheOthers() {
        clusterWith(SERVER, "");
        Crossing other = new Crossing("", "no answer", CROSSING.about());
        ClusterFacts facts = answer(CROSSING, other);
        assertEquals(Set.of(CROSSING, other), facts.policed().keySet());
        // two pods, one namespace, its policies, three kinds of the cluster
        assertEquals(7, api.calls().size());
        assertEquals(7, facts.reads());
    }

    @Test
    void anUnknownEndDecidesNothing() {
        clusterWith("", "");
        assertEquals(Optional.empty(), policed(CROSSING));
    }

    @Test
    void policiesThatCannotBeReadDecideNothing() {
        hasPods(SERVER);
        api.answers("GET", POLICIES, 403, Yaml.tree("{kind: Status, status: Failure, code: 403}"));
        hasNoAdminPolicies();
        Policed known = policed(CROSSING).orElseThrow();
        assertEquals(
                PolicyVerdict.Outcome.Undecided,
                PolicyCheck.of(known.packets().getFirst(), known.policies()).outcome());
    }

    @Test
    void aFailureOfTheApiServerDecidesNothing() {
        hasPods(SERVER);
        api.answers("GET", POLICIES, 500, Yaml.tree("{kind: Status, status: Failure, code: 500}"));
        assertEquals(Optional.empty(), policed(CROSSING));
    }

    private Optional<Policed> policed(Crossing crossing) {
        return Optional.ofNullable(answer(crossing).policed().get(crossing));
    }

    private ClusterFacts answer(Crossing... crossings) {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T10:00:20Z"));
        Observer observer = new Observer(api.client(), SettingsReader.read(Map.of("image", "image")), clock);
        NetworkTrace trace = ATrace.ofPod("client");
        return observer.answer(trace, Traces.of(trace), List.of(), Questions.about(List.of(), List.of(crossings)));
    }

    private void clusterWith(String server, String policy) {
        hasPods(server);
        has(POLICIES, policy);
        hasNoAdminPolicies();
    }

    private void hasPods(String server) {
        has(pods("10.42.0.7"), pod("shop", "client", "10.42.0.7", "tier: frontend"));
        has(pods("10.42.2.4"), server);
        api.answers(
                "GET",
                "/api/v1/namespaces/shop",
                200,
                Yaml.tree("{metadata: {name: shop, labels: {kubernetes.io/metadata.name: shop}}}"));
    }

    private void hasNoAdminPolicies() {
        List.of(
                        "v1alpha1/adminnetworkpolicies",
                        "v1alpha1/baselineadminnetworkpolicies",
                        "v1alpha2/clusternetworkpolicies")
                .forEach(kind -> has("/apis/policy.networking.k8s.io/" + kind + "?limit=50", ""));
    }

    private void has(String path, String item) {
        JsonNode list = Yaml.tree("{apiVersion: v1, kind: List, metadata: {}, items: [" + item + "]}");
        api.answers("GET", path, 200, list);
    }

    private static String pod(String namespace, String name, String address, String label) {
        return ("{metadata: {namespace: %s, name: %s, labels: {%s}}, spec: {nodeName: node-2, containers: [{name: one,"
                        + " ports: [{name: web, containerPort: 8080, protocol: TCP}]}]}, status: {podIP: %s,"
                        + " startTime: '2026-03-01T09:00:00Z'}}")
                .formatted(namespace, name, label, address);
    }

    private static String pods(String address) {
        return "/api/v1/pods?fieldSelector=status.podIP%3D" + address
                + "%2Cstatus.phase%3DRunning&limit=2&resourceVersion=0";
    }
}
