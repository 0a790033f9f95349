package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.KStatus;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures of a trace pod: each ends with a reason that a person can act on, and the pod goes. */
class FailureTest {

    @Test
    void aTracePodThatTheApiServerRefusesEndsTheTraceInTheSameRound() {
        World world = one().refusesTracePods("pods \"ntrace\" is forbidden: exceeded quota");
        world.turn();
        ended(
                world,
                Reason.PodRejected,
                "The API server refused the trace pod; an admin must allow it (Pod Security label, quota or policy of the "
                        + "trace namespace): pods \"ntrace\" is forbidden: exceeded quota");
        world.turn();
        assertEquals(false, world.held());
    }

    @Test
    void aTracePodThatIsGoneWhileItCapturedIsLost() {
        World world = capturing();
        world.tracePodIsGone("web").turn();
        ended(world, Reason.PodLost, "The trace pod was deleted while it captured; create the trace again.");
    }

    @Test
    void aTracePodThatIsBeingDeletedMayStillAnswer() {
        World world = capturing();
        world.tracePodIsDeleted("web").turn();
        assertEquals(Reason.Capturing, world.reason());
        world.answered("web", Captures.endedBy(Stop.Terminated), Reports.hello())
                .turn();
        assertEquals(Reason.Evicted, world.reason());
        assertEquals(12, world.status().packets());
    }

    @ParameterizedTest
    @CsvSource({
        "ImagePullBackOff, ImagePullFailed",
        "ErrImageNeverPull, ImagePullFailed",
        "InvalidImageName, ImagePullFailed",
        "ImageInspectError, ImagePullFailed",
        "CreateContainerConfigError, PodRejected",
        "CreateContainerError, PodRejected",
        "RunContainerError, PodRejected",
        "UnexpectedAdmissionError, PodRejected",
        "NodeAffinity, PodRejected",
        "OutOfcpu, PodRejected",
        "OutOfmemory, PodRejected",
        "OutOfpods, PodRejected",
        "Evicted, Evicted",
        "DeadlineExceeded, DeadlineExceeded",
        "NodeLost, PodLost"
    })
    void aPodThatTheKubeletRejectsEndsAtOnce(String word, Reason reason) {
        World world = one();
        world.turn();
        world.tracePodIsTroubled("web", word, "said the kubelet").turn();
        ended(world, reason, "The trace pod cannot run on node node-1 (" + word + "): said the kubelet");
    }

    @Test
    void aTransientErrorIsToleratedUntilTheStartDeadline() {
        World world = one();
        world.turn();
        world.tracePodIsTroubled("web", "ErrImagePull", "no such host").turn();
        assertEquals(Reason.Starting, world.reason());
        world.afterSeconds(119).turn();
        assertEquals(Reason.Starting, world.reason());
        world.afterSeconds(1).turn();
        ended(
                world,
                Reason.StartDeadlineExceeded,
                "tcpdump did not listen within 120 s (ErrImagePull: no such host); see kubectl describe node node-1.");
    }

    @Test
    void aPodThatSimplyDoesNotStartIsGivenUpWithoutParentheses() {
        World world = one();
        world.turn();
        world.afterSeconds(120).turn();
        assertEquals("tcpdump did not listen within 120 s; see kubectl describe node node-1.", world.message());
    }

    @Test
    void aPodThatAttachedInTimeSurvivesTheStartDeadline() {
        World world = one();
        world.turn();
        world.afterSeconds(119).tcpdumpListens("web").afterSeconds(1).turn();
        assertEquals(Reason.Capturing, world.reason());
    }

    @Test
    void aCaptureThatEndedUnseenIsWaitedForPastTheStartDeadline() {
        World world = one();
        world.turn();
        world.captureEnds("web", Captures.endedBy(Stop.Duration))
                .afterSeconds(121)
                .turn();
        assertEquals(Reason.Starting, world.reason());
    }

    @Test
    void aNodeThatIsSilentPastThePodsDeadlineIsNamed() {
        World world = capturing();
        world.afterSeconds(178).turn();
        assertEquals(Reason.Capturing, world.reason());
        world.afterSeconds(1).turn();
        ended(
                world,
                Reason.DeadlineExceeded,
                "No result arrived in time: node node-1 may be lost; see kubectl get node node-1.");
    }

    @Test
    void aHangingAnalyserKeepsTheCounters() {
        World world = capturing();
        world.captureEnds("web", Captures.endedBy(Stop.Duration))
                .afterSeconds(200)
                .turn();
        ended(
                world,
                Reason.AnalyserFailed,
                "The packets were counted but not read: the analyser did not answer in time.");
        assertEquals(12, world.status().packets());
    }

