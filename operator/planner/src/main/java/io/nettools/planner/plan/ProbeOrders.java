package io.nettools.planner.plan;

import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Probe.From;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.TraceSpec;
import java.util.Optional;

/**
 * The trace pod that makes the trace's own request: that of each target, or with {@code from: Peer} that of one peer.
 */
final class ProbeOrders {
    private ProbeOrders() {}

    /**
     * The request of this pod's trace pod. A trace pod knows no pod but its own, so a peer's is ordered as
     * {@code from: Pod}.
     */
    static Optional<Probe> of(TargetView view) {
        return view.observed()
                .trace()
                .spec()
                .probe()
                .flatMap(probe -> probe.from() == From.Peer
                        ? Optional.of(probe.madeFrom(From.Pod)).filter(own -> first(view))
                        : Optional.of(probe).filter(own -> !view.target().atOtherEnd()));
    }

    static boolean from(From place, TraceSpec spec) {
        return spec.probe().filter(probe -> probe.from() == place).isPresent();
    }

    /**
     * Whether this is the first peer that can be captured: only one makes the request, so that its count is that of the
     * spec.
     */
    private static boolean first(TargetView view) {
        return view.all().stream()
                .filter(TargetStatus::atOtherEnd)
                .filter(peer -> !peer.reason().terminal())
                .findFirst()
                .filter(peer -> peer.uid().equals(view.target().uid()))
                .isPresent();
    }
}
