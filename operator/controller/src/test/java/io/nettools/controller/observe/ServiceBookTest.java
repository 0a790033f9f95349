package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.Api;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.planner.cluster.ClusterFacts;
import io.nettools.planner.cluster.Owner;
import io.nettools.planner.cluster.Questions;
import io.nettools.planner.cluster.ServiceAnswer;
import io.nettools.planner.cluster.ServiceFacts;
import io.nettools.planner.cluster.ServiceFacts.Endpoint;
import io.nettools.planner.cluster.ServiceFacts.Port;
import io.nettools.planner.cluster.ServiceFacts.Selected;
import io.nettools.planner.cluster.ServiceRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Service is read with what is behind it, as far as the author may see it. */
class ServiceBookTest {
    private static final ServiceRef AT = new ServiceRef.At("10.96.1.1");
    private static final ServiceRef CALLED = new ServiceRef.Called("shop", "web");
    private static final String BY_ADDRESS =
            "/api/v1/services?fieldSelector=spec.clusterIP%3D10.96.1.1&limit=2&resourceVersion=0";
    private static final String BY_NAME =
            "/api/v1/services?fieldSelector=metadata.name%3Dweb&limit=20&resourceVersion=0";
    private static final String WEB = "/api/v1/namespaces/shop/services/web";
    private static final String PODS = "/api/v1/namespaces/shop/pods?labelSelector=app%3Dweb&limit=10";
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aServiceHasItsPortsAndEndpoints() {
        has(BY_ADDRESS, service("shop", "internalTrafficPolicy: Local"));
        has(
                slices("shop"),
                """
                {ports: [{name: http, port: 8080}], endpoints: [
                  {addresses: [10.244.1.5], nodeName: node-1, conditions: {ready: true}, targetRef: {kind: Pod, name: web-1}},
                  {addresses: [10.244.1.6], nodeName: node-2, conditions: {ready: false}, targetRef: {kind: Pod, name: web-2}},
                  {addresses: [10.244.1.7], nodeName: ../x, conditions: {ready: false, serving: true, terminating: true}, targetRef: {kind: Pod, name: ../y}}]}""");
        ClusterFacts facts = answer(AT);
        ServiceFacts web = service(facts, AT);
        assertEquals(
                new ServiceFacts.Spec(
                        List.of("10.96.1.1"), "", "app=web", true, List.of(new Port("http", 80, "web", "TCP", 0))),
                web.spec());
        Map<String, Integer> ports = Map.of("http", 8080);
        assertEquals(
                List.of(
                        new Endpoint(List.of("10.244.1.5"), "web-1", "node-1", true, ports),
                        new Endpoint(List.of("10.244.1.6"), "web-2", "node-2", false, ports),
                        new Endpoint(List.of("10.244.1.7"), "", "", true, ports)),
                web.behind().endpoints());
        assertEquals(2, facts.reads());
        assertEquals(2, api.calls().size());
    }

    @Test
    void thePodsOfTheSelectorAreReadIfNoEndpointServes() {
        has(BY_ADDRESS, service("shop", ""));
        has(slices("shop"), "");
        has(
                PODS,
                "{metadata: {name: web-1, namespace: shop, uid: u}, spec: {}, status: {phase: Pending,"
                        + " containerStatuses: [{name: one, state: {waiting: {reason: ErrImagePull}}}]}}");
        ClusterFacts facts = answer(AT);
        assertEquals(
                List.of(new Selected("web-1", "ErrImagePull", false)),
                service(facts, AT).behind().pods());
        assertEquals(3, facts.reads());
    }

    @Test
    void aServiceThatTwoQuestionsAreAboutIsReadOnce() {
        has(BY_ADDRESS, service("shop", ""));
        api.answers("GET", WEB, 200, Yaml.tree(service("shop", "")));
        has(slices("shop"), "");
        has(PODS, "");
        ClusterFacts facts = answer(AT, CALLED);
        assertEquals(service(facts, AT), service(facts, CALLED));
        assertEquals(4, facts.reads());
    }

