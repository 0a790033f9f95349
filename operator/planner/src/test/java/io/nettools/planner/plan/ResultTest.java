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
import io.nettools.planner.scenario.KStatus;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Condition.Truth;
import io.nettools.planner.status.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From tcpdump listening to the answer in the status. */
class ResultTest {

    @Test
    void readyIsTheProofThatTcpdumpListens() {
        World world = capturing();
        assertEquals(Reason.Capturing, world.reason());
        assertEquals("tcpdump listens on pod web.", world.message());
        assertEquals(Truth.True, world.truth("Capturing"));
        assertEquals(KStatus.InProgress, world.kstatus());
        assertEquals(Optional.of(World.BEGIN.plusSeconds(1)), world.status().startTime());
    }

    @Test
    void captureStaysCaptureWhileTheAnalyserReads() {
        World world = capturing();
        Plan plan = world.captureEnds("web", Captures.endedBy(Stop.Duration)).turn();
        assertEquals(Reason.Capturing, world.reason());
        assertEquals(5, plan.wake().orElseThrow().toSeconds());
    }

    @Test
    void theResultIsWrittenInThePlanThatRemovesThePod() {
        World world = capturing();
        Plan plan = world.answered("web", Captures.endedBy(Stop.Duration), Reports.hello())
                .turn();
        assertEquals(12, plan.status().orElseThrow().packets());
        assertEquals(1, plan.remove().size());
        assertNotEquals(Finalizer.Release, plan.finalizer());
    }

    /** T4: the trace pod has entered another pod's namespace than the recorded one's. */
    @Test
    void nothingOfAnotherPodReachesTheStatus() {
        World world = capturing();
        Plan plan = world.answered(
                        "web",
                        Captures.endedBy(Stop.Duration).entering("another"),
                        Reports.hello().entering("another"))
                .turn();
        assertEquals(Reason.TargetGone, world.reason());
        assertEquals(1, plan.remove().size());
        assertTrue(world.message().contains("of another pod"), world.message());
        assertFalse(world.status().toString().contains("hello.txt"), () -> world.status()
                .toString());
        assertEquals(Optional.empty(), world.target("web").counters());
        assertEquals(List.of(), world.target("web").notes());
    }

    @Test
    void theAnswerReadsAsASentence() {
        World world = completed();
        assertEquals(Reason.Completed, world.reason());
        assertEquals("The capture ran for its duration.", world.message());
        assertEquals(
                "1 connection, 1 HTTP request (GET \"/hello.txt\" 200 in 2.0 ms); 12 packets, none lost",
                world.status().summary());
        assertEquals(
                world.status().summary(), world.status().conditions().getFirst().message());
        assertEquals(KStatus.Current, world.kstatus());
        assertEquals(
                List.of("captured by the tests", "read by the tests"),
                world.target("web").notes());
    }

    @Test
    void startedAndFinishedAreSentOnceOnTraceAndPod() {
        World world = completed();
        world.kubeletClears().turn();
        world.afterSeconds(600).turn();
        assertEquals(List.of("Started", "Started web", "Finished", "Finished web"), world.told());
        assertTrue(world.notes().stream().noneMatch(Note::warning));
        assertEquals(
                "tcpdump listens on pod web. Filter: port 80",
                world.notes().getFirst().message());
        assertEquals(
                "Completed: The capture ran for its duration.",
                world.notes().getLast().message());
        assertEquals("uid-of-web", world.notes().getLast().podUid());
    }

    @Test
    void anUnfilteredTraceSaysSoInItsEvent() {
        World world = World.with(ATrace.of("web"), APod.named("web"));
        world.turn();
        world.tcpdumpListens("web").turn();
        assertEquals(
                "tcpdump listens on pod web. Filter: none.",
                world.notes().getFirst().message());
    }

    @Test
    void theFinalizerGoesWhenThePodIsGone() {
        World world = completed();
        assertTrue(world.held());
        world.turn();
        assertTrue(world.held());
        Plan plan = world.kubeletClears().turn();
        assertEquals(Finalizer.Release, plan.finalizer());
        assertFalse(world.held());
    }

    @Test
    void aCaptureThatWasNeverSeenRunningStillSucceeds() {
        World world = World.with(ATrace.of("web"), APod.named("web"));
        world.turn();
        world.afterSeconds(60)
                .answered("web", Captures.endedBy(Stop.Duration), Reports.hello())
                .turn();
        assertEquals(Reason.Completed, world.reason());
        assertEquals(
                Optional.of(Instant.ofEpochMilli(Captures.ATTACHED)),
                world.status().startTime());
        assertEquals(Optional.of(world.now()), world.status().finishTime());
        assertEquals(List.of("Finished", "Finished web"), world.told());
    }

    @Test
    void theStartTimeIsTheFirstThatWasSeen() {
        World world = completed();
        assertEquals(Optional.of(World.BEGIN.plusSeconds(1)), world.status().startTime());
    }

    @Test
    void limitsOfTheCaptureAreSuccesses() {
        assertEquals(Reason.PacketLimitReached, endedBy(Stop.MaxPackets).reason());
        assertEquals(Reason.SizeLimitReached, endedBy(Stop.MaxBytes).reason());
        assertEquals(Truth.True, endedBy(Stop.MaxBytes).truth("Succeeded"));
    }

    @Test
    void aCaptureThatEndedEarlyFailsAndKeepsItsPackets() {
        for (Stop stop :
                List.of(Stop.TargetGone, Stop.InterfaceGone, Stop.DiskFull, Stop.Terminated, Stop.ToolFailed)) {
            World world = endedBy(stop);
            assertEquals(Truth.False, world.truth("Succeeded"), stop.name());
            assertEquals(12, world.status().packets(), stop.name());
            assertTrue(world.status().summary().startsWith(world.reason() + ": 1 connection"), stop.name());
            assertTrue(world.notes().getLast().warning(), stop.name());
        }
    }

    @Test
    void betweenCaptureAndResultTheWakeIsTheDeadlineWhenThatIsNearer() {
        World world = capturing();
        world.afterSeconds(176).captureEnds("web", Captures.endedBy(Stop.Duration));
        assertEquals(3, world.turn().wake().orElseThrow().toSeconds());
    }

    private static World endedBy(Stop stop) {
        World world = capturing();
        world.answered("web", Captures.endedBy(stop), Reports.hello()).turn();
        return world;
    }

    private static World completed() {
        return endedBy(Stop.Duration);
    }

    private static World capturing() {
        World world = World.with(ATrace.of("web").filtering("port 80"), APod.named("web"));
        world.turn();
        world.afterSeconds(1).tcpdumpListens("web").turn();
        return world;
    }
}