    @Test
    void aDeadAnalyserKeepsTheCounters() {
        World world = capturing();
        world.captureEnds("web", Captures.endedBy(Stop.Duration))
                .tracePodIsTroubled("web", "OOMKilled", "analyser: out of memory")
                .tracePodEnds("web")
                .turn();
        ended(
                world,
                Reason.AnalyserFailed,
                "The packets were counted but not read: the analyser ended early (analyser: out of memory).");
        assertEquals(12, world.status().packets());
        assertEquals(
                "AnalyserFailed: not read; 12 packets, none lost",
                world.status().summary());
    }

    @Test
    void aDeadCaptureKeepsTheAnalysersReport() {
        World world = capturing();
        world.onlyTheAnalyserAnswered("web", Reports.hello())
                .tracePodIsTroubled("web", "OOMKilled", "its capture container ended with exit code 137 (OOMKilled)")
                .turn();
        String message =
                "The trace pod ended without a result: its capture container ended with exit code 137 (OOMKilled)";
        ended(world, Reason.CaptureFailed, message);
        assertEquals(message, world.status().summary());
        assertEquals(1, world.target("web").flows().size());
        assertTrue(world.target("web").counters().isEmpty());
    }

    @Test
    void aPodThatEndsWithoutReportsFailed() {
        World world = capturing();
        world.tracePodEnds("web").turn();
        ended(world, Reason.CaptureFailed, "The trace pod ended without a result: it left no readable message");
    }

    @Test
    void anEvictedPodSaysWhy() {
        World world = capturing();
        world.tracePodIsTroubled("web", "Evicted", "The node was low on resource: memory.")
                .tracePodEnds("web")
                .turn();
        ended(world, Reason.Evicted, "The trace pod ended without a result: The node was low on resource: memory.");
    }

    @Test
    void anEvictionBetweenTheTwoAnswersIsNotTheAnalysersFailure() {
        World world = capturing();
        world.captureEnds("web", Captures.endedBy(Stop.Duration))
                .tracePodIsTroubled("web", "Evicted", "The node was low on resource: memory.")
                .tracePodEnds("web")
                .turn();
        ended(
                world,
                Reason.Evicted,
                "The packets were counted but not read: the trace pod was terminated early (The node was low on "
                        + "resource: memory.); the counters are kept.");
        assertEquals(12, world.status().packets());
    }

    @Test
    void aPodThatWasToldToEndBeforeItsAnalyserAnsweredWasEvicted() {
        World world = capturing();
        world.captureEnds("web", Captures.endedBy(Stop.Terminated))
                .tracePodEnds("web")
                .turn();
        assertEquals(Reason.Evicted, world.reason());
        assertEquals(12, world.status().packets());
    }

    @Test
    void aTracePodThatIsDeletedAgainAndAgainIsNotMadeForEver() {
        World world = one();
        world.turn();
        for (int seconds = 0; seconds < 119; seconds++) {
            world.afterSeconds(1).tracePodIsGone("web").turn();
            assertEquals(Reason.Starting, world.reason());
            assertEquals(1, world.tracePods());
        }
        world.afterSeconds(1).tracePodIsGone("web").turn();
        ended(
                world,
                Reason.StartDeadlineExceeded,
                "tcpdump did not listen within 120 s of the start, and the trace pod is gone: find what deletes pods"
                        + " in the trace namespace, then create the trace again.");
    }

    @Test
    void theTimeInTheQueueDoesNotCountAsTimeToStart() {
        World world = one().otherTracePods("node-1", 9);
        world.turn();
        world.afterSeconds(600).otherTracePods("node-1", 0).turn();
        world.afterSeconds(60).tracePodIsGone("web").turn();
        assertEquals(Reason.Starting, world.reason());
        assertEquals(1, world.tracePods());
    }

    @Test
    void theCapturesReportBeatsTheKubeletsReason() {
        World world = one();
        world.turn();
        world.captureEnds("web", Captures.failedBy(Stop.FilterInvalid, "tcpdump: syntax error"))
                .tracePodIsTroubled("web", "RunContainerError", "FailedPostStartHook")
                .turn();
        ended(world, Reason.FilterInvalid, "tcpdump: syntax error");
    }

    @ParameterizedTest
    @CsvSource({
        "TargetNotFound, TargetGone",
        "TargetHostNetwork, TargetHostNetwork",
        "FilterInvalid, FilterInvalid",
        "InterfaceNotFound, InterfaceNotFound",
        "AttachFailed, CaptureFailed"
    })
    void aCaptureThatNeverRanEndsWithoutAWaitForTheAnalyser(Stop stop, Reason reason) {
        World world = one();
        world.turn();
        world.captureEnds("web", Captures.failedBy(stop, "")).turn();
        assertEquals(reason, world.reason());
        assertTrue(world.target("web").counters().isEmpty());
        assertEquals(List.of("Finished"), world.told());
        assertEquals(world.message(), world.status().summary());
    }

    private static void ended(World world, Reason reason, String sentence) {
        assertEquals(reason, world.reason());
        assertEquals(sentence, world.message());
        assertEquals(KStatus.Failed, world.kstatus());
        assertEquals(0, world.tracePods());
        assertTrue(world.notes().getLast().warning());
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
