package io.nettools.agent.analyse;

import io.nettools.analyser.report.Report;
import io.nettools.planner.answer.Answer;
import io.nettools.planner.status.TargetStatus;
import java.util.List;

/**
 * The result for one file.
 *
 * @param file as the user named it
 * @param bytes read of it
 * @param report of the engine
 */
record Analysis(String file, long bytes, Report report) {
    /** A target's entry in the status of a trace, as for these packets. Whose packets they are is not known here. */
    TargetStatus status() {
        return Answer.uncounted(TargetStatus.recorded("", "", "", List.of(), ""), report);
    }
}
