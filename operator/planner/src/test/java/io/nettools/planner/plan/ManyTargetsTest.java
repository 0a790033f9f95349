package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Condition.Truth;
import io.nettools.planner.status.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each target goes its own way, and the trace ends with the last of them. */
class ManyTargetsTest {

    @Test
    void theTraceCapturesWhenAllListen() {
        World world = two();
        world.tcpdumpListens("web-1").turn();
        assertEquals(Reason.Starting, world.reason());
        assertEquals("Waiting for tcpdump to listen on 2 pods.", world.message());
        world.tcpdumpListens("web-2").turn();
        assertEquals(Reason.Capturing, world.reason());
        assertEquals("tcpdump listens on 2 pods.", world.message());
    }

    @Test
    void startedIsSentIfTheTargetsAttachOneAfterTheOther() {
        World world = two();
        world.tcpdumpListens("web-1").turn();
        world.tcpdumpListens("web-2").turn();
        world.turn();
        assertEquals(List.of("Started", "Started web-1", "Started web-2"), world.told());
    }

    @Test
    void aPodThatIsNotCapturedGetsNoStartedEvent() {
        World world = two();
        world.tcpdumpListens("web-1").turn();
        world.tracePodIsTroubled("web-2", "ImagePullBackOff", "no").turn();
        assertEquals(List.of("Started", "Started web-1"), world.told());
        assertEquals("tcpdump listens on pod web-1.", world.message());
    }

    @Test
    void theFirstResultIsWrittenAndItsPodGoesWhileTheOtherCaptures() {
        World world = capturing();
        Plan plan = world.answered("web-1", Captures.endedBy(Stop.MaxPackets), Reports.hello())
                .turn();
        assertEquals(Reason.Capturing, world.reason());
        assertEquals(Reason.PacketLimitReached, world.target("web-1").reason());
        assertEquals(1, plan.remove().size());
        assertEquals(12, world.status().packets());
        assertTrue(world.held());
    }

    @Test
    void aPodThatIsGoneAfterItsTargetEndedIsNotLost() {
        World world = capturing();
        world.answered("web-1", Captures.endedBy(Stop.Duration), Reports.hello())
                .turn();
        world.kubeletClears().turn();
        assertEquals(Reason.Completed, world.target("web-1").reason());
        assertEquals(1, world.tracePods());
    }

    @Test
    void equalSuccessesAreTheTracesReason() {
        World world = capturing();
        bothAnswer(world, Stop.Duration, Stop.Duration);
        assertEquals(Reason.Completed, world.reason());
        assertEquals(
                "2 pods, 2 conversations; 24 packets, none lost", world.status().summary());
    }

    @Test
    void differentSuccessesAreReportedByTheTargets() {
        World world = capturing();
        bothAnswer(world, Stop.Duration, Stop.MaxPackets);
        assertEquals(Reason.Completed, world.reason());
        assertEquals("All captures ended; see status.targets for the reason of each.", world.message());
    }

    @Test
    void oneFailureDoesNotHideTheOthersAnswer() {
        World world = capturing();
        world.tracePodIsGone("web-1").answered("web-2", Captures.endedBy(Stop.Duration), Reports.hello());
        world.turn();
        assertEquals(Reason.PartlyFailed, world.reason());
        assertEquals(
                "1 of 2 targets failed, web-1 with PodLost: The trace pod was deleted while it captured; create the trace "
                        + "again.",
                world.message());
        assertEquals(Truth.False, world.truth("Succeeded"));
        assertEquals(Reason.Completed, world.target("web-2").reason());
        assertEquals(12, world.status().packets());
        assertTrue(world.status().summary().startsWith("PartlyFailed: 1 connection"));
    }

    @Test
    void onlyCapturedPodsGetAFinishedEvent() {
        World world = capturing();
        world.tracePodIsGone("web-1").answered("web-2", Captures.endedBy(Stop.Duration), Reports.hello());
        world.turn();
        assertEquals(List.of("Finished", "Finished web-2"), world.told().subList(3, 5));
    }

    @Test
    void equalFailuresAreTheTracesReason() {
        World world = capturing();
        world.tracePodIsGone("web-1").tracePodIsGone("web-2").turn();
        assertEquals(Reason.PodLost, world.reason());
    }

    @Test
    void ofDifferentFailuresTheFirstIsNamed() {
        World world = capturing();
        world.tracePodIsGone("web-1").tracePodEnds("web-2").turn();
        assertEquals(Reason.PartlyFailed, world.reason());
        assertTrue(world.message().startsWith("2 of 2 targets failed, web-1 with PodLost: "));
    }

    @Test
    void oneRejectedPodDoesNotStopTheOthers() {
        World world = two();
        world.tracePodIsGone("web-1").refusesTracePods("no room").turn();
        assertEquals(Reason.PodRejected, world.target("web-1").reason());
        assertEquals(Reason.Starting, world.target("web-2").reason());
        assertFalse(world.status().finished());
    }

    @Test
    void stopReachesEveryPodOnce() {
        World world = capturing();
        assertEquals(2, world.userStops().turn().stop().size());
        assertEquals(0, world.turn().stop().size());
    }

    @Test
    void theNextWakeIsTheNearestOfAllTargets() {
        World world = two();
        world.tcpdumpListens("web-1");
        assertEquals(120, world.turn().wake().orElseThrow().toSeconds());
        world.tcpdumpListens("web-2");
        assertEquals(180, world.turn().wake().orElseThrow().toSeconds());
    }

    @Test
    void theStartTimeIsThatOfTheFirstToAttach() {
        World world = two();
        world.afterSeconds(1).tcpdumpListens("web-2");
        world.afterSeconds(1).tcpdumpListens("web-1").turn();
        assertEquals(World.BEGIN.plusSeconds(1), world.status().startTime().orElseThrow());
    }

    private static void bothAnswer(World world, Stop first, Stop second) {
        world.answered("web-1", Captures.endedBy(first), Reports.hello());
        world.answered("web-2", Captures.endedBy(second), Reports.hello());
        world.turn();
    }

    private static World capturing() {
        World world = two();
        world.tcpdumpListens("web-1").tcpdumpListens("web-2").turn();
        return world;
    }

    private static World two() {
        World world = World.with(ATrace.ofPodsWith("app=web", 2), APod.named("web-1"), APod.named("web-2"));
        world.turn();
        return world;
    }
}
