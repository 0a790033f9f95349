package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Admin;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.TargetRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A trace of a node's own network: the permission that it needs, and its course. */
class NodeTest {

    @Test
    void aNodeIsRecordedAsATargetWithoutAPod() {
        World world = allowed(node(), APod.ofNode("node-1"), APod.ofNode("node-2"));
        world.turn();
        assertEquals(
                List.of(TargetStatus.recorded("", "uid-of-node-1", "node-1", List.of("198.18.0.11"), "any")),
                world.status().targets());
        assertEquals("node/node-1", world.status().target());
        assertEquals("node-1", world.status().nodes());
        assertEquals("Waiting for tcpdump to listen on node node-1.", world.message());
    }

    @Test
    void theTracePodIsMadeOnTheNodeAndMayEnterItsNetwork() {
        PodOrder pod = allowed(node().on("eth0"), APod.ofNode("node-1"))
                .turn()
                .ensure()
                .getFirst();
        assertEquals("node-1", pod.node());
        Order order = pod.order();
        assertEquals(TargetPod.ofNode("uid-of-node-1", List.of("198.18.0.11")), order.target());
        assertEquals("eth0", order.capture().networkInterface());
        assertTrue(order.asks(Extra.HostNetwork));
        assertFalse(order.asks(Extra.NodeViews));
    }

    @Test
    void aNodesEventsAreOnTheTraceOnly() {
        World world = allowed(node(), APod.ofNode("node-1"));
        world.turn();
        world.tcpdumpListens("node-1").turn();
        assertEquals("tcpdump listens on node node-1.", world.message());
        world.answered("node-1", Captures.endedBy(Stop.Duration), Reports.hello())
                .turn();
        assertEquals(Reason.Completed, world.reason());
        assertEquals(12, world.status().packets());
        assertEquals(List.of("", ""), world.notes().stream().map(Note::podUid).toList());
    }

    @Test
    void aNodeThatGoesBeforeTheCaptureIsNamedAsNode() {
        World world = allowed(node(), APod.ofNode("node-1"));
        world.turn();
        world.tracePodIsGone("node-1").targetIsGone("node-1").turn();
        assertEquals(Reason.TargetGone, world.reason());
        assertEquals("The target node ended before a capture began.", world.message());
    }

    @Test
    void aNodeTakesAPlaceOnItself() {
        World world = World.with(node(), APod.ofNode("node-1"))
                .allowing(Admin.allowingHostNetworkIn(World.NAMESPACE))
                .otherTracePods("node-1", 3);
        world.turn();
        assertEquals(Reason.Queued, world.reason());
    }

    /** The refusal must not reveal which nodes exist. */
    @Test
    void withoutPermissionEveryNodeIsRefusedAlike() {
        String sentence =
                "Node node-1 carries the traffic of all its pods; namespace shop may not trace it (the admin's"
                        + " setting hostNetworkNamespaces).";
        for (World world : List.of(
                World.with(node()),
                World.with(node(), APod.ofNode("node-1")),
                World.with(node(), APod.ofNodeNotReady("node-1")),
                World.with(node(), APod.ofNode("node-1")).allowing(Admin.allowingHostNetworkIn("monitoring")))) {
            refused(world, Reason.TargetHostNetwork, sentence);
        }
    }

    @Test
    void aMissingOrUnreadyNodeIsRefusedWithANextStep() {
        refused(
                allowed(node(), APod.ofNode("node-2")),
                Reason.TargetNotFound,
                "There is no node node-1: see kubectl get nodes.");
        refused(
                allowed(node(), APod.ofNodeNotReady("node-1")),
                Reason.TargetNotRunning,
                "Node node-1 is not Ready, so no trace pod can run there: see kubectl describe node node-1.");
        refused(
                allowed(node(), APod.ofNode("node-1").beingDeleted()),
                Reason.TargetNotRunning,
                "Node node-1 is being deleted, so no trace pod can run there: see kubectl describe node node-1.");
    }

    @Test
    void aWindowsNodeIsRefused() {
        refused(
                allowed(node(), APod.ofNode("node-1").onWindows()),
                Reason.TargetUnsupported,
                "Node node-1 runs Windows, which has no network namespaces.");
    }

    @Test
    void aNodeHasNoPeerAndNoProbe() {
        refused(
                allowed(node().lookingAtTheNode(), APod.ofNode("node-1")),
                Reason.SpecInvalid,
                "spec.target is a node, and only a pod has another end on its node: leave out spec.views");
        refused(
                allowed(node().toPod("api"), APod.ofNode("node-1")).withPeers(APod.named("api")),
                Reason.SpecInvalid,
                "spec.target is a node, and only a pod has another end on its node: leave out spec.peer");
        for (Probe.From from : Probe.From.values()) {
            Probe probe = new Probe(from, new Probe.Tcp("198.18.0.11", 443), 1, 1_000);
            refused(
                    allowed(node().probing(probe), APod.ofNode("node-1")),
                    Reason.SpecInvalid,
                    "spec.probe needs a pod, and spec.target is a node: write spec.target.pod, or leave "
                            + "out spec.probe");
        }
    }

    private static ATrace node() {
        return ATrace.of(new TargetRef.Node("node-1"));
    }

    private static World allowed(ATrace trace, APod... found) {
        return World.with(trace, found).allowing(Admin.allowingHostNetworkIn(World.NAMESPACE));
    }

    private static void refused(World world, Reason reason, String sentence) {
        Plan plan = world.turn();
        assertEquals(reason, world.reason());
        assertEquals(sentence, world.message());
        assertEquals(List.of(), plan.ensure());
        assertEquals(List.of(), world.status().targets());
    }
}
