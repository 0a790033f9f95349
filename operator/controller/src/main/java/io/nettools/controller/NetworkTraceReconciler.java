package io.nettools.controller;

import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.effect.Conductor;
import io.nettools.controller.health.Turns;
import io.nettools.controller.intake.TraceReading;
import io.nettools.controller.intake.TraceStore;
import io.nettools.controller.log.About;
import io.nettools.controller.observe.FinishedTraces;
import io.nettools.controller.observe.TracePods;
import io.nettools.controller.observe.Traces;
import io.nettools.controller.ops.Settings;
import io.nettools.controller.pod.Marks;
import io.nettools.controller.queue.Queue;
import io.nettools.planner.trace.FinishedTrace;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The loop's border with the SDK: which events wake it, and when it looks again. All events reach reconcile, deletions too, since a
 * finalizer is held only while a trace pod may exist.
 */
@ControllerConfiguration(
        name = "networktrace",
        fieldManager = Marks.FIELD_MANAGER,
        triggerReconcilerOnAllEvents = true,
        generationAwareEventProcessing = false,
        // each turn says when the next one is: thousands of finished traces have none
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 0))
public final class NetworkTraceReconciler implements Reconciler<NetworkTrace> {
    /** Name of the event source. */
    static final String TRACE_PODS = "trace-pods";

    private final Settings settings;
    private final Conductor conductor;
    private final Queue queue;
    private final Turns turns;
    private final TraceStore traces;

    public NetworkTraceReconciler(Settings settings, Conductor conductor, Queue queue, Turns turns, TraceStore traces) {
        this.settings = settings;
        this.conductor = conductor;
        this.queue = queue;
        this.turns = turns;
        this.traces = traces;
    }

    @Override
    public List<EventSource<?, NetworkTrace>> prepareEventSources(EventSourceContext<NetworkTrace> context) {
        var pods = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Pod.class, NetworkTrace.class)
                        .withName(TRACE_PODS)
                        .withNamespaces(Set.of(settings.traceNamespace()))
                        .withLabelSelector(Marks.MANAGED_BY + "=" + Marks.OPERATOR)
                        .withSecondaryToPrimaryMapper(NetworkTraceReconciler::trace)
                        .withOnUpdateFilter(NetworkTraceReconciler::matters)
                        .withInformerListLimit(500L)
                        .build(),
                context);
        conductor.watch(pods);
        var wakes = new SimpleInboundEventSource<NetworkTrace>("queue");
        queue.watch(new Caches(traces, pods, wakes));
        return List.of(pods, wakes);
    }

    private record Caches(
            TraceStore known, InformerEventSource<Pod, NetworkTrace> pods, SimpleInboundEventSource<NetworkTrace> wakes)
            implements Queue.Caches {
        @Override
        public Stream<NetworkTrace> traces() {
            return known.all();
        }

        @Override
        public Stream<Pod> tracePods() {
            return pods.list(pod -> true);
        }

        @Override
        public void wake(ResourceID trace) {
            wakes.propagateEvent(trace);
        }
    }

    @Override
    public UpdateControl<NetworkTrace> reconcile(NetworkTrace trace, Context<NetworkTrace> context) {
        try (var _ = About.trace(Traces.identity(trace))) {
            return turns.during(() -> turn(trace, context));
        }
    }

    private UpdateControl<NetworkTrace> turn(NetworkTrace trace, Context<NetworkTrace> context) {
        if (context.isPrimaryResourceDeleted()) {
            conductor.forget(trace);
            return UpdateControl.noUpdate();
        }
        UpdateControl<NetworkTrace> done = UpdateControl.noUpdate();
        Optional<String> unreadable = TraceReading.unreadable(trace);
        if (unreadable.isPresent()) {
            conductor.skip(trace, unreadable.get());
            return done;
        }
        return conductor.conduct(trace, context).map(done::rescheduleAfter).orElse(done);
    }

    /** Whether there is anything to decide about a trace, now or later. Its deletion always wakes the loop. */
    static boolean matters(NetworkTrace trace) {
        return FinishedTraces.of(trace).filter(FinishedTrace::settled).isEmpty();
    }

    private static Set<ResourceID> trace(Pod pod) {
        Map<String, String> annotations = TracePods.annotations(pod);
        String name = annotations.get(Marks.TRACE_NAME);
        String namespace = annotations.get(Marks.TRACE_NAMESPACE);
        return name == null || namespace == null ? Set.of() : Set.of(new ResourceID(name, namespace));
    }

    /** What the planner looks at of a pod is in its status, its annotations and its deletion. */
    private static boolean matters(Pod fresh, Pod old) {
        return !Objects.equals(fresh.getStatus(), old.getStatus())
                || fresh.isMarkedForDeletion() != old.isMarkedForDeletion()
                || !Objects.equals(TracePods.annotations(fresh), TracePods.annotations(old));
    }
}
