package io.nettools.planner.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.About;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.shape.Shape;
import io.nettools.analyser.shape.Shape.Place;
import io.nettools.planner.cluster.Names;
import io.nettools.planner.cluster.Owner;
import io.nettools.planner.cluster.ServiceAnswer;
import io.nettools.planner.cluster.ServiceFacts;
import io.nettools.planner.cluster.ServiceFacts.Behind;
import io.nettools.planner.cluster.ServiceFacts.Endpoint;
import io.nettools.planner.cluster.ServiceFacts.Port;
import io.nettools.planner.cluster.ServiceFacts.Selected;
import io.nettools.planner.cluster.ServiceFacts.Spec;
import io.nettools.planner.cluster.ServiceRef;
import io.nettools.planner.status.Diagnosis;
import io.nettools.planner.status.Diagnosis.Basis;
import io.nettools.planner.status.TargetStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is wrong with a Service becomes the cause of what its clients see. */
class ByEndpointsTest {
    private static final String ADDRESS = "10.96.1.1";
    private static final String NODE = "192.168.1.4";
    private static final Finding REFUSED = finding(Code.ConnectionRefused, ADDRESS + ":80");
    private static final Finding UNANSWERED = finding(Code.ConnectionUnanswered, ADDRESS + ":80");
    private static final Finding NOT_FOUND = finding(Code.DnsNameNotFound, "10.96.0.10:53");
    private static final Endpoint READY = endpoint("web-1", "node-1", true);
    private static final List<Port> HTTP = List.of(new Port("http", 80, "8080", "TCP", 30080));

    @Test
    void aSelectorThatMatchesNoPodIsNamed() {
        Finding shown = explained(REFUSED, service(List.of()));
        assertEquals(
                "service/web (10.96.1.1:80) has no endpoints: its selector app=wep matches no pod", shown.headline());
        assertEquals(Code.ServiceWithoutEndpoints.name(), shown.code());
        assertEquals(REFUSED.message(), shown.evidence().getFirst());
        assertEquals(REFUSED.about(), shown.about());
    }

    @Test
    void otherServersThatFailAlikeAreStillCounted() {
        Finding several = new Finding(
                REFUSED.code(),
                Severity.Error,
                REFUSED.headline() + ", 3 more alike",
                REFUSED.message(),
                List.of(),
                "",
                "",
                REFUSED.about());
        assertHeadline(
                "service/web (10.96.1.1:80) has no endpoints: its selector app=wep matches no pod, 3 more alike",
                explained(several, service(List.of())));
    }

    @Test
    void podsThatDoNotRunAreNoEndpoints() {
        Behind pending = new Behind(List.of(), List.of(new Selected("web-1", "ImagePullBackOff", false)), true);
        assertHeadline(
                "service/web (10.96.1.1:80) has no endpoints: pod web-1 is not running (ImagePullBackOff)",
                explained(REFUSED, service(cluster(HTTP), pending)));
    }

    @Test
    void aServiceWithoutASelectorHasTheEndpointsThatSomebodyMakes() {
        Spec spec = new Spec(List.of(ADDRESS), "", "", false, HTTP);
        assertHeadline(
                "service/web (10.96.1.1:80) has no endpoints: it has no selector, and no EndpointSlice names one",
                explained(REFUSED, service(spec, new Behind(List.of(), List.of(), true))));
    }

