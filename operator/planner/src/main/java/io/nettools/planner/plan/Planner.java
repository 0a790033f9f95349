package io.nettools.planner.plan;

import io.nettools.planner.trace.Observed;
import java.util.List;

/**
 * Decides what is to be done about one trace. Pure: the same observation gives the same plan.
 *
 * <p>The list is the specification, first match wins. A trace that is finished is finished for ever: no rule after
 * {@code AlreadyFinished} can see it. From {@code Underway} on each target is decided for itself, by {@link TargetRules}.
 */
public final class Planner {
    static final List<Rule> RULES = List.of(
            TraceRules::beingDeleted,
            TraceRules::expired,
            TraceRules::alreadyFinished,
            TraceRules::underway,
            TraceRules::stoppedBeforeStart,
            TraceRules::specRefused,
            TraceRules::lookupForbidden,
            TraceRules::targetRefused,
            TraceRules::peerRefused,
            TraceRules::queued,
            TraceRules::admitted);

    private Planner() {}

    public static Plan plan(Observed observed) {
        return RULES.stream()
                .flatMap(rule -> rule.decide(observed).stream())
                .findFirst()
                .orElseGet(Plan::nothing);
    }

    /** When {@link #plan} failed, which it must never: the trace ends, and its pods go. */
    public static Plan afterDefect(Observed observed, RuntimeException defect) {
        return Undecided.plan(observed, defect);
    }
}
