package io.nettools.planner.plan;

import io.nettools.planner.queue.Demand;
import io.nettools.planner.trace.Observed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what is to be done about one trace. Pure: the same observation gives the same plan.
 *
 * <p>The lists are the specification, first match wins. A trace that is finished is finished for ever: no rule after
 * {@code AlreadyFinished} can see it. From {@code Underway} on each target is decided for itself, by {@link TargetRules}.
 */
public final class Planner {
    /** What is decided whoever is meant. */
    private static final List<Rule> UNSEEN = List.of(
            TraceRules::beingDeleted,
            TraceRules::expired,
            TraceRules::alreadyFinished,
            TraceRules::underway,
            TraceRules::stoppedBeforeStart,
            TraceRules::specRefused);

    /** What is decided by who was found. */
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

    /** Whether this is a trace that must be looked up before anything can be decided, and waits for its turn to be. */
    public static boolean asks(Observed observed) {
        return noneOf(UNSEEN, observed);
    }

    /** The places that a trace needs that was looked up; empty when it is refused. */
    public static Optional<Demand> demand(Observed observed) {
        return noneOf(SEEN, observed) ? Optional.of(TraceRules.demand(observed)) : Optional.empty();
    }

    /** A rule that fails decides: it fails in {@link #plan}, too, and ends the trace. */
    private static boolean noneOf(List<Rule> rules, Observed observed) {
        try {
            return rules.stream().allMatch(rule -> rule.decide(observed).isEmpty());
        } catch (RuntimeException defect) {
            return false;
        }
    }

    /** When {@link #plan} failed, which it must never: the trace ends, and its pods go. */
    public static Plan afterDefect(Observed observed, RuntimeException defect) {
        return Undecided.plan(observed, defect);
    }
}
