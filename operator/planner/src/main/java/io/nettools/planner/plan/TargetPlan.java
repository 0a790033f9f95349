package io.nettools.planner.plan;

import io.nettools.planner.answer.Answer;
import io.nettools.planner.answer.Answer.Answered;
import io.nettools.planner.answer.Answer.Said;
import io.nettools.planner.cluster.Crossing;
import io.nettools.planner.plan.Plan.PodRef;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.way.Way.Filter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The plan for one target.
 *
 * @param crossings conversations of its answer that a policy may deny
 */
record TargetPlan(
        TargetStatus target,
        Optional<PodOrder> ensure,
        Optional<PodRef> stop,
        Optional<Instant> wakeAt,
        List<Crossing> crossings) {

    /** Both containers have answered. */
    static TargetPlan answered(Said end, List<Said> peers, Filter filter) {
        Answered answered = Answer.answered(end, peers, filter);
        return new TargetPlan(
                answered.target(), Optional.empty(), Optional.empty(), Optional.empty(), answered.crossings());
    }

    static TargetPlan keep(TargetStatus target) {
        return new TargetPlan(target, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    static TargetPlan ended(TargetStatus target, Reason reason, String message) {
        return keep(target.as(reason, message));
    }

    static TargetPlan ensuring(TargetStatus target, PodOrder order) {
        return new TargetPlan(target, Optional.of(order), Optional.empty(), Optional.empty(), List.of());
    }

    static TargetPlan stopping(TargetStatus target, PodRef pod, Instant wakeAt) {
        return new TargetPlan(target, Optional.empty(), Optional.of(pod), Optional.of(wakeAt), List.of());
    }

    static TargetPlan waiting(TargetStatus target, Instant wakeAt) {
        return new TargetPlan(target, Optional.empty(), Optional.empty(), Optional.of(wakeAt), List.of());
    }
}
