package io.nettools.controller.metrics;

import io.nettools.planner.status.Condition;
import io.nettools.planner.status.Condition.Truth;
import io.nettools.planner.status.Conditions;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.TargetStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What happened to a trace between two of its statuses, and nothing that had happened before.
 *
 * @param admitted when its targets were recorded
 * @param attached when all of its captures ran
 * @param ended reasons of the targets and peers that ended
 * @param finished the trace's reason, if it finished
 * @param captured packets of a trace that finished
 * @param lost packets that passed the filter and were not captured, of a trace that finished
 */
record Steps(
        Optional<Instant> admitted,
        Optional<Instant> attached,
        List<Reason> ended,
        Optional<Reason> finished,
        long captured,
        long lost) {
    Steps {
        ended = List.copyOf(ended);
    }

    static Steps between(Status before, Status after) {
        Optional<Reason> finished =
                after.finished() && !before.finished() ? Optional.of(reason(after)) : Optional.empty();
        return new Steps(
                before.admittedTime().isPresent() ? Optional.empty() : after.admittedTime(),
                before.capturing() ? Optional.empty() : capturingSince(after),
                ended(before, after),
                finished,
                finished.isPresent() ? after.packets() : 0,
                finished.isPresent() ? after.lost() : 0);
    }

    /** The reason of a status, which all of its conditions have; Unknown for any other word. */
    private static Reason reason(Status status) {
        String word = status.conditions().stream()
                .filter(condition -> condition.type().equals(Conditions.FINISHED))
                .map(Condition::reason)
                .findFirst()
                .orElse("");
        return Reason.named(word);
    }

    private static Optional<Instant> capturingSince(Status status) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(Conditions.CAPTURING) && condition.status() == Truth.True)
                .map(Condition::lastTransitionTime)
                .findFirst();
    }

    private static List<Reason> ended(Status before, Status after) {
        Map<String, TargetStatus> known = before.targets().stream()
                .collect(Collectors.toMap(TargetStatus::uid, Function.identity(), (one, _) -> one));
        return after.targets().stream()
                .filter(target -> target.reason().terminal())
                .filter(target -> !known.containsKey(target.uid())
                        || !known.get(target.uid()).reason().terminal())
                .map(TargetStatus::reason)
                .toList();
    }
}
