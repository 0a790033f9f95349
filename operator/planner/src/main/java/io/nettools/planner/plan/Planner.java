package io.nettools.planner.plan;

import io.nettools.planner.queue.Demand;
import io.nettools.planner.trace.Observed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what to do about one trace. Pure: the same observation gives the same plan.
 *
 * <p>The lists are the specification; the first match wins. A finished trace stays finished: no rule after
 * {@code AlreadyFinished} sees it. From {@code Underway} on, {@link TargetRules} decide about each target.
 */
public final class Planner {
    /** Rules that do not need the target. */
    private static final List<Rule> UNSEEN = List.of(
            TraceRules::beingDeleted,
            TraceRules::expired,
            TraceRules::alreadyFinished,
            TraceRules::underway,
            TraceRules::stoppedBeforeStart,
            TraceRules::specRefused);

    /** Rules about the target and the peer that were found. */
    private static final List<Rule> SEEN =
            List.of(TraceRules::lookupForbidden, TraceRules::targetRefused, TraceRules::peerRefused);

    static final List<Rule> RULES = Stream.of(
                    UNSEEN, List.<Rule>of(TraceRules::queued), SEEN, List.<Rule>of(TraceRules::admitted))
            .flatMap(List::stream)
            .toList();

    private Planner() {}

    public static Plan plan(Observed observed) {
        return RULES.stream()
                .flatMap(rule -> rule.decide(observed).stream())
                .findFirst()
                .orElseGet(Plan::nothing);
    }

    /**
     * Whether this trace's target must be looked up before the next decision, for which the trace waits for its turn.
     */
    public static boolean asks(Observed observed) {
        return noneOf(UNSEEN, observed);
    }

    /** The places that a trace needs after its look-up; empty if it is refused. */
    public static Optional<Demand> demand(Observed observed) {
        return noneOf(SEEN, observed) ? Optional.of(TraceRules.demand(observed)) : Optional.empty();
    }

    /** Whether no rule decides. A rule that throws does decide: it throws in {@link #plan}, too, and ends the trace. */
    private static boolean noneOf(List<Rule> rules, Observed observed) {
        try {
            return rules.stream().allMatch(rule -> rule.decide(observed).isEmpty());
        } catch (RuntimeException defect) {
            return false;
        }
    }

    /** The plan after {@link #plan} threw, which is a defect: the trace ends, and its pods go. */
    public static Plan afterDefect(Observed observed, RuntimeException defect) {
        return Undecided.plan(observed, defect);
    }
}
