package io.nettools.planner.way;

import static io.nettools.analyser.report.Finding.Severity.Error;
import static io.nettools.analyser.report.Finding.Severity.Info;
import static io.nettools.analyser.report.Finding.Severity.Warning;

import io.nettools.analyser.report.Finding.Severity;

/** The closed list of what several views can find that one cannot. The README documents each, after those of a single capture. */
public enum WayCode {
    /** One point of the way saw packets that the next one did not. */
    PacketsVanish(Error),
    /** Packets take long from one point of the way to the next. */
    PacketsDelayed(Warning),
    /** What was watched does not tell where packets vanish. */
    ViewMissing(Info);

    private final Severity severity;

    WayCode(Severity severity) {
        this.severity = severity;
    }

    /** How serious it is at worst; what hits only a part is a Warning instead of an Error. */
    public Severity severity() {
        return severity;
    }
}