    @Test
    void podsThatAreNotReadyAreNamed() {
        assertHeadline(
                "service/web (10.96.1.1:80) has no ready endpoints: pod web-1 is not ready",
                explained(REFUSED, service(List.of(endpoint("web-1", "node-1", false)))));
        List<Endpoint> many = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> endpoint("web-" + i, "node-1", false))
                .toList();
        assertHeadline(
                "service/web (10.96.1.1:80) has no ready endpoints: 5 pods are not ready: web-1, web-2, web-3, ...",
                explained(REFUSED, service(many)));
    }

    @Test
    void whyAPodIsNotReadyIsShown() {
        Behind crashing = new Behind(
                List.of(endpoint("web-1", "node-1", false)),
                List.of(new Selected("web-1", "CrashLoopBackOff", false)),
                true);
        assertHeadline(
                "service/web (10.96.1.1:80) has no ready endpoints: pod web-1 is not ready (CrashLoopBackOff)",
                explained(REFUSED, service(cluster(HTTP), crashing)));
    }

    @Test
    void oneEndpointIsEnough() {
        ServiceFacts both = service(List.of(READY, endpoint("web-2", "node-2", false)));
        assertEquals(UNANSWERED, explained(UNANSWERED, both));
    }

    @Test
    void endpointsThatWereNotAllReadDecideNothing() {
        Behind part = new Behind(List.of(endpoint("web-1", "node-1", false)), List.of(), false);
        assertEquals(UNANSWERED, explained(UNANSWERED, service(cluster(HTTP), part)));
    }

    @Test
    void aNamedPortThatNoPodHasIsNamed() {
        List<Port> named = List.of(new Port("web", 80, "http", "TCP", 0));
        Endpoint without = new Endpoint(List.of("10.244.1.5"), "web-1", "node-1", true, Map.of());
        assertHeadline(
                "service/web: port 80 goes to the named port http, which no pod behind it has",
                explained(REFUSED, service(cluster(named), new Behind(List.of(without), List.of(), true))));
        Endpoint with = new Endpoint(List.of("10.244.1.6"), "web-2", "node-1", true, Map.of("web", 8080));
        assertEquals(
                UNANSWERED,
                explained(UNANSWERED, service(cluster(named), new Behind(List.of(without, with), List.of(), true))));
    }

    @Test
    void aPortThatTheServiceDoesNotHaveIsNamed() {
        assertHeadline(
                "service/web (10.96.1.1:8080) has no port 8080, only 80",
                explained(finding(Code.ConnectionUnanswered, ADDRESS + ":8080"), service(List.of(READY))));
    }

    @Test
    void trafficThatStaysOnItsNodeNeedsAnEndpointThere() {
        Spec local = new Spec(List.of(ADDRESS), "", "app=web", true, HTTP);
        Endpoint other = endpoint("web-2", "node-2", true);
        assertHeadline(
                "service/web (10.96.1.1:80) has no endpoint on node-1, and its internalTrafficPolicy is Local",
                explained(UNANSWERED, service(local, new Behind(List.of(other), List.of(), true))));
        assertEquals(
                UNANSWERED, explained(UNANSWERED, service(local, new Behind(List.of(READY, other), List.of(), true))));
    }

    /** The policy for a port of a node is another one. */
    @Test
    void aServiceIsAskedAtAPortOfANode() {
        Finding refused = finding(Code.ConnectionRefused, NODE + ":30080");
        assertHeadline(
                "service/web (192.168.1.4:30080) has no endpoints: its selector app=wep matches no pod",
                explained(refused, service(List.of())));
        assertHeadline(
                "service/web (192.168.1.4:30080) goes to port 8080 of pod web-1, which refuses connections",
                explained(refused, service(List.of(READY))));
        Spec local = new Spec(List.of(ADDRESS), "", "app=web", true, HTTP);
        Finding unanswered = finding(Code.ConnectionUnanswered, NODE + ":30080");
        Behind elsewhere = new Behind(List.of(endpoint("web-2", "node-2", true)), List.of(), true);
        assertEquals(unanswered, explained(unanswered, service(local, elsewhere)));
    }

    @Test
    void thePortOfANodeIsNoneOfTheClusterIp() {
        assertHeadline(
                "service/web (10.96.1.1:30080) has no port 30080, only 80",
                explained(finding(Code.ConnectionUnanswered, ADDRESS + ":30080"), service(List.of(READY))));
    }

    @Test
    void anAddressOfALoadBalancerHasThePortsOfTheService() {
        assertHeadline(
                "service/web (203.0.113.5:80) has no endpoints: its selector app=wep matches no pod",
                explained(finding(Code.ConnectionUnanswered, "203.0.113.5:80"), service(List.of())));
    }

    @Test
    void aTargetPortOnWhichNothingListensIsNamed() {
        Finding shown = explained(REFUSED, service(List.of(READY)));
        assertHeadline("service/web (10.96.1.1:80) goes to port 8080 of pod web-1, which refuses connections", shown);
        assertEquals(Code.ConnectionRefused.name(), shown.code());
        assertTrue(shown.nextStep().contains("targetPort"), shown::nextStep);
    }

    @Test
    void connectionsThatSomePodsAcceptDoNotBlameTheTargetPort() {
        Finding some = new Finding(
                REFUSED.code(), Severity.Warning, "some", "some.", List.of(), "", "", About.server(ADDRESS + ":80"));
        assertEquals(some, explained(some, service(List.of(READY))));
    }

    @Test
    void aHeadlessServiceWithoutReadyPodsHasNoAddress() {
        Spec headless = new Spec(List.of(), "", "app=web", false, HTTP);
        Behind behind = new Behind(List.of(endpoint("web-0", "node-1", false)), List.of(), true);
        assertHeadline(
                "headless service/web has no ready endpoints: pod web-0 is not ready",
                named(ServiceAnswer.of(service(headless, behind))));
    }

    @Test
    void theNameForWhichAServiceStandsIsNamed() {
        Spec external = new Spec(List.of(), "db.example.com", "", false, List.of());
        assertHeadline(
                "service/web stands for db.example.com (ExternalName), which does not resolve",
                named(ServiceAnswer.of(service(external, new Behind(List.of(), List.of(), true)))));
    }

    @Test
    void aServiceOfAnotherNamespaceIsNamed() {
        Finding shown = named(new ServiceAnswer(Optional.empty(), List.of("bank")));
        assertHeadline("no Service web in namespace shop: it is in namespace bank", shown);
        assertEquals(Code.ServiceNameWrong.name(), shown.code());
        assertTrue(shown.nextStep().contains("web.bank"), shown::nextStep);
    }

    @Test
    void aServiceThatIsNowhereIsEvidenceOnly() {
        Finding shown = named(new ServiceAnswer(Optional.empty(), List.of()));
        assertHeadline(NOT_FOUND.headline(), shown);
        assertEquals(NOT_FOUND.code(), shown.code());
        assertEquals(
                "there is no Service \"web\" in namespace shop",
                shown.evidence().getLast());
    }

    @Test
    void podsAndSelectorOfAnotherNamespaceStayHidden() {
        ServiceFacts hidden = new ServiceFacts(
                new Owner.ClusterIp("kube-system", "kube-dns"),
                cluster(HTTP),
                new Behind(List.of(endpoint("secret-1", "node-1", false)), List.of(), true),
                false);
        Finding shown = explained(REFUSED, hidden);
        assertHeadline("kube-system/kube-dns (10.96.1.1:80) has no ready endpoints", shown);
        assertFalse(shown.toString().contains("secret-1"), shown::toString);
        assertFalse(shown.toString().contains("app=wep"), shown::toString);
    }

    @Test
    void whatNobodyAskedIsNamedTooAndFoldsWhatWasAsked() {
        Finding unused = ByEndpoints.unused(service(List.of()), "shop").orElseThrow();
        assertEquals(
                "service/web (10.96.1.1) has no endpoints: its selector app=wep matches no pod", unused.headline());
        List<Diagnosis> faults = Diagnoses.of(
                List.of(target(List.of(unused, REFUSED, finding(Code.HttpUnanswered, ADDRESS + ":80")))), Names.NONE);
        assertEquals(1, faults.size(), faults::toString);
        assertEquals(unused.headline(), faults.getFirst().summary());
        assertEquals(Basis.Computed, faults.getFirst().basis());
    }

    @Test
    void aServiceWithEndpointsIsUsable() {
        assertEquals(Optional.empty(), ByEndpoints.unused(service(List.of(READY)), "shop"));
    }

    private static void assertHeadline(String expected, Finding shown) {
        assertEquals(expected, shown.headline());
    }

    private static Finding explained(Finding finding, ServiceFacts facts) {
        return ByEndpoints.explained(
                finding, new ServiceRef.At(finding.server()), ServiceAnswer.of(facts), "node-1", "shop");
    }

    private static Finding named(ServiceAnswer answer) {
        return ByEndpoints.explained(NOT_FOUND, new ServiceRef.Called("shop", "web"), answer, "node-1", "shop");
    }

    private static ServiceFacts service(List<Endpoint> endpoints) {
        return service(cluster(HTTP), new Behind(endpoints, List.of(), true));
    }

    private static ServiceFacts service(Spec spec, Behind behind) {
        return new ServiceFacts(new Owner.ClusterIp("shop", "web"), spec, behind, true);
    }

    private static Spec cluster(List<Port> ports) {
        return new Spec(List.of(ADDRESS), "", "app=wep", false, ports);
    }

    private static Endpoint endpoint(String pod, String node, boolean serving) {
        return new Endpoint(List.of("10.244.1.5"), pod, node, serving, Map.of("http", 8080));
    }

    private static Finding finding(Code code, String server) {
        String headline = server + " fails";
        return new Finding(
                code.name(),
                Severity.Error,
                headline,
                headline + ".",
                List.of("3 of 3 attempts"),
                "Look.",
                "",
                About.server(server));
    }

    private static TargetStatus target(List<Finding> findings) {
        return Shape.with(
                TargetStatus.recorded("client", "uid", "node-1", List.of("10.244.1.4"), "any"),
                Place.of(TargetStatus.class, "findings"),
                findings);
    }
}
