package io.nettools.controller.ops;

import io.nettools.planner.status.Condition;
import io.nettools.planner.status.Condition.Truth;
import io.nettools.planner.status.Conditions;
import io.nettools.planner.status.Diagnosis;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs who was traced by which trace, who asked for it, with which filter, and why: one line when a capture starts and
 * one when a trace is finished.
 */
public final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger("audit");
    private static final String UNKNOWN = "unknown";

    /**
     * Logs a line when this status is the first of its kind.
     *
     * @param requestedBy who created the trace; empty when that is not known
     * @param reads requests to the API server for the names in this status
     */
    public void log(Optional<String> requestedBy, Trace trace, Status next, int reads) {
        boolean began = is(next, Conditions.CAPTURING) && !is(trace.status(), Conditions.CAPTURING);
        boolean finished = next.finished() && !trace.status().finished();
        if (began || finished) {
            LOG.info(
                    "phase={} namespace={} name={} uid={} requestedBy=\"{}\" reason={} targets={} peers={} filter=\"{}\" why=\"{}\" packets={} reads={} diagnosis=\"{}\"",
                    began ? "Started" : "Finished",
                    trace.identity().namespace(),
                    trace.identity().name(),
                    trace.identity().uid(),
                    quoted(requestedBy.orElse(UNKNOWN)),
                    next.conditions().getFirst().reason(),
                    watched(next, target -> !target.atOtherEnd()),
                    watched(next, TargetStatus::atOtherEnd),
                    quoted(trace.spec().capture().filter()),
                    quoted(trace.spec().reason()),
                    next.packets(),
                    reads,
                    quoted(next.diagnosis().stream()
                            .findFirst()
                            .map(Diagnosis::summary)
                            .orElse("")));
        }
    }

    private static List<String> watched(Status status, Predicate<TargetStatus> which) {
        return status.targets().stream()
                .filter(which)
                .map(target -> target.name() + "/" + target.uid())
                .toList();
    }

    private static boolean is(Status status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .map(Condition::status)
                .anyMatch(Truth.True::equals);
    }

    /** The user's text, escaped so that it cannot break the line. */
    private static String quoted(String text) {
        return text.replaceAll("[^ -~]", "?").replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
