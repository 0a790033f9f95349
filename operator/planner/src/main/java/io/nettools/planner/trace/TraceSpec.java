package io.nettools.planner.trace;

import io.nettools.analyser.order.Probe;
import java.time.Duration;
import java.util.Optional;

/**
 * What the user asked for, defaults filled in by the API server's schema.
 *
 * @param target which pods, always of the trace's own namespace
 * @param duration from tcpdump listening to the end
 * @param networkInterface tcpdump's {@code -i}
 * @param filter pcap-filter(7) expression, empty for all packets
 * @param snapLength bytes kept of each packet
 * @param payload whether the author asked for more than headers
 * @param maxPackets ends the capture
 * @param maxBytes ends the capture
 * @param excerpt packet lines in the status
 * @param conntrack whether to take connection tracking
 * @param topology whether to look at how the pod hangs on its node
 * @param nodeViews whether to listen on the node, too: at the pod's other end there and at the uplink
 * @param probe the request that the trace makes itself, if any
 * @param peer the other end of the way, if any
 * @param reason free text for the audit trail
 * @param ttlAfterFinished when to delete the finished trace
 * @param stop end the trace now and keep what there is
 */
public record TraceSpec(
        TargetRef target,
        Duration duration,
        String networkInterface,
        String filter,
        int snapLength,
        boolean payload,
        long maxPackets,
        long maxBytes,
        int excerpt,
        boolean conntrack,
        boolean topology,
        boolean nodeViews,
        Optional<Probe> probe,
        Optional<PeerRef> peer,
        String reason,
        Optional<Duration> ttlAfterFinished,
        boolean stop) {}
