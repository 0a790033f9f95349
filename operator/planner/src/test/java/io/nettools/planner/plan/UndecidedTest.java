package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.planner.plan.Plan.Finalizer;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A rule throws: nobody waits for ever, nothing stays on a node, no known result is lost. */
class UndecidedTest {
    @Test
    void theTraceEndsAndItsPodGoesBeforeTheFinalizer() {
        World world = capturing(ATrace.of("web"), APod.named("web")).whereARuleFails(defect());
        Plan plan = world.turn();
        assertEquals(Reason.InternalError, world.reason());
        assertEquals(1, plan.remove().size());
        assertNotEquals(Finalizer.Release, plan.finalizer());
        Plan then = world.kubeletClears().turn();
        assertEquals(Finalizer.Release, then.finalizer());
        assertEquals(Optional.empty(), then.status());
    }

    @Test
    void theMessageNamesThePlaceAndNoPacketData() {
        World world = capturing(ATrace.of("web"), APod.named("web")).whereARuleFails(defect());
        Plan plan = world.turn();
        String message = world.status().targets().getFirst().message();
        assertTrue(message.contains("(IllegalStateException in UndecidedTest.defect)"), message);
        assertFalse(plan.toString().contains("secret"), plan::toString);
    }

    @Test
    void aTargetThatHasItsResultKeepsIt() {
        World world = capturing(ATrace.ofPodsWith("app=web", 2), APod.named("web"), APod.named("web-2"));
        world.answered("web", Captures.endedBy(Stop.Duration), Reports.hello()).turn();
        world.whereARuleFails(defect()).turn();
        List<Reason> reasons =
                world.status().targets().stream().map(TargetStatus::reason).toList();
        assertEquals(List.of(Reason.Completed, Reason.InternalError), reasons);
        assertTrue(world.status().targets().getFirst().counters().isPresent());
    }

    @Test
    void aTraceThatIsBeingDeletedGoes() {
        World world =
                capturing(ATrace.of("web"), APod.named("web")).userDeletes().whereARuleFails(defect());
        world.turn();
        assertEquals(Finalizer.Release, world.kubeletClears().turn().finalizer());
    }

    @Test
    void aTraceWithoutTargetsEndsToo() {
        World world = World.with(ATrace.of("web"), APod.named("web")).whereARuleFails(defect());
        assertEquals(List.of(), world.turn().ensure());
        assertEquals(Reason.InternalError, world.reason());
    }

    private static RuntimeException defect() {
        return new IllegalStateException("GET /secret");
    }

    private static World capturing(ATrace trace, APod... pods) {
        World world = World.with(trace, pods);
        world.turn();
        List.of(pods).forEach(pod -> world.tcpdumpListens(pod.candidate().name()));
        world.turn();
        return world;
    }
}
