package io.nettools.planner.trace;

import io.nettools.analyser.order.CaptureOptions;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Probe;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the user asked for, defaults filled in by the API server's schema.
 *
 * @param target which pods, always of the trace's own namespace
 * @param duration from tcpdump listening to the end
 * @param extras what to do besides
 * @param probe the request that the trace makes itself, if any
 * @param peer the other end of the way, if any
 * @param reason free text for the audit trail
 * @param ttlAfterFinished when to delete the finished trace
 * @param stop end the trace now and keep what there is
 */
public record TraceSpec(
        TargetRef target,
        Duration duration,
        CaptureOptions capture,
        Set<Extra> extras,
        Optional<Probe> probe,
        Optional<PeerRef> peer,
        String reason,
        Optional<Duration> ttlAfterFinished,
        boolean stop) {
    public TraceSpec {
        extras = Set.copyOf(extras);
    }

    /** Whether the user asked for this, too. */
    public boolean asks(Extra extra) {
        return extras.contains(extra);
    }
}
