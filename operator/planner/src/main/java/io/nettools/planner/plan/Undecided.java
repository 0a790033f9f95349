package io.nettools.planner.plan;

import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Observed;
import java.util.List;
import java.util.Optional;

/**
 * The plan for a trace at which a rule throws. The same observation would make it throw for ever, with a privileged pod
 * on a node and the status Capturing. So the trace ends, and its message says that this is not the user's fault.
 */
final class Undecided {
    private Undecided() {}

    static Plan plan(Observed observed, RuntimeException defect) {
        if (observed.trace().status().finished()) {
            return TraceRules.cleared(observed);
        }
        Phase phase = new Phase(Reason.InternalError, sentence(defect));
        List<TargetStatus> targets = observed.trace().status().targets().stream()
                .map(target -> target.reason().terminal() ? target : target.as(phase.reason(), phase.message()))
                .toList();
        Status status = NextStatus.of(observed.trace(), phase, targets, Optional.empty(), observed.now());
        return TraceRules.ended(observed, phase, Plan.nothing().writing(status));
    }

    /** Names only: the message of an exception may contain packet data. */
    private static String sentence(RuntimeException defect) {
        String where = defect.getStackTrace().length == 0
                ? ""
                : " in " + simple(defect.getStackTrace()[0].getClassName()) + "."
                        + defect.getStackTrace()[0].getMethodName();
        return "The operator failed on this trace (" + defect.getClass().getSimpleName() + where
                + "): a defect of the operator, not of the trace. Report it with the operator's log; other traces"
                + " continue.";
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
