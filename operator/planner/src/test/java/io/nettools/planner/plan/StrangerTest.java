package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Report;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.trace.TracePod;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StrangerTest {
    private static final String UID = "8c5f1a7e-9f5d-4f53-9f3e-0d2d6a1b7c11";
    private static final String HASH = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private static final CaptureReport CAPTURED = Captures.endedBy(Stop.Duration);
    private static final Report READ = Reports.hello();

    @Test
    void aReportAboutTheTargetIsAccepted() {
        assertEquals(Optional.empty(), said(CAPTURED.entering(UID), READ.entering(UID)));
        assertEquals(Optional.empty(), said(CAPTURED.entering(HASH), READ.entering(HASH)));
    }

    @Test
    void aReportAboutAnotherPodIsRejected() {
        assertTrue(said(CAPTURED.entering("another"), READ.entering(UID))
                .orElseThrow()
                .contains("of another pod"));
        assertTrue(said(CAPTURED.entering(UID), READ.entering("another"))
                .orElseThrow()
                .contains("of another pod"));
    }

    @Test
    void aReportWithoutAPodIsRejected() {
        assertTrue(said(CAPTURED, READ).orElseThrow().contains("different versions"));
    }

    @Test
    void aCaptureThatFailedBeforeEnteringIsAccepted() {
        assertEquals(Optional.empty(), said(Captures.failedBy(Stop.TargetNotFound, "no"), Report.nothing("nothing")));
        assertTrue(said(Captures.failedBy(Stop.FilterInvalid, "no").entering("another"), Report.nothing())
                .isPresent());
    }

    private static Optional<String> said(CaptureReport capture, Report report) {
        return Stranger.of(new TracePod(
                "ntrace-1",
                "1",
                new TracePod.Traced(UID, HASH),
                Instant.EPOCH,
                false,
                TracePod.State.PENDING,
                TracePod.Told.NOTHING,
                Optional.of(capture),
                Optional.of(report)));
    }
}
