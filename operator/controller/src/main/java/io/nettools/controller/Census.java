package io.nettools.controller;

import io.fabric8.kubernetes.api.model.Pod;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.effect.Conductor;
import io.nettools.controller.health.Signs;
import io.nettools.controller.health.Signs.Watch;
import io.nettools.controller.health.Vitals;
import io.nettools.controller.intake.TraceStore;
import io.nettools.controller.metrics.Holdings;
import io.nettools.controller.observe.FinishedTraces;
import io.nettools.controller.observe.TracePods;
import io.nettools.controller.pod.Marks;
import io.nettools.controller.queue.Queue;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Counts what the leader's caches hold, for the metrics. It asks the API server for nothing, and reads of the traces only
 * those that have a trace pod: the others are counted as they come and go.
 */
public final class Census {
    private final TraceStore traces;
    private final Queue queue;
    private final Conductor conductor;
    private final Vitals vitals;
    private final InstantSource clock;

    public Census(TraceStore traces, Queue queue, Conductor conductor, Vitals vitals, InstantSource clock) {
        this.traces = traces;
        this.queue = queue;
        this.conductor = conductor;
        this.vitals = vitals;
        this.clock = clock;
    }

    /** What there is; empty until the caches are filled. */
    Optional<Holdings> holdings() {
        Signs signs = vitals.signs();
        if (!signs.started()) {
            return Optional.empty();
        }
        List<Pod> pods = conductor.tracePods();
        return Optional.of(new Holdings(
                clock.instant(),
                traces.byReason(),
                queue.backlog(),
                pods.size(),
                pods.stream().filter(this::outlived).count(),
                signs.watches().stream()
                        .collect(Collectors.toMap(
                                watch -> watch.name().replace(' ', '-'), Watch::sinceHeard, (one, _) -> one))));
    }

    /** Whether a trace pod's trace is gone or has let go of it, as far as the caches know. {@link Sweep} asks. */
    private boolean outlived(Pod pod) {
        Map<String, String> annotations = TracePods.annotations(pod);
        String key = annotations.get(Marks.TRACE_NAMESPACE) + "/" + annotations.get(Marks.TRACE_NAME);
        String uid = pod.getMetadata().getLabels().get(Marks.TRACE_UID);
        return Optional.ofNullable(traces.get(key))
                .filter(trace -> trace.getMetadata().getUid().equals(uid))
                .filter(Census::holdsPods)
                .isEmpty();
    }

    private static boolean holdsPods(NetworkTrace trace) {
        return FinishedTraces.of(trace).filter(finished -> !finished.held()).isEmpty();
    }
}
