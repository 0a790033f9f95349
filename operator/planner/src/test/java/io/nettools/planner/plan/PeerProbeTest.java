package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Probe.From;
import io.nettools.analyser.order.Probe.Request;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.ProbeReport.Attempt;
import io.nettools.analyser.report.ProbeReport.Outcome;
import io.nettools.planner.filter.FilterCheck;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.ProbeAnswer;
import io.nettools.planner.status.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The trace's own request, made at the other end of the path. */
class PeerProbeTest {
    private static final Request TO_SERVICE = new Probe.Tcp("10.96.0.20", 80);
    private static final APod WEB = APod.named("web").at("10.0.0.7", "fd00::7");
    private static final APod API = APod.named("api").on("node-2").at("10.0.1.9", "fd00::9");
    private static final APod OTHER = APod.named("other").on("node-2").at("10.0.1.10");

    @Test
    void thePeersTracePodMakesItInItsOwnPod() {
        Plan plan = asking(TO_SERVICE).turn();
        assertEquals(Optional.empty(), order(plan, "web").probe());
        assertEquals(
                Optional.of(new Probe(From.Pod, TO_SERVICE, 3, 250)),
                order(plan, "api").probe());
    }

    @Test
    void onlyTheFirstOfAServiceMakesIt() {
        World world = World.with(ATrace.of("web").probing(fromPeer(TO_SERVICE)).toService("api"), WEB)
                .withPeers(API, OTHER);
        Plan plan = world.turn();
        assertTrue(order(plan, "api").probe().isPresent());
        assertEquals(Optional.empty(), order(plan, "other").probe());
    }

    @Test
    void aPeerThatCannotBeCapturedMakesNoRequest() {
        World world = World.with(ATrace.of("web").probing(fromPeer(TO_SERVICE)).toService("api"), WEB)
                .withPeers(API.onHostNetwork(), OTHER);
        assertTrue(order(world.turn(), "other").probe().isPresent());
    }

    /** The destination is translated to the target's address on the path; the source is still known. */
    @Test
    void theTargetCapturesWhatComesFromThePeers() {
        World world = World.with(ATrace.of("web").probing(fromPeer(TO_SERVICE)).toService("api"), WEB)
                .withPeers(API, OTHER);
        assertEquals(
                "host 10.0.1.9 or host fd00::9 or host 10.0.1.10",
                order(world.turn(), "web").capture().filter());
        World narrow = World.with(
                        ATrace.of("web")
                                .filtering("port 80")
                                .probing(fromPeer(TO_SERVICE))
                                .toPod("api"),
                        WEB)
                .withPeers(API);
        assertEquals("port 80", order(narrow.turn(), "web").capture().filter());
    }

    @Test
    void theAskingPeerCapturesTheRequestByItsDestination() {
        Plan plan = World.with(ATrace.of("web").probing(fromPeer(TO_SERVICE)).toService("api"), WEB)
                .withPeers(API, OTHER)
                .turn();
        Order asks = order(plan, "api");
        assertEquals(List.of("10.0.0.7", "fd00::7", "10.96.0.20"), asks.others());
        assertTrue(
                asks.capture()
                        .filter()
                        .startsWith("host 10.0.0.7 or host fd00::7 or host 10.96.0.20 or ((host 10.96.0.20 and "),
                asks.capture().filter());
        Order watches = order(plan, "other");
        assertEquals(List.of("10.0.0.7", "fd00::7"), watches.others());
        assertEquals("host 10.0.0.7 or host fd00::7", watches.capture().filter());
    }

    /** Pods on a primary network of their own reach each other by its addresses, which are not those of their status. */
    @Test
    void bothEndsLookForTheAddressesOfAPrimaryNetwork() {
        Plan plan = World.with(
                        ATrace.of("web").probing(fromPeer(TO_SERVICE)).toService("api"), WEB.onNetwork("10.200.0.5"))
                .withPeers(API.onNetwork("10.200.0.6"), OTHER)
                .turn();
        assertEquals(
                List.of("10.0.0.7", "fd00::7", "10.200.0.5"),
                order(plan, "other").others());
        assertEquals(
                "host 10.0.1.9 or host fd00::9 or host 10.200.0.6 or host 10.0.1.10",
                order(plan, "web").capture().filter());
    }

    /** T4: an address that only an annotation has neither enters nor recognises the pod. */
    @Test
    void anAnnotatedAddressIsNoneOfThePodsOwn() {
        Plan plan = World.with(ATrace.of("web").toService("api"), WEB.onNetwork("10.200.0.5"))
                .withPeers(API)
                .turn();
        assertEquals(List.of("10.0.0.7", "fd00::7"), order(plan, "web").target().podIps());
    }

    @Test
    void itsFilterIsOneThatAUserMayWrite() {
        for (Request request : List.of(
                TO_SERVICE,
                new Probe.Http("http://web/", 200, 399, false),
                new Probe.Dns("web", "A", "fd00::a"),
                new Probe.Icmp("fd00::7"))) {
            String filter = order(asking(request).turn(), "api").capture().filter();
            assertEquals(Optional.empty(), FilterCheck.complaint(filter), filter);
        }
    }

    @Test
    void aServiceWithTheTargetAsItsOnlyPodMakesNoRequest() {
        World world = World.with(ATrace.of("web").probing(fromPeer(TO_SERVICE)).toService("front"), WEB)
                .withPeers(WEB);
        world.turn();
        assertEquals(Reason.SpecInvalid, world.reason());
        assertEquals(
                "spec.probe is from: Peer, but each pod of service/front is also a target: name another one in"
                        + " spec.peer, or write from: Pod",
                world.message());
    }

    @Test
    void theProbesResultIsInThePeersEntryAndTheSummary() {
        World world = asking(TO_SERVICE);
        world.turn();
        world.tcpdumpListens("web").tcpdumpListens("api").turn();
        world.answered("api", made(Outcome.Refused), Reports.hello())
                .answered("web", Captures.endedBy(Stop.Duration), Reports.hello())
                .turn();
        ProbeAnswer probe = world.target("api").probe();
        assertEquals(From.Peer, probe.from());
        assertEquals(Outcome.Refused, probe.results().getFirst().outcome());
        assertEquals(Optional.empty(), Optional.ofNullable(world.target("web").probe()));
        String said = "probe: 0 of 3 succeeded, Refused; ";
        assertTrue(world.target("api").summary().startsWith(said), world.target("api")::summary);
        assertTrue(world.status().summary().startsWith(said + "1 connection"), world.status()::summary);
    }

    private static CaptureReport made(Outcome outcome) {
        Probe asked = fromPeer(TO_SERVICE).madeFrom(From.Pod);
        ProbeReport report = ProbeReport.of(asked, "TCP 10.96.0.20:80", List.of(Attempt.failed(outcome, "")));
        return Captures.endedBy(Stop.Duration).probed(Optional.of(report));
    }

    private static World asking(Request request) {
        return World.with(ATrace.of("web").probing(fromPeer(request)).toPod("api"), WEB)
                .withPeers(API);
    }

    private static Probe fromPeer(Request request) {
        return new Probe(From.Peer, request, 3, 250);
    }

    private static Order order(Plan plan, String pod) {
        return plan.ensure().stream()
                .filter(order -> order.target().equals(pod))
                .findFirst()
                .orElseThrow()
                .order();
    }
}
