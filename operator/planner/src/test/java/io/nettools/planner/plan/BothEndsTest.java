package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Views.Window;
import io.nettools.planner.plan.Plan.PodWindow;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Both ends report about the same time, and end together. */
class BothEndsTest {

    @Test
    void theWindowBeginsWhenAllListenAndEndsWhenTheFirstMay() {
        World world = starting();
        world.afterSeconds(2).tcpdumpListens("web");
        assertEquals(List.of(), world.turn().windows());
        world.afterSeconds(5).tcpdumpListens("api").after(Duration.ofMillis(250));
        Window window = new Window(
                world.now().toEpochMilli(), World.BEGIN.plusSeconds(2 + 30).toEpochMilli());
        List<PodWindow> told = world.turn().windows();
        assertEquals(
                List.of(window, window), told.stream().map(PodWindow::window).toList());
        assertEquals(
                List.of(uid(world, "web"), uid(world, "api")),
                told.stream().map(one -> one.pod().uid()).toList());
    }

    @Test
    void eachPodGetsTheWindowOnce() {
        World world = capturing();
        assertEquals(List.of(), world.turn().windows());
        assertEquals(List.of(), world.afterSeconds(1).turn().windows());
    }

    @Test
    void aPodWithoutTheWindowGetsTheSameAsTheOthers() {
        World world = starting().tcpdumpListens("web").tcpdumpListens("api");
        Window first = new Window(1, 2);
        world.windowIsTold("web", first);
        PodWindow told = world.afterSeconds(3).turn().windows().getFirst();
        assertEquals(first, told.window());
        assertEquals(uid(world, "api"), told.pod().uid());
    }

    @Test
    void capturesThatMayNotOverlapHaveNoWindow() {
        World world = starting().tcpdumpListens("web");
        assertEquals(
                List.of(), world.afterSeconds(30).tcpdumpListens("api").turn().windows());
    }

    @Test
    void anEndedPodDoesNotDelayTheWindow() {
        World world = World.with(ATrace.of("web").toService("api"), APod.named("web"))
                .withPeers(APod.named("api-1").on("node-2"), APod.named("api-2").on("node-2"));
        world.turn();
        world.tcpdumpListens("web").tcpdumpListens("api-1").turn();
        Plan plan = world.tracePodIsTroubled("api-2", "ImagePullBackOff", "no").turn();
        assertEquals(2, plan.windows().size());
    }

    @Test
    void oneEndAloneHasNoWindow() {
        World world = starting().tcpdumpListens("web");
        assertEquals(
                List.of(),
                world.tracePodIsTroubled("api", "ImagePullBackOff", "no").turn().windows());
        World single = World.with(ATrace.of("web").lookingAtTheNode(), APod.named("web"));
        single.turn();
        assertEquals(List.of(), single.tcpdumpListens("web").turn().windows());
    }

    @Test
    void anAnswerWaitsForTheOtherEnd() {
        World world = capturing();
        Plan plan = answers(world, "web").turn();
        assertEquals(Reason.Capturing, world.target("web").reason());
        assertEquals(
                "The capture has ended; its result waits for the other end of the path.",
                world.target("web").message());
        assertEquals(List.of(), plan.remove());
        assertFalse(world.status().finished());
    }

    @Test
    void whenBothHaveAnsweredBothEndInOneTurn() {
        World world = capturing();
        answers(world, "api").turn();
        Plan plan = answers(world, "web").turn();
        assertEquals(Reason.Completed, world.target("web").reason());
        assertEquals(Reason.Completed, world.target("api").reason());
        assertEquals(2, plan.remove().size());
        assertEquals(Reason.Completed, world.reason());
    }

    @Test
    void anAnswerDoesNotWaitForAnEndWithoutAnswer() {
        World world = capturing();
        answers(world, "web").turn();
        world.tracePodIsGone("api").turn();
        assertEquals(Reason.Completed, world.target("web").reason());
        assertEquals(Reason.PodLost, world.target("api").reason());
        assertEquals(Reason.PartlyFailed, world.reason());
        assertEquals(
                "1 of 2 pods failed, api with PodLost: The trace pod was deleted while it captured; create the trace again.",
                world.message());
    }

    @Test
    void aFailureDoesNotWaitForTheOtherEnd() {
        World world = capturing();
        world.answered("api", Captures.failedBy(Stop.AttachFailed, "no"), Reports.empty())
                .turn();
        assertEquals(Reason.CaptureFailed, world.target("api").reason());
        assertEquals(Reason.Capturing, world.target("web").reason());
    }

    @Test
    void anAnswerWaitsNoLongerThanTheOtherEndsDeadline() {
        World world = capturing();
        answers(world, "web").turn();
        world.after(Duration.ofMinutes(10)).turn();
        assertEquals(Reason.Completed, world.target("web").reason());
        assertEquals(Reason.DeadlineExceeded, world.target("api").reason());
        assertTrue(world.status().finished());
    }

    @Test
    void anAnswerDoesNotWaitForAnEndPastItsStartDeadline() {
        World world = starting().tcpdumpListens("web");
        world.turn();
        answers(world, "web").turn();
        assertFalse(world.status().finished());
        world.afterSeconds(120).turn();
        assertEquals(Reason.StartDeadlineExceeded, world.target("api").reason());
        assertEquals(Reason.Completed, world.target("web").reason());
    }

    @Test
    void thePeersEntryIsKeptSmall() {
        World world = capturing();
        answers(world, "api");
        answers(world, "web").turn();
        TargetStatus peer = world.target("api");
        assertEquals(12, peer.capture().captured());
        assertEquals(1, peer.flowCount());
        assertEquals(List.of(), peer.flows());
        assertEquals(List.of(), peer.http());
        assertEquals(List.of(), peer.packets());
        assertEquals(List.of("captured by the tests", "read by the tests"), peer.notes());
        assertEquals(Optional.empty(), Optional.ofNullable(peer.conntrack()));
        assertEquals(1, world.target("web").flows().size());
    }

    @Test
    void whatPassesBothEndsIsCountedOnce() {
        World world = capturing();
        answers(world, "api");
        answers(world, "web").turn();
        assertEquals(12, world.status().packets());
        assertEquals(
                "1 connection, 1 HTTP request (GET \"/hello.txt\" 200 in 2.0 ms); 12 packets, none lost",
                world.status().summary());
    }

    @Test
    void anAnswerInTheStatusIsNotWrittenAgain() {
        World world = capturing();
        answers(world, "api");
        answers(world, "web").turn();
        TargetStatus written = world.target("web");
        world.onlyTheAnalyserAnswered("web", Reports.empty()).turn();
        assertEquals(written, world.target("web"));
    }

    private static World answers(World world, String pod) {
        return world.answered(pod, Captures.endedBy(Stop.Duration), Reports.hello());
    }

    private static String uid(World world, String pod) {
        return world.tracePod(pod).orElseThrow().uid();
    }

    private static World capturing() {
        World world = starting().tcpdumpListens("web").tcpdumpListens("api");
        assertEquals(2, world.turn().windows().size());
        return world;
    }

    private static World starting() {
        World world = World.with(ATrace.of("web").toPod("api"), APod.named("web"))
                .withPeers(APod.named("api").on("node-2").at("10.0.1.9"));
        world.turn();
        return world;
    }
}
