package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.CaptureOptions;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.redaction.Paths;
import io.nettools.planner.plan.Plan.Finalizer;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Admin;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Condition.Truth;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From a new trace to its trace pods. */
class AdmittedTest {

    @Test
    void theFirstPlanHoldsRecordsAndMakesThePod() {
        World world = World.with(ATrace.of("web").on("eth0"), APod.named("web"));
        Plan plan = world.turn();
        assertEquals(Finalizer.Hold, plan.finalizer());
        assertEquals(
                List.of(TargetStatus.recorded("web", "uid-of-web", "node-1", List.of("10.0.0.7"), "eth0")),
                world.status().targets());
        assertEquals(1, plan.ensure().size());
        assertEquals(Truth.True, world.truth("Accepted"));
        assertEquals(Truth.False, world.truth("Capturing"));
        assertEquals("Waiting for tcpdump to listen on pod web.", world.message());
    }

    @Test
    void theOrderIsTheSpecAndTheTarget() {
        ATrace trace = ATrace.of("web").on("lo").filtering("port 8080").keepingOfEachPacket(128);
        PodOrder pod = World.with(
                        trace.ofAtMostPackets(7).ofAtMostBytes(9_000),
                        APod.named("web").on("node-2"))
                .turn()
                .ensure()
                .getFirst();
        TargetPod target = new TargetPod("uid-of-web", "", List.of("c0ffee"), List.of("10.0.0.7"));
        Order order = new Order(
                target,
                new CaptureOptions("lo", "port 8080", 128, 7, 9_000, 20),
                30_000,
                120_000,
                Set.of(Extra.Conntrack),
                Optional.empty(),
                List.of(),
                Paths.Shown);
        assertEquals(
                new PodOrder("ntrace-3f2a0c1e-5d4b-4c3a-9b2f-1a2b3c4d5e6f-uidofweb", "web", "node-2", order, 180), pod);
    }

    @Test
    void theAdminSetsHowMuchOfPathsIsShown() {
        PodOrder pod = World.with(ATrace.of("web"), APod.named("web").on("node-2"))
                .allowing(Admin.showing(Paths.FirstSegment))
                .turn()
                .ensure()
                .getFirst();
        assertEquals(Paths.FirstSegment, pod.order().paths());
    }

    @Test
    void aProbeWithoutAFilterCapturesOnlyItsOwnPackets() {
        Probe probe = new Probe(Probe.From.Pod, new Probe.Dns("web", "A", ""), 3, 1_000);
        assertEquals("port 53", order(ATrace.of("web").probing(probe)).capture().filter());
        assertEquals(Optional.of(probe), order(ATrace.of("web").probing(probe)).probe());
        assertEquals(
                "port 80",
                order(ATrace.of("web").filtering("port 80").probing(probe))
                        .capture()
                        .filter());
    }

    private static Order order(ATrace trace) {
        return World.with(trace, APod.named("web")).turn().ensure().getFirst().order();
    }

    @Test
    void theOrderSaysThatTheAdminAllowsTheNodesNetwork() {
        World world = World.with(ATrace.of("web"), APod.named("web").onHostNetwork())
                .allowing(Admin.allowingHostNetworkIn(World.NAMESPACE));
        assertTrue(world.turn().ensure().getFirst().order().asks(Extra.HostNetwork));
    }

    @Test
    void theNameOfATracePodFitsIntoALabel() {
        String name = PodOrders.name("3f2a0c1e-5d4b-4c3a-9b2f-1a2b3c4d5e6f", "9d8c7b6a-0000-4000-8000-000000000000");
        assertEquals("ntrace-3f2a0c1e-5d4b-4c3a-9b2f-1a2b3c4d5e6f-9d8c7b6a0000", name);
        assertTrue(name.length() <= 63);
    }

    @Test
    void aRestartMakesNoSecondPodAndWritesNothing() {
        World world = World.with(ATrace.of("web"), APod.named("web"));
        world.turn();
        Plan again = world.afterSeconds(1).turn();
        assertEquals(List.of(), again.ensure());
        assertEquals(Optional.of(world.status()), again.status());
    }

    @Test
    void aPodThatCouldNotBeMadeYetIsMadeInTheNextRound() {
        World world = World.with(ATrace.of("web"), APod.named("web"));
        world.turn();
        world.tracePodIsGone("web").turn();
        assertEquals(1, world.tracePods());
        assertEquals(Reason.Starting, world.reason());
    }

    @Test
    void aTargetThatIsReplacedUnderItsNameIsNotTraced() {
        World world = World.with(ATrace.of("web"), APod.named("web"));
        world.turn();
        world.tracePodIsGone("web").targetIsGone("web").turn();
        assertEquals(Reason.TargetGone, world.reason());
        assertEquals("The target pod ended before a capture began.", world.message());
        assertEquals(0, world.tracePods());
    }

    @Test
    void aSelectorTracesTheFirstRunningPodsByName() {
        World world = World.with(
                ATrace.ofPodsWith("app=web", 2),
                APod.named("web-1").inPhase("Pending", ""),
                APod.named("web-2"),
                APod.named("web-3"),
                APod.named("web-4"));
        world.turn();
        assertEquals(
                List.of("web-2", "web-3"),
                world.status().targets().stream().map(TargetStatus::pod).toList());
        assertEquals("2 pods of app=web", world.status().target());
        assertEquals("node-1", world.status().nodes());
        assertEquals(2, world.tracePods());
    }

    @Test
    void podsThatAppearLaterAreNotTraced() {
        World world = World.with(ATrace.ofPodsWith("app=web", 3), APod.named("web-2"));
        world.turn();
        world.found(APod.named("web-1")).tracePodIsGone("web-2").turn();
        assertEquals(
                List.of("web-2"),
                world.status().targets().stream().map(TargetStatus::pod).toList());
    }

    @Test
    void theTableShowsTheNodesOfAllTargets() {
        World world = World.with(
                ATrace.ofPodsWith("app=web", 3),
                APod.named("web-1"),
                APod.named("web-2").on("node-2"));
        world.turn();
        assertEquals("node-1,node-2", world.status().nodes());
    }

    @Test
    void whileThePodStartsItIsLookedForAtTheStartDeadline() {
        World world = World.with(ATrace.of("web"), APod.named("web"));
        world.turn();
        assertEquals(120, world.turn().wake().orElseThrow().toSeconds());
        assertEquals(30, world.afterSeconds(90).turn().wake().orElseThrow().toSeconds());
    }
}
