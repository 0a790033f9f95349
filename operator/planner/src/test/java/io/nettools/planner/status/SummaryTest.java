package io.nettools.planner.status;

import static io.nettools.planner.scenario.Reports.get;
import static io.nettools.planner.scenario.Reports.tcp;
import static io.nettools.planner.scenario.Reports.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Flow.End;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.status.Diagnosis.Basis;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void anEmptyReportIsSummedUpAsNoPackets() {
        assertEquals("no packets", Summary.of(Reports.empty()));
    }

    @Test
    void packetsWithoutAConversationAreCounted() {
        says("0 connections", List.of(), List.of());
    }

    @Test
    void oneIsSingularAndTwoArePlural() {
        says("1 connection", List.of(tcp(End.Closed)), List.of());
        says("2 connections", List.of(tcp(End.Closed), tcp(End.Open)), List.of());
        says("1 conversation", List.of(udp()), List.of());
        says("2 conversations", List.of(udp(), tcp(End.Closed)), List.of());
    }

    @Test
    void theFirstRequestIsTheExample() {
        says(
                "1 connection, 1 HTTP request (GET \"/hello.txt\" 200 in 2.0 ms)",
                List.of(tcp(End.Closed)),
                List.of(get("/hello.txt", 200, 2000)));
        says(
                "1 connection, 2 HTTP requests (first GET \"/a\" 404 in 0.1 ms)",
                List.of(tcp(End.Closed)),
                List.of(get("/a", 404, 99), get("/b", 200, 1)));
    }

    @Test
    void aRequestWithoutAnAnswerSaysThatNoneWasCaptured() {
        says(
                "1 connection, 1 HTTP request (GET \"/slow\", no answer captured)",
                List.of(tcp(End.Open)),
                List.of(get("/slow", 0, -1)));
    }

    @Test
    void anAnswerWithoutAMeasuredTimeShowsNoTime() {
        says("1 connection, 1 HTTP request (GET \"/a\" 200)", List.of(tcp(End.Open)), List.of(get("/a", 200, -1)));
    }

    @Test
    void failedConnectionsAreCountedMostSeriousFirst() {
        List<Flow> flows = List.of(
                tcp(End.Reset),
                tcp(End.Unanswered),
                tcp(End.Refused),
                tcp(End.Refused),
                tcp(End.HalfClosed),
                tcp(End.Open));
        says("6 connections, 2 refused, 1 unanswered, 1 reset", flows, List.of());
    }

    @Test
    void aSuccessfulTraceShowsSeenAndLostPackets() {
        assertEquals("1 connection; 1 packet, none lost", of(Reason.Completed, counting(Reason.Completed, 1, 0)));
        assertEquals("1 connection; 12 packets, 3 lost", of(Reason.Stopped, counting(Reason.Stopped, 12, 3)));
    }

    @Test
    void aFailedTraceShowsItsReasonFirst() {
        assertEquals(
                "Evicted: 1 connection; 12 packets, none lost", of(Reason.Evicted, counting(Reason.Evicted, 12, 0)));
    }

    @Test
    void aTraceWithoutPacketsShowsThePhasesSentence() {
        assertEquals("why", of(Reason.Starting, ATarget.that("web", Reason.Starting)));
        assertEquals("why", Summary.of(List.of(), List.of(), new Phase(Reason.Queued, "why")));
    }

    @Test
    void aLongSentenceIsCut() {
        String summary = Summary.of(
                List.of(), List.of(), new Phase(Reason.ImagePullFailed, "Back-off pulling image. ".repeat(20)));
        assertEquals(160, summary.length());
        assertTrue(summary.endsWith("..."));
    }

    @Test
    void severalPodsAreSummedUp() {
        TargetStatus first = ATarget.counting("web-1", Reason.Completed, 12, 1);
        TargetStatus second = ATarget.counting("web-2", Reason.Completed, 30, 2);
        assertEquals("2 pods, 2 conversations; 42 packets, 3 lost", of(Reason.Completed, first, second));
        assertEquals(42, Summary.captured(List.of(first, second)));
        assertEquals(3, Summary.lost(List.of(first, second)));
    }

    @Test
    void theFirstDiagnosisIsTheSummary() {
        List<TargetStatus> targets = List.of(counting(Reason.Completed, 12, 0));
        Diagnosis refused = new Diagnosis(
                "ConnectionRefused",
                Severity.Error,
                Basis.Observed,
                "db:5432 refuses connections",
                "",
                "",
                List.of(),
                List.of(),
                "");
        assertEquals(refused.summary(), Summary.of(List.of(refused), targets, new Phase(Reason.Completed, "why")));
        assertEquals(
                "Evicted: " + refused.summary(),
                Summary.of(List.of(refused), targets, new Phase(Reason.Evicted, "why")));
    }

    @Test
    void aPodThatNeverCapturedIsNotCounted() {
        TargetStatus lost = ATarget.that("web-2", Reason.PodLost);
        assertEquals(
                "PartlyFailed: 1 connection; 12 packets, none lost",
                of(Reason.PartlyFailed, counting(Reason.Completed, 12, 0), lost));
    }

    private static TargetStatus counting(Reason reason, long captured, long lost) {
        return ATarget.counting("web", reason, captured, lost);
    }

    private static String of(Reason reason, TargetStatus... targets) {
        return Summary.of(List.of(), List.of(targets), new Phase(reason, "why"));
    }

    private static void says(String sentence, List<Flow> flows, List<HttpExchange> http) {
        assertEquals(sentence, Summary.of(Reports.of(12, flows, http)));
    }
}
