package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Probe.From;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.About;
import io.nettools.planner.cluster.Owner;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Admin;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.scenario.World;
import io.nettools.planner.trace.Limits.Permission;
import io.nettools.planner.trace.TargetRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A fault without a place comes with the trace that would show it. */
class AgainTest {
    private static final String SERVER = "10.96.1.1";
    private static final Owner FRONT = new Owner.ClusterIp("shop", "front");

    @Test
    void aServiceThatDoesNotAnswerIsProposedAsPeer() {
        List<String> lines =
                nextStep(asking(ATrace.of("web")).owns(SERVER, FRONT)).lines().toList();
        assertEquals(5, lines.size());
        assertTrue(lines.getFirst().endsWith("(kubectl create -f -):"), lines::getFirst);
        assertEquals("metadata: {generateName: hello-, namespace: shop}", lines.get(3));
        assertEquals("spec: {target: {pod: web}, duration: 30s, peer: {service: front}}", lines.get(4));
    }

    @Test
    void aPodThatDoesNotAnswerIsProposedAsPeer() {
        String step = nextStep(asking(ATrace.of("web")).owns(SERVER, pod("shop", "api")));
        assertTrue(step.endsWith("peer: {pod: api}}"), step);
    }

    @Test
    void theRequestStaysTheSame() {
        ATrace asked = ATrace.of("web")
                .lasting(Duration.ofSeconds(12))
                .on("eth0")
                .filtering("tcp port 80 or\n  host " + SERVER)
                .probing(new Probe(From.Pod, new Probe.Tcp("front", 80), 3, 500));
        String step = nextStep(asking(asked).owns(SERVER, FRONT));
        assertTrue(
                step.endsWith("duration: 12s, capture: {interface: eth0, filter: 'tcp port 80 or host " + SERVER + "'},"
                        + " probe: {tcp: {host: front, port: 80}, count: 3, interval: 500ms}, peer: {service: front}}"),
                step);
    }

    @Test
    void aProbeHasTheTimeToWaitForTheOtherEnd() {
        ATrace asked = ATrace.of("web")
                .lasting(Duration.ofSeconds(5))
                .probing(new Probe(From.Pod, new Probe.Tcp("front", 80), 1, 1000));
        String step = nextStep(asking(asked).owns(SERVER, FRONT));
        assertTrue(step.contains("duration: 7s, probe: "), step);
    }

    @Test
    void aTraceOfANodeHasNoPeer() {
        World world = World.with(ATrace.of(new TargetRef.Node("node-1")), APod.ofNode("node-1"))
                .allowing(Admin.allowingHostNetworkIn(World.NAMESPACE))
                .owns(SERVER, FRONT);
        String step = nextStep(world, "node-1");
        assertFalse(step.contains("apiVersion"), step);
    }

    @Test
    void aTraceWithAPeerDoesNotAskAgain() {
        World world = asking(ATrace.of("web").toAddress(SERVER)).owns(SERVER, FRONT);
        String step = nextStep(world);
        assertFalse(step.contains("apiVersion"), step);
    }

    @Test
    void onlyPeersThatThisNamespaceMayNameAreProposed() {
        assertAsksInWords(asking(ATrace.of("web")).owns(SERVER, new Owner.ClusterIp("other", "front")));
        assertAsksInWords(asking(ATrace.of("web")).owns(SERVER, pod("other", "api")));
        assertAsksInWords(asking(ATrace.of("web")).owns(SERVER, pod("shop", "web")));
        assertAsksInWords(asking(ATrace.of("web")).owns(SERVER, new Owner.Outside()));
        assertAsksInWords(asking(ATrace.of("web")));
    }

    @Test
    void whatTheAdminDoesNotAllowIsNotProposed() {
        assertAsksInWords(World.with(ATrace.of("web"), APod.named("web"))
                .allowing(Admin.allowingNo(Permission.NodeViews))
                .owns(SERVER, FRONT));
        assertAsksInWords(World.with(ATrace.of("web"), APod.named("web"))
                .allowing(Admin.allowingTargets(1))
                .owns(SERVER, FRONT));
    }

    @Test
    void aTraceOfLoopbackHasNoPeer() {
        assertAsksInWords(asking(ATrace.of("web").on("lo")).owns(SERVER, FRONT));
    }

    @Test
    void aUrlThatMayNotBeShownIsNotProposed() {
        assertAsksInWords(asking(ATrace.of("web").probing(get("http://front/?key=s3cret")))
                .owns(SERVER, FRONT));
        String shown = nextStep(
                asking(ATrace.of("web").probing(get("http://front/health"))).owns(SERVER, FRONT));
        assertTrue(shown.contains("url: 'http://front/health'"), shown);
    }

    @Test
    void theFindingsOwnAdviceGivesWayToYaml() {
        String filter = "port 80 or ".repeat(21) + "port 80";
        String step = nextStep(asking(ATrace.of("web").filtering(filter)).owns(SERVER, FRONT));
        assertTrue(step.startsWith("To see where packets are lost"), step);
        assertTrue(step.contains(filter) && step.endsWith("peer: {service: front}}"), step);
    }

    @Test
    void yamlThatWouldBeCutIsNotProposed() {
        assertAsksInWords(asking(ATrace.of("web").filtering("port 80 or ".repeat(40) + "port 80"))
                .owns(SERVER, FRONT));
    }

    private static World asking(ATrace trace) {
        return World.with(trace, APod.named("web"));
    }

    private static Probe get(String url) {
        return new Probe(From.Pod, new Probe.Http(url, 200, 399, false), 1, 1000);
    }

    private static Owner pod(String namespace, String name) {
        return new Owner.Pod(namespace, name, "node-2", Optional.empty());
    }

    private static void assertAsksInWords(World world) {
        String step = nextStep(world);
        assertFalse(step.contains("apiVersion"), step);
        assertTrue(step.startsWith("See whether it runs. Add views: [Pod, Node]"), step);
    }

    private static String nextStep(World world) {
        return nextStep(world, "web");
    }

    private static String nextStep(World world, String traced) {
        Finding unanswered = new Finding(
                Code.ConnectionUnanswered.name(),
                Code.ConnectionUnanswered.severity(),
                "no answer",
                "No answer.",
                List.of(),
                "See whether it runs.",
                "",
                About.server(SERVER + ":80"));
        world.turn();
        world.tcpdumpListens(traced).turn();
        world.answered(traced, Captures.endedBy(Stop.Duration), Reports.finding(unanswered))
                .turn();
        return world.status().diagnosis().getFirst().nextStep();
    }
}
