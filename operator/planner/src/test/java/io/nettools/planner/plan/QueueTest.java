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
        assertEquals(
                "Position 1 in the queue of namespace shop; waits for one of the 10 trace pods allowed in the cluster.",
                world.message());
        assertEquals(Truth.Unknown, world.truth("Accepted"), "nobody has looked yet");
        assertEquals(KStatus.InProgress, world.kstatus());
        assertEquals(List.of(), plan.ensure());
        assertFalse(world.held());
        assertEquals(Optional.of(Duration.ofMinutes(5)), plan.wake());
    }

    @Test
    void aFullNodeQueuesTheTrace() {
        World world = one().otherTracePods("node-1", 3);
        world.turn();
        assertEquals(
                "Position 1 in the queue of namespace shop; waits for one of the 3 trace pods allowed on node node-1.",
                world.message());
    }

    @Test
    void aMaximumOfOneIsNamedInTheSingular() {
        World world = one().allowing(Admin.allowingPods(10, 1)).otherTracePods("node-1", 1);
        world.turn();
        assertEquals(
                "Position 1 in the queue of namespace shop; waits for the one trace pod allowed on node node-1.",
                world.message());
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
    void aWaitingTraceIsNotWrittenWhileOthersComeAndGo() {
        World world = one().otherTracePods("node-1", 3);
        Plan first = world.turn();
        Plan second = world.otherTracePods("node-2", 7).afterSeconds(299).turn();
        assertEquals(Optional.empty(), second.status());
        assertEquals(first.wake(), second.wake());
    }

    @Test
    void aChangedReasonToWaitIsWrittenAfterFiveMinutes() {
        World world = one().otherTracePods("node-1", 3);
        world.turn();
        assertEquals(Optional.empty(), world.afterSeconds(300).turn().status());
        world.otherTracePods("node-1", 0)
                .otherTracePods("node-2", 10)
                .afterSeconds(300)
                .turn();
        assertEquals(
                "Position 1 in the queue of namespace shop; waits for one of the 10 trace pods allowed in the cluster.",
                world.message());
    }

    @Test
    void aFullNamespaceQueuesTheTrace() {
        World world = one().allowing(Admin.allowingPodsOfANamespace(2)).otherTracePodsOf(World.NAMESPACE, "node-2", 2);
        world.turn();
        assertEquals(
                "Position 1 in the queue of namespace shop; waits for one of the 2 trace pods allowed for namespace shop.",
                world.message());
    }

    @Test
    void anotherNamespaceThatIsFullDoesNotMatter() {
        World world = one().allowing(Admin.allowingPodsOfANamespace(2)).otherTracePodsOf("other", "node-2", 2);
        world.turn();
        assertEquals(Reason.Starting, world.reason());
    }

    @Test
    void aQueuedTraceWhoseTargetIsRefusedIsRefusedWhenItIsItsTurn() {
        World world = one().otherTracePods("node-2", 10);
        world.turn();
        world.targetIsGone("web").turn();
        assertEquals(Reason.Queued, world.reason());
        world.otherTracePods("node-2", 9).turn();
        assertEquals(Reason.TargetNotFound, world.reason());
    }

    @Test
    void aBadSpecIsRefusedEvenIfEverythingIsFull() {
        World world = World.with(ATrace.of("web").on("-w"), APod.named("web")).otherTracePods("node-2", 10);
        world.turn();
        assertEquals(Reason.SpecInvalid, world.reason());
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

    private static World one() {
        return World.with(ATrace.of("web"), APod.named("web"));
    }
}
