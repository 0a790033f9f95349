package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Admin;
import io.nettools.planner.scenario.KStatus;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Condition.Truth;
import io.nettools.planner.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The admin's limits on trace pods. */
class QueueTest {

    @Test
    void aFullClusterQueuesTheTraceWithoutMakingAnything() {
        World world = one().allowing(Admin.allowingPods(10, 20)).otherTracePods("node-2", 10);
        Plan plan = world.turn();
        assertEquals(Reason.Queued, world.reason());
        assertEquals("Waiting for a place: the cluster may run 10 trace pods at a time.", world.message());
        assertEquals(Truth.True, world.truth("Accepted"));
        assertEquals(KStatus.InProgress, world.kstatus());
        assertEquals(List.of(), plan.ensure());
        assertFalse(world.held());
        assertEquals(Optional.of(Duration.ofSeconds(2)), plan.wake());
    }

    @Test
    void aFullNodeQueuesTheTrace() {
        World world = one().otherTracePods("node-1", 3);
        world.turn();
        assertEquals("Waiting for a place: node node-1 may run 3 trace pods at a time.", world.message());
    }

    @Test
    void aPlaceOfOneIsSaidInTheSingular() {
        World world = one().allowing(Admin.allowingPods(10, 1)).otherTracePods("node-1", 1);
        world.turn();
        assertEquals("Waiting for a place: node node-1 may run 1 trace pod at a time.", world.message());
    }

    @Test
    void otherNodesDoNotMatter() {
        World world = one().otherTracePods("node-2", 3);
        world.turn();
        assertEquals(Reason.Starting, world.reason());
    }

    @Test
    void theLastPlaceIsTaken() {
        World world = one().otherTracePods("node-1", 2).otherTracePods("node-2", 7);
        world.turn();
        assertEquals(Reason.Starting, world.reason());
    }

    @Test
    void waitingIsNotWrittenAgainWhileOthersComeAndGo() {
        World world = one().otherTracePods("node-1", 3);
        Plan first = world.turn();
        Plan second = world.otherTracePods("node-1", 5).afterSeconds(2).turn();
        assertEquals(first.status(), second.status());
        assertEquals(first.wake(), second.wake());
    }

    @Test
    void aQueuedTraceBeginsWhenThereIsAPlace() {
        World world = one().otherTracePods("node-1", 3);
        world.turn();
        world.otherTracePods("node-1", 2).afterSeconds(2).turn();
        assertEquals(Reason.Starting, world.reason());
        assertEquals(1, world.tracePods());
    }

    @Test
    void theTracesOwnPodsCountTowardsTheLimitOfTheirNode() {
        World world = World.with(ATrace.ofPodsWith("app=web", 3), APod.named("web-1"), APod.named("web-2"))
                .otherTracePods("node-1", 2);
        world.turn();
        assertEquals(Reason.Queued, world.reason());
    }

    @Test
    void aTraceOfMorePodsThanANodeMayRunWaitsUntilTheNodeIsFree() {
        World world = World.with(ATrace.ofPodsWith("app=web", 3), APod.named("web-1"), APod.named("web-2"))
                .allowing(Admin.allowingPods(10, 1))
                .otherTracePods("node-1", 1);
        world.turn();
        assertEquals(Reason.Queued, world.reason());
        world.otherTracePods("node-1", 0).turn();
        assertEquals(Reason.Starting, world.reason());
    }

    @Test
    void aTraceOfMorePodsThanTheClusterMayRunWaitsUntilTheClusterIsFree() {
        World world = World.with(ATrace.ofPodsWith("app=web", 3), APod.named("web-1"), APod.named("web-2"))
                .allowing(Admin.allowingPods(1, 10))
                .otherTracePods("node-2", 1);
        world.turn();
        assertEquals(Reason.Queued, world.reason());
        world.otherTracePods("node-2", 0).turn();
        assertEquals(Reason.Starting, world.reason());
    }

    @Test
    void aTargetThatEndsWhileItsTraceIsQueuedRefusesTheTrace() {
        World world = one().otherTracePods("node-1", 3);
        world.turn();
        world.targetIsGone("web").turn();
        assertEquals(Reason.TargetNotFound, world.reason());
    }

    private static World one() {
        return World.with(ATrace.of("web"), APod.named("web"));
    }
}
