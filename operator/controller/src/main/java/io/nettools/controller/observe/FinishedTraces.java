package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.api.NetworkTraceStatus;
import io.nettools.controller.ops.Durations;
import io.nettools.controller.pod.Marks;
import io.nettools.planner.status.Conditions;
import io.nettools.planner.trace.FinishedTrace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads finished traces, which the informer's store keeps in a reduced form. */
public final class FinishedTraces {
    private FinishedTraces() {}

    /** The finished trace; empty if the trace is not finished. */
    public static Optional<FinishedTrace> of(NetworkTrace trace) {
        return Optional.ofNullable(trace.getStatus())
                .filter(FinishedTraces::finished)
                .map(status -> of(trace, status));
    }

    private static boolean finished(NetworkTraceStatus status) {
        return Optional.ofNullable(status.conditions()).orElse(List.of()).stream()
                .anyMatch(condition ->
                        Conditions.FINISHED.equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private static FinishedTrace of(NetworkTrace trace, NetworkTraceStatus status) {
        ObjectMeta meta = trace.getMetadata();
        return new FinishedTrace(
                Traces.identity(trace),
                Optional.ofNullable(meta.getResourceVersion()).orElse(""),
                trace.isMarkedForDeletion(),
                trace.hasFinalizer(Marks.FINALIZER),
                Optional.ofNullable(status.observedGeneration())
                        .filter(seen -> seen.equals(meta.getGeneration()))
                        .isPresent(),
                Instant.parse(Optional.ofNullable(status.finishTime()).orElse(meta.getCreationTimestamp())),
                Optional.ofNullable(trace.getSpec())
                        .flatMap(spec -> Optional.ofNullable(spec.ttlAfterFinished()))
                        .map(Durations::parse));
    }
}
