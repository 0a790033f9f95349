package io.nettools.planner.plan;

import io.nettools.planner.answer.Answer.Said;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Limits;
import io.nettools.planner.trace.Lookup;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.TracePod;
import io.nettools.planner.trace.TraceSpec;
import io.nettools.planner.way.Way;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Input of the rules about one target.
 *
 * @param all pods of the trace, at both ends of the path
 */
record TargetView(Observed observed, TargetStatus target, List<TargetStatus> all) {

    Optional<TracePod> pod() {
        return observed.podOf(target.uid());
    }

    Optional<String> refusal() {
        return Optional.ofNullable(observed.refusals().get(target.uid()));
    }

    /** The target pod itself, if it was looked up in this turn and is still the same one. */
    Optional<Candidate> candidate() {
        return observed.lookup().of(target.uid());
    }

    /** The reports of both containers of its trace pod, unless nothing was captured. */
    Optional<Said> answer() {
        return pod().filter(pod -> Stranger.of(pod).isEmpty()).flatMap(pod -> pod.capture()
                .filter(capture -> !capture.ended().stop().failed())
                .flatMap(capture -> pod.report().map(report -> new Said(target, capture, report))));
    }

    /** What may hide packets from the target's own views. */
    Way.Filter filter() {
        TraceSpec spec = observed.trace().spec();
        if (spec.capture().filter().isEmpty() && spec.probe().isPresent()) {
            return Way.Filter.OfProbe;
        }
        return PodOrders.filter(this).isEmpty() ? Way.Filter.None : Way.Filter.OfUser;
    }

    boolean asked() {
        return observed.lookup() instanceof Lookup.Found;
    }

    Limits limits() {
        return observed.limits();
    }

    Instant now() {
        return observed.now();
    }

    /** Time by which its trace pod should have attached. */
    Instant startDeadline(TracePod pod) {
        return pod.created().plus(limits().startDeadline());
    }

    /** Whether it is too late for one more trace pod; each existing one has its own deadline. */
    boolean tooLateToMake() {
        return observed.trace()
                .status()
                .admittedTime()
                .map(admitted -> admitted.plus(limits().startDeadline()))
                .filter(last -> !now().isBefore(last))
                .isPresent();
    }

    /** Time by which its trace pod should have reported, whatever happened. */
    Instant deadline(TracePod pod) {
        return pod.created().plus(limits().podLifetime(observed.trace().spec().duration()));
    }
}
