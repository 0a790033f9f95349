package io.nettools.planner.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The whole status of a trace.
 *
 * @param diagnosis what is wrong, most serious first; empty until the trace is finished, and on healthy traffic
 * @param target what a table shows as target
 * @param nodes where the targets run, for a table
 * @param admittedTime when it was given its place, and its targets were recorded
 * @param startTime when the first capture began
 * @param finishTime when the trace was finished
 */
public record Status(
        long observedGeneration,
        String summary,
        List<Diagnosis> diagnosis,
        String target,
        String nodes,
        long packets,
        long lost,
        Optional<Instant> admittedTime,
        Optional<Instant> startTime,
        Optional<Instant> finishTime,
        List<Condition> conditions,
        List<TargetStatus> targets) {
    public Status {
        diagnosis = List.copyOf(diagnosis);
        conditions = List.copyOf(conditions);
        targets = List.copyOf(targets);
    }

    /** Before anything was written. */
    public static Status initial() {
        return new Status(
                0,
                "",
                List.of(),
                "",
                "",
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** The same, said of this generation of the spec. */
    public Status of(long generation) {
        return with(generation, condition -> condition.of(generation));
    }

    /** The same, with a sentence of at most so many bytes in each condition. */
    Status saying(int bytes) {
        return with(observedGeneration, condition -> condition.saying(bytes));
    }

    private Status with(long generation, UnaryOperator<Condition> change) {
        List<Condition> changed = conditions.stream().map(change).toList();
        return new Status(
                generation,
                summary,
                diagnosis,
                target,
                nodes,
                packets,
                lost,
                admittedTime,
                startTime,
                finishTime,
                changed,
                targets);
    }

    /** Finished is for ever: no rule after AlreadyFinished sees such a trace. */
    public boolean finished() {
        return is(Conditions.FINISHED);
    }

    /** Whether the status says that tcpdump listens for all targets that are left. */
    public boolean capturing() {
        return is(Conditions.CAPTURING);
    }

    private boolean is(String type) {
        return conditions.stream()
                .anyMatch(condition -> condition.type().equals(type) && condition.status() == Condition.Truth.True);
    }
}
