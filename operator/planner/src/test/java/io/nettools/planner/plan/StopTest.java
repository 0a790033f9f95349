package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.planner.plan.Plan.PodRef;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.KStatus;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code stop: true}, at every moment of a trace. */
class StopTest {

    @Test
    void aTraceThatIsStoppedFromTheBeginningMakesNothing() {
        World world = World.with(ATrace.of("web").stopped(), APod.named("web"));
        world.turn();
        assertEquals(Reason.Stopped, world.reason());
        assertEquals("Stopped before a capture began.", world.message());
        assertEquals(0, world.tracePods());
        assertFalse(world.held());
        assertFalse(world.notes().getFirst().warning());
    }

    @Test
    void stopBeatsAnInvalidSpec() {
        World world = World.with(ATrace.of("wbe").filtering("host example.com").stopped());
        world.turn();
        assertEquals(Reason.Stopped, world.reason());
    }

    @Test
    void aQueuedTraceLeavesTheQueue() {
        World world = one().otherTracePods("node-1", 3);
        world.turn();
        world.userStops().turn();
        assertEquals(Reason.Stopped, world.reason());
        assertEquals(KStatus.Current, world.kstatus());
    }

    @Test
    void aTraceWhosePodWasNotMadeYetMakesNone() {
        World world = one();
        world.turn();
        world.tracePodIsGone("web").userStops().turn();
        assertEquals(Reason.Stopped, world.reason());
        assertEquals(0, world.tracePods());
    }

    @Test
    void aStartingPodIsStoppedOnce() {
        World world = one();
        world.turn();
        Plan told = world.userStops().turn();
        assertEquals(1, told.stop().size());
        assertEquals(List.of(), world.turn().stop());
        assertEquals(Reason.Starting, world.reason());
    }

    @Test
    void aCapturingPodIsStoppedOnceAndItsResultIsKept() {
        World world = capturing();
        Plan told = world.userStops().turn();
        String name = world.tracePod("web").orElseThrow().name();
        assertEquals(List.of(new PodRef(name, "uid-of-" + name, false)), told.stop());
        assertEquals(List.of(), world.turn().stop());
        world.answered("web", Captures.endedBy(Stop.StopRequested), Reports.hello())
                .turn();
        assertEquals(Reason.Stopped, world.reason());
        assertEquals("The capture ended by stop: true; what was captured before is kept.", world.message());
        assertEquals(12, world.status().packets());
        assertEquals(KStatus.Current, world.kstatus());
    }

    @Test
    void anEndedCaptureIsNotStopped() {
        World world = capturing();
        world.captureEnds("web", Captures.endedBy(Stop.Duration)).userStops();
        assertEquals(List.of(), world.turn().stop());
    }

    @Test
    void aPodThatIgnoresTheStopIsGivenUpAtItsDeadline() {
        World world = capturing();
        world.userStops().turn();
        world.afterSeconds(200).turn();
        assertEquals(Reason.DeadlineExceeded, world.reason());
    }

    @Test
    void theStopIsObservedInTheStatusOfARunningTrace() {
        World world = capturing();
        world.userStops().turn();
        assertEquals(2, world.status().observedGeneration());
        assertEquals(2, world.condition("Finished").observedGeneration());
    }

    private static World capturing() {
        World world = one();
        world.turn();
        world.afterSeconds(1).tcpdumpListens("web").turn();
        return world;
    }

    private static World one() {
        return World.with(ATrace.of("web"), APod.named("web"));
    }
}
