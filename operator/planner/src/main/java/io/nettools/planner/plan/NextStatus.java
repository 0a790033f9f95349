package io.nettools.planner.plan;

import io.nettools.planner.cluster.Names;
import io.nettools.planner.diagnosis.Diagnoses;
import io.nettools.planner.status.Budget;
import io.nettools.planner.status.Conditions;
import io.nettools.planner.status.Diagnosis;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Sentences;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.Summary;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The next status of a trace from its phase and its targets. */
public final class NextStatus {
    private static final int COLUMN_LENGTH = 253;
    private static final int SUMMARY_LENGTH = 512;

    private NextStatus() {}

    /**
     * The status for a phase.
     *
     * @param began when the first capture began, if known
     */
    public static Status of(
            Trace trace, Phase phase, List<TargetStatus> targets, Optional<Instant> began, Instant now) {
        List<Diagnosis> diagnosis = phase.kind().terminal() ? Diagnoses.of(targets, Names.NONE) : List.of();
        return of(trace, phase, targets, diagnosis, began, now);
    }

    /** The status for a phase, with this diagnosis. */
    static Status of(
            Trace trace,
            Phase phase,
            List<TargetStatus> targets,
            List<Diagnosis> diagnosis,
            Optional<Instant> began,
            Instant now) {
        return Budget.fit(diagnosis, targets, (faults, fitted) -> whole(trace, phase, faults, fitted, began, now));
    }

    /** The status with all that is in it, however long. */
    public static Status whole(
            Trace trace,
            Phase phase,
            List<Diagnosis> diagnosis,
            List<TargetStatus> targets,
            Optional<Instant> began,
            Instant now) {
        Status last = trace.status();
        String summary = Sentences.cut(Summary.of(diagnosis, targets, phase), SUMMARY_LENGTH);
        return new Status(
                trace.generation(),
                summary,
                diagnosis,
                target(trace, targets),
                nodes(targets),
                Summary.captured(targets),
                Summary.lost(targets),
                targets.isEmpty() ? Optional.empty() : last.admittedTime().or(() -> Optional.of(now)),
                last.startTime().or(() -> began),
                phase.kind().terminal() ? last.finishTime().or(() -> Optional.of(now)) : Optional.empty(),
                Conditions.next(last.conditions(), phase, outcome(phase, summary, diagnosis), trace.generation(), now),
                targets);
    }

    /** The answer in a sentence: the summary; of a trace that failed, why, and what its packets show all the same. */
    private static String outcome(Phase phase, String summary, List<Diagnosis> diagnosis) {
        if (phase.kind() == Phase.Kind.Succeeded) {
            return summary;
        }
        String shown = diagnosis.isEmpty() ? "" : " " + diagnosis.getFirst().summary() + ".";
        return Sentences.cut(phase.message() + shown, SUMMARY_LENGTH);
    }

    private static String target(Trace trace, List<TargetStatus> targets) {
        String named = trace.spec().target().text();
        long many = targets.stream().filter(target -> !target.atOtherEnd()).count();
        String text = many > 1 ? Summary.count(many, "pod") + " of " + named : named;
        String peer = trace.spec().peer().map(end -> " -> " + end.text()).orElse("");
        return Sentences.cut(text + peer, COLUMN_LENGTH);
    }

    private static String nodes(List<TargetStatus> targets) {
        String text = targets.stream().map(TargetStatus::node).distinct().collect(Collectors.joining(","));
        return Sentences.cut(text, COLUMN_LENGTH);
    }
}
