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
import io.nettools.planner.cluster.Questions;
import io.nettools.planner.cluster.ServiceFacts;
import io.nettools.planner.cluster.ServiceRef;
import io.nettools.planner.plan.NextStatus;
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

/** A Service that clients reach by a node, a load balancer or an external address has its name there. */
class ExposedServicesTest {
    static final String ALL =
            "/api/v1/services?fieldSelector=spec.type%21%3DClusterIP%2Cspec.type%21%3DExternalName&limit=500";
    static final String OWN = "/api/v1/namespaces/shop/services?limit=100";

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:20Z");
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
    private static final String API_SERVER =
            "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?fieldSelector=metadata.name%3Dkubernetes";
    private static final String NODE = "192.168.1.4";
    private static final String WEB = "{metadata: {namespace: shop, name: web}, spec: {type: LoadBalancer, ports:"
            + " [{port: 80, nodePort: 30080}]}, status: {loadBalancer: {ingress: [{ip: 203.0.113.5}]}}}";
    private static final Owner.ClusterIp OWNER = new Owner.ClusterIp("shop", "web");

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aPortOfANodeIsThatOfItsService() {
        api.lists(ALL, WEB);
        assertEquals(Map.of(NODE + ":30080", OWNER), reached(NODE + ":30080"));
        assertEquals(List.of("GET " + ALL), lines());
    }

    @Test
    void whatIsBehindAServiceIsKnownAtAPortOfANode() {
        api.lists(ALL, WEB);
        api.lists(
                "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dweb&limit=8");
        ServiceRef asked = new ServiceRef.At(NODE + ":30080");
        ServiceFacts web = answer(Questions.NONE.andAbout(List.of(asked)))
                .services()
                .get(asked)
                .service()
                .orElseThrow();
        assertEquals(OWNER, web.service());
        assertEquals(
                List.of(80),
                web.spec().portsAt(NODE + ":30080").stream()
                        .map(ServiceFacts.Port::number)
                        .toList());
        assertEquals(List.of(), web.behind().endpoints());
    }

    @Test
    void anotherPortOfANodeIsTheNodes() {
        api.lists(ALL, WEB);
        api.lists(OWN);
        assertEquals(Map.of(), reached(NODE + ":10250", NODE + ":80"));
        assertEquals(List.of("GET " + ALL, "GET " + OWN), lines());
    }

    @Test
    void anAddressOfALoadBalancerIsThatOfItsServiceByThePort() {
        hasNothingAt("203.0.113.5");
        api.lists(ALL, WEB, WEB.replace("name: web", "name: mail").replace("port: 80,", "port: 25,"));
        api.lists(OWN);
        assertEquals(Map.of("203.0.113.5:80", OWNER), reached("203.0.113.5:80"));
    }

    @Test
    void anExternalAddressOfAServiceOfTheNamespaceIsThatOfTheService() {
        hasNothingAt("203.0.113.9");
        api.lists(ALL);
        api.lists(
                OWN,
                "{metadata: {namespace: shop, name: web}, spec: {externalIPs: [203.0.113.9], ports: [{port: 80}]}}");
        assertEquals(Map.of("203.0.113.9:80", OWNER), reached("203.0.113.9:80"));
    }

    /** One number is two ports, for TCP and UDP. */
    @Test
    void aPortOfTwoServicesIsThatOfNone() {
        api.lists(ALL, WEB, WEB.replace("name: web", "name: dns"));
        assertEquals(Map.of(), reached(NODE + ":30080"));
    }

    @Test
    void theServiceOfAnotherNamespaceIsHidden() {
        api.lists(ALL, WEB.replace("shop", "bank"));
        api.answers("POST", REVIEWS, 201, Yaml.tree("{status: {allowed: false}}"));
        assertEquals(Map.of(NODE + ":30080", new Owner.AnotherNamespace()), reached(NODE + ":30080"));
    }

    /** The load balancer's own address is part of the cluster, whatever its port. */
    @Test
    void anAddressOfAServiceIsNotOutside() {
        hasNothingAt("203.0.113.5");
        api.lists(ALL, WEB);
        api.lists(OWN);
        assertEquals(Map.of(), answer(Questions.about(List.of("203.0.113.5"))).owners());
    }

    @Test
    void whereNotAllServicesAreReadNothingIsOutside() {
        hasNothingAt("203.0.113.5");
        api.answers("GET", ALL, 200, Yaml.tree("{kind: ServiceList, metadata: {continue: more}, items: []}"));
        api.lists(OWN);
        assertEquals(Map.of(), answer(Questions.about(List.of("203.0.113.5"))).owners());
    }

    /** Before Kubernetes 1.31 the type of a Service cannot be selected. */
    @Test
    void whereServicesCannotBeSelectedTheyAreFoundAmongAll() {
        api.refuses("GET", ALL, 400, "\"spec.type\" is not a known field selector");
        api.lists("/api/v1/services?limit=500", WEB, WEB.replace("LoadBalancer", "ClusterIP"));
        assertEquals(Map.of(NODE + ":30080", OWNER), reached(NODE + ":30080"));
    }

    @Test
    void servicesThatCannotBeReadGiveNoName() {
        api.refuses("GET", ALL, 403, "not allowed");
        api.lists(OWN);
        assertEquals(Map.of(), reached(NODE + ":30080"));
    }

    /** The node may replace the client's address by its own, and the destination in any case. */
    @Test
    void noPolicyIsComputedForAPortOfANode() {
        api.lists(ALL, WEB);
        Crossing crossing =
                new Crossing("", "no answer", new About("tcp", "10.42.0.7:40000", NODE + ":30080", "10.42.2.4:8080"));
        assertEquals(
                Map.of(),
                answer(Questions.about(List.of(), List.of(crossing)).andReaching(List.of(NODE + ":30080")))
                        .policed());
    }

    private Map<String, Owner> reached(String... ends) {
        return answer(Questions.NONE.andReaching(List.of(ends))).owners();
    }

    private ClusterFacts answer(Questions questions) {
        Observer observer =
                new Observer(api.client(), SettingsReader.read(Map.of("image", "image")), InstantSource.fixed(NOW));
        NetworkTrace resource = ATrace.ofPod("web");
        resource.getMetadata().setAnnotations(Map.of("nettools.io/requested-by", "ann"));
        TargetStatus target = TargetStatus.recorded("web", "target-uid", "node-1", List.of("10.42.0.7"), "any");
        Trace trace = Traces.of(resource);
        resource.setStatus(Traces.status(NextStatus.of(
                trace, new Phase(Reason.Capturing, "tcpdump listens."), List.of(target), Optional.empty(), NOW)));
        Pod own = Yaml.object(
                Yaml.tree("{metadata: {name: own}, spec: {nodeName: node-1}, status: {hostIP: " + NODE + "}}"),
                Pod.class);
        return observer.answer(resource, Traces.of(resource), List.of(own), questions);
    }

    private void hasNothingAt(String address) {
        api.lists("/api/v1/services?fieldSelector=spec.clusterIP%3D" + address + "&limit=2&resourceVersion=0");
        api.lists("/api/v1/pods?fieldSelector=status.podIP%3D" + address
                + "%2Cstatus.phase%3DRunning&limit=2&resourceVersion=0");
        api.lists(API_SERVER);
    }

    private List<String> lines() {
        return api.calls().stream().map(Api.Call::line).toList();
    }
}