    @Test
    void anAddressWhoseOwnerIsAskedForIsReadOnce() {
        has(BY_ADDRESS, service("shop", ""));
        has(slices("shop"), "");
        has(PODS, "");
        ClusterFacts facts = answer(Questions.about(List.of("10.96.1.1")).andAbout(List.of(AT)));
        assertEquals(
                new Owner.ClusterIp("shop", "web"), facts.owner("10.96.1.1").orElseThrow());
        assertEquals("web", service(facts, AT).service().name());
        assertEquals(3, facts.reads());
    }

    @Test
    void moreSlicesThanAreReadLeaveItIncomplete() {
        has(BY_ADDRESS, service("shop", ""));
        api.answers("GET", slices("shop"), 200, Yaml.tree("{metadata: {continue: more}, items: []}"));
        has(PODS, "");
        assertEquals(false, service(answer(AT), AT).behind().complete());
    }

    @Test
    void aNameThatIsNotFoundIsLookedForWhereTheAuthorMayRead() {
        api.answers("GET", WEB, 404, Yaml.tree("{kind: Status, status: Failure, code: 404}"));
        has(BY_NAME, service("bank", ""));
        allowed(true);
        assertEquals(
                new ServiceAnswer(Optional.empty(), List.of("bank")),
                answer(CALLED).services().get(CALLED));
    }

    @Test
    void aNameOfANamespaceThatTheAuthorMayNotReadStaysHidden() {
        api.answers("GET", WEB, 404, Yaml.tree("{kind: Status, status: Failure, code: 404}"));
        has(BY_NAME, service("bank", ""));
        allowed(false);
        assertEquals(
                new ServiceAnswer(Optional.empty(), List.of()),
                answer(CALLED).services().get(CALLED));
    }

    @Test
    void aServiceOfAnotherNamespaceIsUnknownWithoutTheRight() {
        has(BY_ADDRESS, service("bank", ""));
        allowed(false);
        assertEquals(Map.of(), answer(AT).services());
    }

    @Test
    void slicesThatCannotBeReadAreUnknown() {
        has(BY_ADDRESS, service("shop", ""));
        api.answers("GET", slices("shop"), 500, Yaml.tree("{kind: Status, status: Failure, code: 500}"));
        assertEquals(Map.of(), answer(AT).services());
    }

    private ServiceFacts service(ClusterFacts facts, ServiceRef asked) {
        return facts.services().get(asked).service().orElseThrow();
    }

    private ClusterFacts answer(ServiceRef... asked) {
        return answer(Questions.about(List.of()).andAbout(List.of(asked)));
    }

    private ClusterFacts answer(Questions questions) {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T10:00:20Z"));
        Observer observer = new Observer(api.client(), SettingsReader.read(Map.of("image", "image")), clock);
        NetworkTrace trace = ATrace.ofPod("client");
        trace.getMetadata().setAnnotations(Map.of("nettools.io/requested-by", "ann"));
        return observer.answer(trace, Traces.of(trace), List.of(), questions);
    }

    private void allowed(boolean yes) {
        api.answers("POST", REVIEWS, 201, Yaml.tree("{status: {allowed: " + yes + "}}"));
    }

    private void has(String path, String item) {
        api.answers("GET", path, 200, Yaml.tree("{apiVersion: v1, kind: List, metadata: {}, items: [" + item + "]}"));
    }

    private static String service(String namespace, String more) {
        return ("{metadata: {namespace: %s, name: web}, spec: {clusterIP: 10.96.1.1, clusterIPs: [10.96.1.1],"
                        + " selector: {app: web}, ports: [{name: http, port: 80, targetPort: web, protocol: TCP}], %s}}")
                .formatted(namespace, more);
    }

    private static String slices(String namespace) {
        return "/apis/discovery.k8s.io/v1/namespaces/" + namespace
                + "/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dweb&limit=8";
    }
}
