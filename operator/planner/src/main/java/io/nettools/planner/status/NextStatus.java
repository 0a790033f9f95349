package io.nettools.planner.status;

import io.nettools.planner.trace.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The next status of a trace from its phase and its targets. */
public final class NextStatus {
    private static final int TEXT_LENGTH = 253;

    private NextStatus() {}

    /** The status for a phase.
     *
     * @param began when the first capture is known to have begun, if it has */
    public static Status of(
            Trace trace, Phase phase, List<TargetStatus> targets, Optional<Instant> began, Instant now) {
        Status last = trace.status();
        List<TargetStatus> fitted = Budget.fit(targets);
        return new Status(
                trace.generation(),
                Summary.of(fitted, phase),
                target(trace, fitted),
                nodes(fitted),
                Summary.captured(fitted),
                Summary.lost(fitted),
                last.startTime().or(() -> began),
                phase.kind().terminal() ? last.finishTime().or(() -> Optional.of(now)) : Optional.empty(),
                Conditions.next(last.conditions(), phase, trace.generation(), now),
                fitted);
    }

    private static String target(Trace trace, List<TargetStatus> targets) {
        String named = trace.spec().target().text();
        return cut(targets.size() > 1 ? Summary.count(targets.size(), "pod") + " of " + named : named);
    }

    private static String nodes(List<TargetStatus> targets) {
        return cut(targets.stream().map(TargetStatus::node).distinct().collect(Collectors.joining(",")));
    }

    private static String cut(String text) {
        return text.length() <= TEXT_LENGTH ? text : text.substring(0, TEXT_LENGTH - 3) + "...";
    }
}
