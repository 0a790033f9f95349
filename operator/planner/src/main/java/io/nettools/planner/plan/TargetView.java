package io.nettools.planner.plan;

import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Limits;
import io.nettools.planner.trace.Lookup;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.TracePod;
import java.time.Instant;
import java.util.Optional;

/** What the rules about one target look at. */
record TargetView(Observed observed, TargetStatus target) {

    Optional<TracePod> pod() {
        return observed.podOf(target.uid());
    }

    Optional<String> refusal() {
        return Optional.ofNullable(observed.refusals().get(target.uid()));
    }

    /** The target pod itself, when it was looked up in this round and is still the same one. */
    Optional<Candidate> candidate() {
        return switch (observed.lookup()) {
            case Lookup.NotAsked notAsked -> Optional.empty();
            case Lookup.Found found ->
                found.pods().stream()
                        .filter(pod -> pod.identity().uid().equals(target.uid()))
                        .findFirst();
        };
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

    /** When its trace pod should have attached. */
    Instant startDeadline(TracePod pod) {
        return pod.created().plus(limits().startDeadline());
    }

    /** When it is too late to make one more trace pod; each that was made has its own deadline. */
    boolean tooLateToMake() {
        return observed.trace()
                .status()
                .admittedTime()
                .map(admitted -> admitted.plus(limits().startDeadline()))
                .filter(last -> !now().isBefore(last))
                .isPresent();
    }

    /** When its trace pod should have said its result, whatever happened. */
    Instant deadline(TracePod pod) {
        return pod.created().plus(limits().podLifetime(observed.trace().spec().duration()));
    }
}
