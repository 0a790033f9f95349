package io.nettools.planner.plan;

import io.nettools.planner.diagnosis.Diagnoses;
import io.nettools.planner.plan.Plan.Finalizer;
import io.nettools.planner.plan.Plan.PodRef;
import io.nettools.planner.status.Diagnosis;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One plan for the trace, merged from the plans of its targets. */
final class Underway {
    private Underway() {}

    static Plan plan(Observed observed, List<TargetStatus> targets) {
        List<TargetPlan> decided = BothEnds.decide(targets.stream()
                .map(target -> new TargetView(observed, target, targets))
                .toList());
        List<TargetStatus> next =
                Naming.named(observed, Serving.explained(observed, Policing.explained(observed, decided)));
        Phase phase = Outcome.of(next);
        boolean over = phase.kind().terminal();
        List<Diagnosis> diagnosis = over ? diagnosis(observed, next) : List.of();
        Status status = NextStatus.of(observed.trace(), phase, next, diagnosis, began(observed), observed.now());
        List<TargetPlan> going = over ? List.of() : decided;
        return new Plan(
                finalizer(over, observed),
                Optional.of(status),
                all(going, plan -> plan.ensure().stream()),
                all(going, plan -> plan.stop().stream()),
                over ? List.of() : CommonWindow.toTell(observed, next),
                removals(observed, next),
                false,
                events(observed, phase, next, status),
                over ? observed.trace().spec().ttlAfterFinished() : wake(decided, observed.now()),
                Inquiry.of(observed, next, all(decided, plan -> plan.crossings().stream())));
    }

    private static <T> List<T> all(List<TargetPlan> plans, Function<TargetPlan, Stream<T>> which) {
        return plans.stream().flatMap(which).toList();
    }

    private static List<Diagnosis> diagnosis(Observed observed, List<TargetStatus> next) {
        return Diagnoses.of(next, Naming.names(observed, next), Again.of(observed, Naming.owners(observed, next)));
    }

    private static Finalizer finalizer(boolean over, Observed observed) {
        boolean held = observed.trace().held();
        if (over) {
            return held && observed.pods().isEmpty() ? Finalizer.Release : Finalizer.Leave;
        }
        return held ? Finalizer.Leave : Finalizer.Hold;
    }

    /** A pod goes as soon as its target has ended: its report is in the status, which is written first. */
    private static List<PodRef> removals(Observed observed, List<TargetStatus> targets) {
        Set<String> needed = targets.stream()
                .filter(target -> !target.reason().terminal())
                .map(TargetStatus::uid)
                .collect(Collectors.toSet());
        return TraceRules.removals(
                observed, pod -> !needed.contains(pod.traced().uid()));
    }

    private static Optional<Instant> began(Observed observed) {
        Stream<Instant> ready = observed.pods().stream().flatMap(pod -> pod.state().readySince().stream());
        Stream<Instant> attached = observed.pods().stream()
                .flatMap(pod -> pod.capture().stream())
                .filter(capture -> capture.ended().attachedMillis() > 0)
                .map(capture -> Instant.ofEpochMilli(capture.ended().attachedMillis()));
        return Stream.concat(attached, ready).min(Instant::compareTo);
    }

    private static Optional<Duration> wake(List<TargetPlan> decided, Instant now) {
        return decided.stream()
                .flatMap(plan -> plan.wakeAt().stream())
                .min(Instant::compareTo)
                .map(at -> Duration.between(now, at))
                .map(left -> left.isPositive() ? left : Duration.ofSeconds(1));
    }

    /**
     * Started when all are capturing, Finished at the end. A pod gets an event only if its packets were captured, a
     * node never.
     */
    private static List<Note> events(Observed observed, Phase phase, List<TargetStatus> next, Status status) {
        if (phase.reason() == Reason.Capturing && !observed.trace().status().capturing()) {
            return notes(Note.What.Started, false, phase.message() + peer(observed) + filter(observed), next);
        }
        if (!phase.kind().terminal()) {
            return List.of();
        }
        boolean warning = phase.kind() != Phase.Kind.Succeeded;
        String answer =
                status.diagnosis().stream().findFirst().map(Diagnosis::summary).orElse(phase.message());
        return notes(Note.What.Finished, warning, phase.reason() + ": " + answer, next);
    }

    private static String peer(Observed observed) {
        return observed.trace()
                .spec()
                .peer()
                .map(peer -> " Peer: " + peer.text() + ".")
                .orElse("");
    }

    private static String filter(Observed observed) {
        String filter = observed.trace().spec().capture().filter();
        return filter.isEmpty() ? " Filter: none." : " Filter: " + filter;
    }

    private static List<Note> notes(Note.What what, boolean warning, String message, List<TargetStatus> targets) {
        Stream<Note> trace = Stream.of(new Note(what, warning, message, "", ""));
        Stream<Note> pods = targets.stream()
                .filter(target -> !target.wholeNode())
                .filter(target ->
                        target.reason() == Reason.Capturing || target.counters().isPresent())
                .map(target -> new Note(what, warning, message, target.pod(), target.uid()));
        return Stream.concat(trace, pods).toList();
    }
}
