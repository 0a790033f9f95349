package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Probe.From;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.ProbeReport.Attempt;
import io.nettools.analyser.report.ProbeReport.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * The trace's own requests timed out, and their capture is empty: they were dropped before the pod's interface, or else
 * they would be in it.
 */
class RequestsNeverLeaveTest {
    private static final List<Outcome> TWICE = List.of(Outcome.TimedOut, Outcome.TimedOut);

    @Test
    void requestsThatTimeOutAndAreNotCapturedWereDroppedInsideThePod() {
        Finding finding =
                findings(client(From.Pod, TWICE, 0), Way.Filter.OfProbe).getFirst();
        assertEquals("inside pod client", finding.place());
        assertTrue(
                finding.message().startsWith("2 requests of the trace's probe (GET http://db/) timed out"),
                finding::message);
    }

    @Test
    void aSingleRequestIsNamedInTheSingular() {
        Finding finding = findings(client(From.Pod, List.of(Outcome.TimedOut), 0), Way.Filter.OfProbe)
                .getFirst();
        assertTrue(finding.message().startsWith("1 request of"), finding::message);
    }

    @ParameterizedTest
    @EnumSource(value = Way.Filter.class, mode = Mode.EXCLUDE, names = "OfProbe")
    void aUsersFilterMayHideThemAndNoneShowsWhatElseIsThere(Way.Filter filter) {
        assertEquals(List.of(), findings(client(From.Pod, TWICE, 0), filter));
    }

    @Test
    void capturedRequestsDidReachTheInterface() {
        End seen = client(From.Pod, TWICE, 1);
        assertEquals(List.of(), findings(captured(seen, 1, 0), Way.Filter.OfProbe));
    }

    @Test
    void packetsThatWereCapturedAndNotReadMayBeTheirs() {
        assertEquals(List.of(), findings(captured(client(From.Pod, TWICE, 0), 1, 0), Way.Filter.OfProbe));
    }

    @Test
    void packetsThatTheKernelDroppedMayBeTheirs() {
        assertEquals(List.of(), findings(captured(client(From.Pod, TWICE, 0), 0, 7), Way.Filter.OfProbe));
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, mode = Mode.EXCLUDE, names = "TimedOut")
    void whoGotAnyOtherAnswerMayNeverHaveSentAPacket(Outcome outcome) {
        assertEquals(List.of(), findings(client(From.Pod, List.of(Outcome.TimedOut, outcome), 0), Way.Filter.OfProbe));
    }

    @Test
    void requestsFromTheNodeDoNotLeaveThePod() {
        assertEquals(List.of(), findings(client(From.Node, TWICE, 0), Way.Filter.OfProbe));
    }

    @Test
    void withoutARequestNothingTimedOut() {
        assertEquals(List.of(), findings(client(From.Pod, List.of(), 0), Way.Filter.OfProbe));
    }

    private static End client(From from, List<Outcome> outcomes, long read) {
        List<Attempt> results =
                outcomes.stream().map(outcome -> Attempt.failed(outcome, "")).toList();
        ProbeReport probe = new ProbeReport(from, "GET http://db/", 5, 0, results);
        return Ways.probed(Ways.client(), probe, read);
    }

    private static End captured(End end, long packets, long dropped) {
        CaptureReport was = end.capture();
        CaptureReport now = new CaptureReport(
                        new CaptureReport.Ended(was.ended().stop(), "", 0, 0),
                        new CaptureReport.Counts(packets, packets + dropped, dropped, 0, 0),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        List.of())
                .probed(was.probe());
        return new End(end.pod(), end.node(), end.podIPs(), now, end.report());
    }

    private static List<Finding> findings(End end, Way.Filter filter) {
        return Way.of(end, List.of(), filter).findings();
    }
}
