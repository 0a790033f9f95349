package io.nettools.planner.trace;

import io.nettools.planner.cluster.ClusterFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All facts that a decision may use.
 *
 * @param turn whether the trace may begin; used only while it has no targets
 * @param pods this trace's own pods (by its UID), in the trace namespace
 * @param refusals by target UID: the API server's message when it refused to create the trace pod
 * @param cluster answers to the questions of the turn's first plan; empty when nothing was asked yet
 */
public record Observed(
        Trace trace,
        Turn turn,
        Lookup lookup,
        List<TracePod> pods,
        Map<String, String> refusals,
        Limits limits,
        Instant now,
        Optional<ClusterFacts> cluster) {
    public Observed {
        pods = List.copyOf(pods);
        refusals = Map.copyOf(refusals);
    }

    /** The facts before any question about the cluster. */
    public Observed(
            Trace trace,
            Turn turn,
            Lookup lookup,
            List<TracePod> pods,
            Map<String, String> refusals,
            Limits limits,
            Instant now) {
        this(trace, turn, lookup, pods, refusals, limits, now, Optional.empty());
    }

    public Optional<TracePod> podOf(String targetUid) {
        return pods.stream().filter(pod -> pod.traced().uid().equals(targetUid)).findFirst();
    }

    public Observed withRefusals(Map<String, String> more) {
        return new Observed(trace, turn, lookup, pods, more, limits, now, cluster);
    }

    public Observed withTrace(Trace fresh) {
        return new Observed(fresh, turn, lookup, pods, refusals, limits, now, cluster);
    }

    public Observed withLookup(Lookup answer) {
        return new Observed(trace, turn, answer, pods, refusals, limits, now, cluster);
    }

    public Observed withTurn(Turn decided) {
        return new Observed(trace, decided, lookup, pods, refusals, limits, now, cluster);
    }

    public Observed withCluster(ClusterFacts answers) {
        return new Observed(trace, turn, lookup, pods, refusals, limits, now, Optional.of(answers));
    }
}
