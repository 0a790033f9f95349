package io.nettools.planner.plan;

import io.nettools.planner.plan.Plan.PodRef;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.time.Instant;
import java.util.Optional;

/** The plan for one target. */
record TargetPlan(TargetStatus target, Optional<PodOrder> ensure, Optional<PodRef> stop, Optional<Instant> wakeAt) {

    static TargetPlan keep(TargetStatus target) {
        return new TargetPlan(target, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static TargetPlan ended(TargetStatus target, Reason reason, String message) {
        return keep(target.as(reason, message));
    }

    static TargetPlan ensuring(TargetStatus target, PodOrder order) {
        return new TargetPlan(target, Optional.of(order), Optional.empty(), Optional.empty());
    }

    static TargetPlan stopping(TargetStatus target, PodRef pod, Instant wakeAt) {
        return new TargetPlan(target, Optional.empty(), Optional.of(pod), Optional.of(wakeAt));
    }

    static TargetPlan waiting(TargetStatus target, Instant wakeAt) {
        return new TargetPlan(target, Optional.empty(), Optional.empty(), Optional.of(wakeAt));
    }
}
