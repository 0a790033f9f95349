package io.nettools.planner.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.order.Probe;
import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.ProbeReport.Attempt;
import io.nettools.analyser.report.ProbeReport.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeSummaryTest {
    @Test
    void theMedianOfTheSuccessfulRequestsIsShown() {
        says("probe: 3 of 3 succeeded, median 2.1 ms", 3, answered(9_000), answered(2_100), answered(800));
    }

    @Test
    void theFirstFailureIsNamed() {
        says(
                "probe: 0 of 2 succeeded, Refused",
                2,
                Attempt.failed(Outcome.Refused, "ECONNREFUSED"),
                Attempt.failed(Outcome.TimedOut, ""));
        Attempt wrong = new Attempt(
                Outcome.WrongStatus,
                "503",
                Attempt.NOT_TAKEN,
                Attempt.NOT_TAKEN,
                Attempt.NOT_TAKEN,
                Attempt.NOT_TAKEN,
                900L,
                "");
        says("probe: 1 of 2 succeeded, median 1.0 ms, WrongStatus 503", 2, answered(1_000), wrong);
    }

    @Test
    void aCaptureThatEndedEarlyShowsThePlannedNumber() {
        says("probe: 0 of 10 succeeded", 10);
    }

    @Test
    void theProbeComesBeforeThePackets() {
        ProbeReport report = report(1, answered(1_000));
        assertEquals(
                "probe: 1 of 1 succeeded, median 1.0 ms; 1 connection",
                ProbeSummary.before(Optional.of(report), "1 connection"));
        assertEquals("1 connection", ProbeSummary.before(Optional.empty(), "1 connection"));
    }

    private static void says(String words, int count, Attempt... attempts) {
        assertEquals(words, ProbeSummary.of(report(count, attempts)));
    }

    private static ProbeReport report(int count, Attempt... attempts) {
        return ProbeReport.of(
                new Probe(Probe.From.Pod, new Probe.Icmp("10.0.0.1"), count, 1_000),
                "ICMP echo 10.0.0.1",
                List.of(attempts));
    }

    private static Attempt answered(long micros) {
        return new Attempt(
                Outcome.Succeeded,
                "",
                Attempt.NOT_TAKEN,
                Attempt.NOT_TAKEN,
                Attempt.NOT_TAKEN,
                Attempt.NOT_TAKEN,
                micros,
                "");
    }
}
