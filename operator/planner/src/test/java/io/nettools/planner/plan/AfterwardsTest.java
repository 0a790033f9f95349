package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.planner.plan.Plan.Finalizer;
import io.nettools.planner.plan.Plan.PodRef;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.KStatus;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Status;
import io.nettools.planner.trace.Observed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Finished, expired, deleted: nothing is decided again, and what is left goes. */
class AfterwardsTest {

    @Test
    void nothingIsDoneAboutAFinishedTrace() {
        World world = finished(ATrace.of("web"));
        world.kubeletClears().turn();
        Plan later = world.afterSeconds(3600).targetIsGone("web").turn();
        assertEquals(Plan.nothing(), later);
    }

    /** kstatus would otherwise report the trace as in progress for ever. */
    @Test
    void aLateStopIsSeenAndChangesNothing() {
        World world = finished(ATrace.of("web"));
        world.kubeletClears().turn();
        Status before = world.status();
        Plan later = world.userStops().turn();
        assertEquals(Optional.of(before.of(2)), later.status());
        assertEquals(
                before.conditions().getFirst().lastTransitionTime(),
                world.status().conditions().getFirst().lastTransitionTime());
        assertEquals(KStatus.Current, world.kstatus());
    }

    @Test
    void aLeftoverPodOfAFinishedTraceIsRemovedAgain() {
        Plan plan = Planner.plan(withThePodAsBeforeTheDelete());
        assertEquals(1, plan.remove().size());
        assertNotEquals(Finalizer.Release, plan.finalizer());
        assertEquals(Optional.of(Duration.ofSeconds(30)), plan.wake());
    }

    /** The status was written, then the operator died before it removed the pod. */
    private static Observed withThePodAsBeforeTheDelete() {
        World world = capturing(ATrace.of("web"));
        world.answered("web", Captures.endedBy(Stop.Duration), Reports.hello());
        Observed before = world.observed();
        world.turn();
        return before.withTrace(world.observed().trace());
    }

    @Test
    void aTraceWithoutTtlIsKept() {
        World world = finished(ATrace.of("web"));
        Plan plan = world.kubeletClears().turn();
        assertEquals(Optional.empty(), plan.wake());
        world.after(Duration.ofDays(365)).turn();
        assertFalse(world.gone());
    }

    @Test
    void theTimeToLiveRunsFromTheFinish() {
        World world = finished(ATrace.of("web").deletedAfter(Duration.ofHours(1)));
        Plan plan = world.kubeletClears().afterSeconds(600).turn();
        assertEquals(Optional.of(Duration.ofMinutes(50)), plan.wake());
        world.afterSeconds(2999).turn();
        assertFalse(world.gone());
        world.afterSeconds(1).turn();
        assertTrue(world.gone());
    }

    @Test
    void aTraceThatRunsIsNotExpired() {
        World world = capturing(ATrace.of("web").deletedAfter(Duration.ofSeconds(1)));
        world.afterSeconds(20).turn();
        assertFalse(world.gone());
    }

    @Test
    void anExpiredTraceWhosePodIsThereIsDeletedAndKeepsItsFinalizerUntilThePodIsGone() {
        World world = finished(ATrace.of("web").deletedAfter(Duration.ZERO));
        Plan plan = world.turn();
        assertTrue(plan.delete());
        assertNotEquals(Finalizer.Release, plan.finalizer());
        world.kubeletClears().userDeletes().turn();
        assertFalse(world.held());
    }

    @Test
    void aTraceThatIsDeletedWhileItRunsLosesItsPodThenItsFinalizer() {
        World world = capturing(ATrace.of("web"));
        Plan plan = world.userDeletes().turn();
        assertEquals(KStatus.Terminating, world.kstatus());
        assertEquals(1, plan.remove().size());
        assertEquals(Optional.empty(), plan.status());
        assertFalse(world.gone());
        world.kubeletClears().turn();
        assertTrue(world.gone());
        assertEquals(List.of("Started", "Started web"), world.told());
    }

    @Test
    void aTraceThatIsDeletedBeforeItsPodWasMadeMakesNone() {
        World world = World.with(ATrace.of("web"), APod.named("web"));
        world.turn();
        world.tracePodIsGone("web").userDeletes().turn();
        assertTrue(world.gone());
        assertEquals(0, world.tracePods());
    }

    @Test
    void aTraceThatIsDeletedWithoutEverHoldingIsLeftAlone() {
        World world = World.with(ATrace.of("web"), APod.named("web")).userDeletes();
        assertEquals(Plan.nothing(), world.turn());
    }

    @Test
    void aTerminatingPodIsLeftToItsKubelet() {
        World world = capturing(ATrace.of("web"));
        world.userDeletes().turn();
        Plan plan = world.afterSeconds(30).turn();
        assertEquals(List.of(), plan.remove());
        assertEquals(Optional.of(Duration.ofSeconds(30)), plan.wake());
    }

    @Test
    void onlyAPodLongPastItsLifetimeIsForceDeleted() {
        World world = capturing(ATrace.of("web"));
        world.userDeletes().turn();
        assertEquals(List.of(), world.afterSeconds(180 + 60 - 1).turn().remove());
        String name = world.tracePod("web").orElseThrow().name();
        Plan plan = world.afterSeconds(1).turn();
        assertEquals(List.of(new PodRef(name, "uid-of-" + name, true)), plan.remove());
        world.turn();
        assertTrue(world.gone());
    }

    @Test
    void aPodThatIsOverdueIsFirstRemovedWithoutForce() {
        World world = capturing(ATrace.of("web"));
        List<PodRef> removed = world.afterSeconds(3600).userDeletes().turn().remove();
        assertFalse(removed.getFirst().force());
    }

    private static World finished(ATrace trace) {
        World world = capturing(trace);
        world.answered("web", Captures.endedBy(Stop.Duration), Reports.hello()).turn();
        return world;
    }

    private static World capturing(ATrace trace) {
        World world = World.with(trace, APod.named("web"));
        world.turn();
        world.afterSeconds(1).tcpdumpListens("web").turn();
        return world;
    }
}
