package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.nettools.analyser.report.Finding.About;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.Api;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.planner.cluster.ClusterFacts;
import io.nettools.planner.cluster.Crossing;
import io.nettools.planner.cluster.Owner;
import io.nettools.planner.cluster.Policed;
import io.nettools.planner.cluster.Questions;
import io.nettools.planner.plan.NextStatus;
import io.nettools.planner.policy.FirstPacket;
import io.nettools.planner.policy.Party;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Trace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An address of the second family has the name of its pod or Service, which the API server does not find by it. */
class SecondFamilyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:20Z");
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
    private static final String NAMESPACE =
            "/api/v1/namespaces/shop/pods?fieldSelector=status.phase%3DRunning&limit=100";
    private static final String SERVER = pod("shop", "server", "10.42.2.4", "fd00:42::4");
    private static final Owner.Pod OWNER = new Owner.Pod("shop", "server", "node-2", Optional.empty());

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aPodOfTheNamespaceIsFoundByItsSecondAddress() {
        api.lists(NAMESPACE, pod("shop", "other", "10.42.2.9", "fd00:42::9"), SERVER);
        api.lists(pods("10.42.2.4"), SERVER);
        assertEquals(Map.of("fd00:42::4", OWNER), answer("fd00:42::4").owners());
        assertEquals(List.of("GET " + NAMESPACE, "GET " + pods("10.42.2.4")), lines());
    }

    @Test
    void aPodThatWasReadForItsFirstAddressTakesNoOtherRead() {
        api.lists(pods("10.42.2.4"), SERVER);
        assertEquals(
                Map.of("10.42.2.4", OWNER, "fd00:42::4", OWNER),
                answer("10.42.2.4", "fd00:42::4").owners());
        assertEquals(1, lines().size());
    }

    @Test
    void thePodsOfTheNamespaceAreReadOnce() {
        api.lists(NAMESPACE, SERVER);
        api.lists(pods("10.42.2.4"), SERVER);
        ClusterFacts facts = answer("fd00:42::4", "fd00:42::5", "fd00:42::6");
        assertEquals(Map.of("fd00:42::4", OWNER), facts.owners());
        assertEquals(1, lines().stream().filter(("GET " + NAMESPACE)::equals).count());
    }

    /** Two pods with the address of one that is found: it is not certain whose it is. */
    @Test
    void anAddressThatIsNotOfOnePodHasNoName() {
        api.lists(NAMESPACE, SERVER);
        api.lists(pods("10.42.2.4"), SERVER, pod("shop", "copy", "10.42.2.4", "fd00:42::4"));
        assertEquals(Map.of(), answer("fd00:42::4").owners());
    }

    @Test
    void aServiceIsFoundByItsSecondAddress() {
        hasService("fd00:96::14", "shop", "web", "10.96.0.20", "fd00:96::14");
        assertEquals(
                Map.of("fd00:96::14", new Owner.ClusterIp("shop", "web")),
                answer("fd00:96::14").owners());
        assertEquals(2, lines().size());
    }

    @Test
    void aServiceThatWasReadForItsFirstAddressTakesNoOtherRead() {
        api.lists(services("10.96.0.20"), service("shop", "web", "10.96.0.20", "fd00:96::14"));
        assertEquals(
                new Owner.ClusterIp("shop", "web"),
                answer("10.96.0.20", "fd00:96::14").owners().get("fd00:96::14"));
        assertEquals(1, lines().size());
    }

    @Test
    void aServiceOfAnotherNamespaceIsHidden() {
        hasService("fd00:96::14", "bank", "vault", "10.96.0.20", "fd00:96::14");
        api.answers("POST", REVIEWS, 201, Yaml.tree("{status: {allowed: false}}"));
        assertEquals(
                Map.of("fd00:96::14", new Owner.AnotherNamespace()),
                answer("fd00:96::14").owners());
    }

    /** T1: the address of an object that is gone, and was given to another. */
    @Test
    void aServiceWithoutTheAddressIsIgnored() {
        hasService("fd00:96::14", "shop", "web", "10.96.0.20", "fd00:96::99");
        assertEquals(Map.of(), answer("fd00:96::14").owners());
    }

    /** Before Kubernetes 1.33 there are no such objects. */
    @Test
    void withoutAddressObjectsAServiceOfTheSecondFamilyAloneIsFound() {
        api.lists(services("fd00:96::14"), service("shop", "web", "fd00:96::14"));
        assertEquals(
                Map.of("fd00:96::14", new Owner.ClusterIp("shop", "web")),
                answer("fd00:96::14").owners());
    }

    @Test
    void policiesSeeThePodsBehindSecondAddresses() {
        api.lists(
                NAMESPACE,
                pod("shop", "client", "10.42.0.7", "fd00:42::7"),
                pod("shop", "server", "10.42.2.4", "fd00:42::4"));
        api.lists(pods("10.42.0.7"), pod("shop", "client", "10.42.0.7", "fd00:42::7"));
        api.lists(pods("10.42.2.4"), SERVER);
        hasPolicies();
        FirstPacket packet = packets(new About("tcp", "[fd00:42::7]:40000", "[fd00:42::4]:8080", ""))
                .getFirst();
        assertEquals("client", ((Party.Pod) packet.from()).name());
        assertEquals("server", ((Party.Pod) packet.to()).name());
        assertEquals("fd00:42::4", packet.destination());
    }

    /** A Service of two families sends each to endpoints of its own. */
    @Test
    void packetsOfOneFamilyGoToEndpointsOfThatFamily() {
        String slices = "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices?labelSelector="
                + "kubernetes.io%2Fservice-name%3Dweb&limit=8";
        api.lists(
                services("10.96.0.20"),
                "{metadata: {namespace: shop, name: web}, spec: {clusterIP: 10.96.0.20,"
                        + " clusterIPs: [10.96.0.20, 'fd00:96::14'], ports: [{port: 80, protocol: TCP}]}}");
        api.lists(slices, slice("web-4", "10.42.2.4"), slice("web-6", "fd00:42::4"));
        api.lists(pods("10.96.0.20"));
        api.lists(pods("10.42.0.7"), pod("shop", "client", "10.42.0.7", "fd00:42::7"));
        api.lists(pods("10.42.2.4"), SERVER);
        hasPolicies();
        List<FirstPacket> packets = packets(new About("tcp", "10.42.0.7:40000", "10.96.0.20:80", ""));
        assertEquals(
                List.of("10.42.2.4"),
                packets.stream().map(FirstPacket::destination).toList());
    }

    private List<FirstPacket> packets(About about) {
        Crossing crossing = new Crossing("", "no answer", about);
        return Optional.ofNullable(answer(Questions.about(List.of(), List.of(crossing)))
                        .policed()
                        .get(crossing))
                .map(Policed::packets)
                .orElseThrow();
    }

    private ClusterFacts answer(String... addresses) {
        return answer(Questions.about(List.of(addresses)));
    }

    private ClusterFacts answer(Questions questions) {
        Observer observer =
                new Observer(api.client(), SettingsReader.read(Map.of("image", "image")), InstantSource.fixed(NOW));
        NetworkTrace resource = ATrace.ofPod("web");
        resource.getMetadata().setAnnotations(Map.of("nettools.io/requested-by", "ann"));
        TargetStatus target =
                TargetStatus.recorded("web", "target-uid", "node-1", List.of("10.42.0.8", "fd00:42::8"), "any");
        Trace trace = Traces.of(resource);
        resource.setStatus(Traces.status(NextStatus.of(
                trace, new Phase(Reason.Capturing, "tcpdump listens."), List.of(target), Optional.empty(), NOW)));
        return observer.answer(resource, Traces.of(resource), List.<Pod>of(), questions);
    }

    private void hasService(String asked, String namespace, String name, String... addresses) {
        api.answers(
                "GET",
                "/apis/networking.k8s.io/v1/ipaddresses/" + asked,
                200,
                Yaml.tree("{metadata: {name: '" + asked + "'}, spec: {parentRef: {resource: services, namespace: "
                        + namespace + ", name: " + name + "}}}"));
        api.answers(
                "GET",
                "/api/v1/namespaces/" + namespace + "/services/" + name,
                200,
                Yaml.tree(service(namespace, name, addresses)));
    }

    private void hasPolicies() {
        api.answers("GET", "/api/v1/namespaces/shop", 200, Yaml.tree("{metadata: {name: shop, labels: {a: b}}}"));
        api.lists("/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies?limit=50");
        List.of(
                        "v1alpha1/adminnetworkpolicies",
                        "v1alpha1/baselineadminnetworkpolicies",
                        "v1alpha2/clusternetworkpolicies")
                .forEach(kind -> api.lists("/apis/policy.networking.k8s.io/" + kind + "?limit=50"));
    }

    private List<String> lines() {
        return api.calls().stream().map(Api.Call::line).toList();
    }

    private static String pod(String namespace, String name, String first, String second) {
        return ("{metadata: {namespace: %s, name: %s}, spec: {nodeName: node-2}, status: {podIP: %s, podIPs:"
                        + " [{ip: %s}, {ip: '%s'}]}}")
                .formatted(namespace, name, first, first, second);
    }

    private static String service(String namespace, String name, String... addresses) {
        return "{metadata: {namespace: " + namespace + ", name: " + name + "}, spec: {clusterIP: '" + addresses[0]
                + "', clusterIPs: ['" + String.join("', '", addresses) + "']}}";
    }

    private static String slice(String name, String address) {
        return "{metadata: {namespace: shop, name: " + name + "}, ports: [{port: 8080, protocol: TCP}],"
                + " endpoints: [{addresses: ['" + address + "'], conditions: {ready: true}}]}";
    }

    private static String pods(String address) {
        return "/api/v1/pods?fieldSelector=status.podIP%3D" + address
                + "%2Cstatus.phase%3DRunning&limit=2&resourceVersion=0";
    }

    private static String services(String address) {
        return "/api/v1/services?fieldSelector=spec.clusterIP%3D" + address.replace(":", "%3A")
                + "&limit=2&resourceVersion=0";
    }
}
