package io.nettools.planner.plan;

import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Probe.From;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.TraceSpec;
import java.util.Optional;

/** Which trace pod makes the trace's own request: that of each target, or with {@code from: Peer} that of one peer alone. */
final class ProbeOrders {
    private ProbeOrders() {}

    /** What this one's trace pod asks. It knows no pod but its own, so that a peer's is asked for the request as from that pod. */
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

    /** Of several behind a Service the first that can be watched, so that the request is made as often as was asked for. */
    private static boolean first(TargetView view) {
        return view.all().stream()
                .filter(TargetStatus::atOtherEnd)
                .filter(peer -> !peer.reason().terminal())
                .findFirst()
                .filter(peer -> peer.uid().equals(view.target().uid()))
                .isPresent();
    }
}
