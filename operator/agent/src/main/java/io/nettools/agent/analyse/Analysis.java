package io.nettools.agent.analyse;

import io.nettools.analyser.report.Report;
import io.nettools.planner.answer.Answer;
import io.nettools.planner.status.TargetStatus;
import java.util.List;

/**
 * What was read out of one file.
 *
 * @param file as the user named it
 * @param bytes read of it
 * @param report of the engine
 */
record Analysis(String file, long bytes, Report report) {
    /** What the status of a trace would say of these packets; nobody knows here whose they are. */
    TargetStatus status() {
        return Answer.uncounted(TargetStatus.recorded("", "", "", List.of(), ""), report);
    }
}
