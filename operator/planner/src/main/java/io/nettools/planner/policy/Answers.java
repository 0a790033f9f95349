package io.nettools.planner.policy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The steps that a tier, a policy or a rule can take: one if all is known.
 *
 * @param doubt why there may be more than one, or empty
 * @param doubted the policy about which the doubt is
 */
record Answers(Map<Step, Reason> possible, String doubt, Optional<PolicyName> doubted) {
    enum Step {
        Allow,
        Deny,
        /** Leaves this tier. */
        Pass,
        /** Nothing matched. */
        None
    }

    /** Why a step is taken, and by which policy. */
    record Reason(Optional<PolicyName> policy, String words) {
        static final Reason NONE = new Reason(Optional.empty(), "");
    }

    static Answers only(Step step, Reason reason) {
        return new Answers(Map.of(step, reason), "", Optional.empty());
    }

    static Answers nothing() {
        return only(Step.None, Reason.NONE);
    }

    /** Any of these steps. */
    static Answers unknown(List<Step> steps, Optional<PolicyName> policy, String doubt) {
        Map<Step, Reason> possible = new EnumMap<>(Step.class);
        steps.forEach(step -> possible.put(step, Reason.NONE));
        return new Answers(possible, doubt, policy);
    }

    /** Where nothing matched, what comes next answers. */
    Answers then(Supplier<Answers> next) {
        if (!possible.containsKey(Step.None)) {
            return this;
        }
        Answers rest = next.get();
        Map<Step, Reason> open = new EnumMap<>(possible);
        open.remove(Step.None);
        return open.isEmpty() ? rest : new Answers(open, doubt, doubted).or(rest);
    }

    /** The steps of both; a reason that is known explains. The doubt of the other counts if it adds a step. */
    Answers or(Answers other) {
        Map<Step, Reason> both = new EnumMap<>(possible);
        other.possible.forEach(
                (step, reason) -> both.merge(step, reason, (mine, theirs) -> mine.equals(Reason.NONE) ? theirs : mine));
        Answers all = new Answers(both, doubt, doubted);
        return both.size() > possible.size() ? all.because(other.doubt, other.doubted) : all;
    }

    /** The same, with that doubt if it has none. */
    Answers because(String reason, Optional<PolicyName> about) {
        return doubt.isEmpty() ? new Answers(possible, reason, about) : this;
    }

    /** The next tier is asked where this one has passed. */
    Answers leavingTier() {
        if (!possible.containsKey(Step.Pass)) {
            return this;
        }
        Map<Step, Reason> left = new EnumMap<>(possible);
        left.put(Step.None, left.remove(Step.Pass));
        return new Answers(left, doubt, doubted);
    }

    Answers without(Step step) {
        Map<Step, Reason> rest = new EnumMap<>(possible);
        rest.remove(step);
        return new Answers(rest, doubt, doubted);
    }

    boolean touch() {
        return possible.keySet().stream().anyMatch(step -> step != Step.None);
    }
}
