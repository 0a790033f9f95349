package io.nettools.planner.status;

import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.ProbeReport.Attempt;
import io.nettools.analyser.report.ProbeReport.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came of the trace's own requests, in the few words that a table column has room for. */
public final class ProbeSummary {
    private ProbeSummary() {}

    /** In front of what the packets say: it is what was asked for. */
    public static String before(Optional<ProbeReport> probe, String packets) {
        return probe.map(report -> of(report) + "; " + packets).orElse(packets);
    }

    static String of(ProbeReport report) {
        String many = "probe: " + report.succeeded() + " of " + report.count() + " succeeded";
        return many + median(report) + failure(report);
    }

    private static String median(ProbeReport report) {
        List<Long> times = report.results().stream()
                .filter(one -> one.outcome() == Outcome.Succeeded)
                .map(Attempt::totalMicroseconds)
                .filter(micros -> micros != Attempt.NOT_TAKEN)
                .sorted()
                .toList();
        return times.isEmpty()
                ? ""
                : String.format(Locale.ROOT, ", median %.1f ms", times.get((times.size() - 1) / 2) / 1000.0);
    }

    /** The first one: the others are most often the same. */
    private static String failure(ProbeReport report) {
        return report.results().stream()
                .filter(one -> one.outcome() != null && one.outcome() != Outcome.Succeeded)
                .findFirst()
                .map(one -> ", " + one.outcome() + (one.outcome() == Outcome.WrongStatus ? " " + one.status() : ""))
                .orElse("");
    }
}
