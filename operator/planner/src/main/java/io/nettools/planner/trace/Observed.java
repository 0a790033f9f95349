package io.nettools.planner.trace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a decision may look at.
 *
 * @param turn whether it may begin; looked at only while it has no targets
 * @param pods this trace's own pods (by its UID), in the trace namespace
 * @param refusals by target UID: what the API server said when the trace pod was to be created
 */
public record Observed(
        Trace trace,
        Turn turn,
        Lookup lookup,
        List<TracePod> pods,
        Map<String, String> refusals,
        Limits limits,
        Instant now) {
    public Observed {
        pods = List.copyOf(pods);
        refusals = Map.copyOf(refusals);
    }

    public Optional<TracePod> podOf(String targetUid) {
        return pods.stream().filter(pod -> pod.traced().uid().equals(targetUid)).findFirst();
    }

    public Observed withRefusals(Map<String, String> more) {
        return new Observed(trace, turn, lookup, pods, more, limits, now);
    }

    public Observed withTrace(Trace fresh) {
        return new Observed(fresh, turn, lookup, pods, refusals, limits, now);
    }

    public Observed withLookup(Lookup answer) {
        return new Observed(trace, turn, answer, pods, refusals, limits, now);
    }

    public Observed withTurn(Turn decided) {
        return new Observed(trace, decided, lookup, pods, refusals, limits, now);
    }
}
