package io.nettools.planner.trace;

import io.nettools.analyser.order.CaptureOptions;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Probe;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The user's request, with the defaults of the API server's schema.
 *
 * @param target pods in the trace's own namespace, or a node
 * @param duration of the capture, from the moment that tcpdump captures
 * @param extras additional things to do
 * @param probe the request that the trace makes itself, if any
 * @param peer the other end of the path, if any
 * @param reason free text for the audit trail
 * @param ttlAfterFinished when to delete the finished trace
 * @param stop whether to end the trace now and keep what was captured
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

    /** The name of the Service at the other end; empty without one. */
    public Optional<String> peerService() {
        return peer.flatMap(end -> end instanceof PeerRef.Pods(TargetRef.Endpoints(var name, var most))
                ? Optional.of(name)
                : Optional.empty());
    }

    /** Whether the user asked for this extra. */
    public boolean asks(Extra extra) {
        return extras.contains(extra);
    }
}
