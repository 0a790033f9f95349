package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Probe;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Admin;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.trace.LabelCheck;
import io.nettools.planner.trace.Limits;
import io.nettools.planner.trace.Limits.Permission;
import io.nettools.planner.trace.TargetRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecCheckTest {

    @Test
    void aSpecWithinTheLimitsPasses() {
        passes(ATrace.of("web"));
        passes(ATrace.of("web").lasting(Duration.ofMinutes(5)));
        passes(ATrace.of("web").ofAtMostPackets(1_000_000).ofAtMostBytes(100L << 20));
        passes(ATrace.ofPodsWith("app=web", 5));
    }

    @Test
    void aLongerDurationIsRefusedInTheUnitsThatAUserWrites() {
        refused(
                ATrace.of("web").lasting(Duration.ofMinutes(6)),
                Reason.SpecInvalid,
                "spec.duration is 6m; the cluster admin allows at most 5m");
        refused(
                ATrace.of("web").lasting(Duration.ofSeconds(301)),
                Reason.SpecInvalid,
                "spec.duration is 301s; the cluster admin allows at most 5m");
    }

    @Test
    void aProbeThatDoesNotFitIntoTheDurationIsRefused() {
        Probe probe = new Probe(Probe.From.Pod, new Probe.Icmp("10.0.0.1"), 1, 1_000);
        passes(ATrace.of("web").lasting(Duration.ofSeconds(5)).probing(probe));
        refused(
                ATrace.of("web").lasting(Duration.ofSeconds(4)).probing(probe),
                Reason.SpecInvalid,
                "spec.probe may take 5s (each request up to 5s), which is more than spec.duration: write duration: 5s or more");
    }

    @Test
    void aRequestFromThePeerNeedsAPodThatMakesIt() {
        Probe probe = new Probe(Probe.From.Peer, new Probe.Icmp("10.0.0.7"), 1, 1_000);
        passes(ATrace.of("web").probing(probe).toPod("api"));
        passes(ATrace.of("web").probing(probe).toService("api"));
        String why = "spec.probe is from: Peer, but spec.peer names no pod to make it: write "
                + "peer: {pod: NAME} or peer: {service: NAME}, or from: Pod";
        refused(ATrace.of("web").probing(probe), Reason.SpecInvalid, why);
        refused(ATrace.of("web").probing(probe).toAddress("10.0.1.9"), Reason.SpecInvalid, why);
        passes(ATrace.of("web").probing(probe.madeFrom(Probe.From.Pod)).toAddress("10.0.1.9"));
    }

    @Test
    void aDurationThatIsLongerByLessThanASecondIsRefusedWithTwoDifferentNumbers() {
        refused(
                ATrace.of("web").lasting(Duration.ofMillis(300_500)),
                Reason.SpecInvalid,
                "spec.duration is 300.5s; the cluster admin allows at most 5m");
    }

    @Test
    void moreThanTheAdminAllowsIsRefused() {
        refused(
                ATrace.of("web").ofAtMostPackets(1_000_001),
                Reason.SpecInvalid,
                "spec.capture.maxPackets is 1000001; the cluster admin allows at most 1000000");
        refused(
                ATrace.of("web").ofAtMostBytes((100L << 20) + 1),
                Reason.SpecInvalid,
                "spec.capture.maxBytes is 104857601 bytes; the cluster admin allows at most 104857600");
        refused(
                ATrace.ofPodsWith("app=web", 6),
                Reason.SpecInvalid,
                "spec.target.maxTargets is 6; the cluster admin allows at most 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"any", "lo", "eth0", "eth0.100", "eth0@if12", "net1", "_x", "br-3f2a0c1e", "fifteen-letters"})
    void interfacesThatLinuxKnowsPass(String networkInterface) {
        passes(ATrace.of("web").on(networkInterface));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-w", "-", "sixteen-letters-", "eth 0", "eth0;id", "eth0/1", "$(id)", "éth0", "eth0\n"})
    void anInvalidInterfaceNameIsRefused(String networkInterface) {
        refused(
                ATrace.of("web").on(networkInterface),
                Reason.SpecInvalid,
                "spec.capture.interface is not an interface name: write one such as eth0 or lo, or any");
    }

    /** T5: InterfaceNameTest has all of them. */
    @ParameterizedTest
    @ValueSource(strings = {"nfqueue", "usbmon0", "dbus-system", "7"})
    void anInterfaceNameReservedByLibpcapIsRefused(String networkInterface) {
        String message = refusal(ATrace.of("web").on(networkInterface), Admin.usual())
                .orElseThrow()
                .message();
        assertTrue(message.startsWith("spec.capture.interface is "), message);
        assertTrue(
                message.endsWith(
                        "write an interface of the pod such as eth0 or lo, or any, which includes an interface of"
                                + " this name"),
                message);
    }

    @Test
    void payloadNeedsTheAdminsConsent() {
        refused(
                ATrace.of("web").withPayload(),
                Reason.PayloadNotAllowed,
                "spec.capture.payload is true, which the cluster admin does not allow (setting payloadAllowed): leave"
                        + " it out; headers are read without it");
        assertEquals(Optional.empty(), refusal(ATrace.of("web").withPayload(), Admin.allowingPayload()));
    }

    @Test
    void viewsOfTheNodeNeedTheAdminsConsent() {
        passes(ATrace.of("web").lookingAtTheNode());
        notAllowed(ATrace.of("web").lookingAtTheNode(), "spec.views: [Pod, Node]");
        notAllowed(ATrace.of("web").toAddress("10.0.0.9"), "spec.peer");
        assertEquals(Optional.empty(), refusal(ATrace.of("web"), Admin.allowingNo(Permission.NodeViews)));
    }

    private static void notAllowed(ATrace trace, String what) {
        assertEquals(
                Optional.of(new Phase(
                        Reason.ViewsNotAllowed,
                        what
                                + " also captures on the node, which the cluster admin does not allow"
                                + " (setting nodeViews): leave it out")),
                refusal(trace, Admin.allowingNo(Permission.NodeViews)));
    }

    /** T1: on the node, the pod's address may be that of a Service which leads to another tenant. */
    @ParameterizedTest
    @EnumSource
    void onlyRequestsFromTheNodeNeedTheAdminsConsent(Probe.From place) {
        ATrace trace = ATrace.of("web")
                .probing(new Probe(place, new Probe.Icmp("10.0.0.7"), 1, 1_000))
                .toPod("api");
        assertEquals(Optional.empty(), refusal(trace, Admin.usual()));
        assertEquals(
                place != Probe.From.Node
                        ? Optional.empty()
                        : Optional.of(new Phase(
                                Reason.NodeProbesNotAllowed,
                                "spec.probe makes its requests from the node, which the cluster admin does"
                                        + " not allow (setting nodeProbes): leave it out, or write from: Pod")),
                refusal(trace, Admin.allowingNo(Permission.NodeProbes)));
    }

    @Test
    void theNodesTopologyNeedsTheAdminsConsent() {
        passes(ATrace.of("web").askingForTopology());
        assertEquals(
                Optional.of(new Phase(
                        Reason.TopologyNotAllowed,
                        "spec.topology shows the node's network devices, which the cluster admin does not"
                                + " allow (setting topology): leave it out")),
                refusal(ATrace.of("web").askingForTopology(), Admin.allowingNo(Permission.Topology)));
        assertEquals(
                Optional.empty(), refusal(ATrace.of("web").lookingAtTheNode(), Admin.allowingNo(Permission.Topology)));
    }

    @Test
    void loWithViewsIsRefused() {
        refused(
                ATrace.of("web").on("lo").lookingAtTheNode(),
                Reason.SpecInvalid,
                "spec.capture.interface lo cannot be combined with spec.views: loopback traffic never reaches the"
                        + " node. Remove one of them");
        refused(
                ATrace.of("web").on("lo").toPod("api"),
                Reason.SpecInvalid,
                "spec.capture.interface lo cannot be combined with spec.peer: loopback traffic never reaches the"
                        + " node. Remove one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.9", "fd00::9", "::1"})
    void aPeerIsAnAddressInItsOneSpelling(String address) {
        passes(ATrace.of("web").toAddress(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0", "010.0.0.9", "10.0.0.9/24", "api", "fe80::1%eth0", "1:2:3", "", "host 1.2.3.4"})
    void anInvalidPeerAddressIsRefused(String address) {
        refused(
                ATrace.of("web").toAddress(address),
                Reason.SpecInvalid,
                "spec.peer.address is not an address: write one such as 10.244.2.7 or fd00::7, or pod: NAME or service: "
                        + "NAME");
    }

    @Test
    void aPeerTakesOneOfTheAdminsPlaces() {
        passes(ATrace.ofPodsWith("app=web", 4).toService("api"));
        passes(ATrace.ofPodsWith("app=web", 5).toAddress("10.0.0.9"));
        refused(
                ATrace.ofPodsWith("app=web", 5).toService("api"),
                Reason.SpecInvalid,
                "spec.peer would exceed the 5 pods that a trace may capture in this cluster: write "
                        + "spec.target.maxTargets: 4 or less");
        assertEquals(
                Optional.of(new Phase(
                        Reason.SpecInvalid,
                        "spec.peer would exceed the 1 pods that a trace may capture in this cluster: leave it "
                                + "out")),
                refusal(ATrace.of("web").toPod("api"), Admin.allowingTargets(1)));
    }

    @Test
    void aStatusHasRoomForSixteenPodsWhateverTheAdminAllows() {
        ATrace full = ATrace.ofPodsWith("app=web", 16).toService("api");
        assertTrue(
                refusal(full, Admin.allowingTargets(99)).orElseThrow().message().contains("the 16 pods"));
        ATrace fits = ATrace.ofPodsWith("app=web", 15).toService("api");
        assertEquals(Optional.empty(), refusal(fits, Admin.allowingTargets(99)));
    }

    @Test
    void aLongSnapLengthNeedsPayload() {
        passes(ATrace.of("web").keepingOfEachPacket(512));
        refused(
                ATrace.of("web").keepingOfEachPacket(513),
                Reason.SpecInvalid,
                "spec.capture.snapLength above 512 captures payload: add payload: true, or write 512");
        ATrace whole = ATrace.of("web").withPayload().keepingOfEachPacket(262_144);
        assertEquals(Optional.empty(), refusal(whole, Admin.allowingPayload()));
    }

    @Test
    void forbiddenPayloadIsReportedBeforeItsConsequences() {
        Phase phase = refusal(ATrace.of("web").withPayload().keepingOfEachPacket(9000), Admin.usual())
                .orElseThrow();
        assertEquals(Reason.PayloadNotAllowed, phase.reason());
    }

    @Test
    void aFilterThatWouldBeLookedUpByNameIsRefusedWithItsField() {
        Phase phase = refusal(ATrace.of("web").filtering("host example.com"), Admin.usual())
                .orElseThrow();
        assertEquals(Reason.FilterInvalid, phase.reason());
        assertTrue(phase.message().startsWith("spec.capture.filter: \"example.com\" would be looked up by name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "a", "A.b_c-d", "app.kubernetes.io/name", "x/Y", "0"})
    void keysThatAPodCanHavePass(String key) {
        assertEquals(Optional.empty(), LabelCheck.complaint(List.of(key), List.of("", "v", key.replaceAll(".*/", ""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "a b", "a/b/c", "/a", "a/", "A/b", "a..b/c", "a,b", "a=b", "!a", "é"})
    void keysThatNoPodCanHaveAreRefused(String key) {
        assertTrue(LabelCheck.complaint(List.of("app", key), List.of())
                .orElseThrow()
                .startsWith("\"" + key + "\" is no"));
    }

    @Test
    void aLabelHasAtMost63CharactersAndItsPrefix253() {
        String name = "k".repeat(63);
        assertEquals(
                Optional.empty(),
                LabelCheck.complaint(List.of(name, "p".repeat(253) + "/" + name), List.of("v".repeat(63))));
        assertTrue(LabelCheck.complaint(List.of(name + "k"), List.of()).isPresent());
        assertTrue(
                LabelCheck.complaint(List.of("p".repeat(254) + "/k"), List.of()).isPresent());
        assertTrue(LabelCheck.complaint(List.of(), List.of("v".repeat(64))).isPresent());
    }

    @Test
    void aSelectorThatNoPodCanMatchIsRefusedWithItsLabel() {
        TargetRef target = new TargetRef.Selector("a b=c", 1, LabelCheck.complaint(List.of("a b"), List.of("c")));
        refused(
                ATrace.of(target),
                Reason.SpecInvalid,
                "spec.target.selector: \"a b\" is not a label key: write one such as app or app.kubernetes.io/name");
    }

    private static void passes(ATrace trace) {
        assertEquals(Optional.empty(), refusal(trace, Admin.usual()));
    }

    private static void refused(ATrace trace, Reason reason, String sentence) {
        assertEquals(Optional.of(new Phase(reason, sentence)), refusal(trace, Admin.usual()));
    }

    private static Optional<Phase> refusal(ATrace trace, Limits limits) {
        return SpecCheck.refusal(trace.spec(), limits);
    }
}
