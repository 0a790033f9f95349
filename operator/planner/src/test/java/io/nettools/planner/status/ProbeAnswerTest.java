package io.nettools.planner.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.order.Probe.From;
import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.ProbeReport.Attempt;
import io.nettools.analyser.report.ProbeReport.Outcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeAnswerTest {
    /** It comes out of a trace pod, whose word is not taken for one. */
    @ParameterizedTest
    @CsvSource({"10.96.0.20, 10.96.0.20", "fd00::20, fd00::20", "'', ''", "shop, ''", "10.96.0.20 and more, ''"})
    void onlyAnAddressIsShownForAName(String said, String shown) {
        Attempt attempt = Attempt.failed(Outcome.TimedOut, "").afterName(100, said);
        ProbeReport report = new ProbeReport(From.Pod, "TCP shop:80", 1, 0, List.of(attempt));
        ProbeAnswer answer = ProbeAnswer.of(From.Pod, report);
        assertEquals(shown, answer.results().getFirst().address());
    }
}
