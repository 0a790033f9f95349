package io.nettools.controller;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.effect.Conductor;
import io.nettools.controller.effect.Effects;
import io.nettools.controller.log.About;
import io.nettools.controller.metrics.Metrics;
import io.nettools.controller.observe.FinishedTraces;
import io.nettools.controller.observe.Named;
import io.nettools.controller.observe.TracePods;
import io.nettools.controller.ops.Settings;
import io.nettools.controller.pod.Marks;
import io.nettools.controller.queue.Queue;
import io.nettools.planner.plan.Plan.PodRef;
import io.nettools.planner.trace.Trace.Identity;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.picocontainer.Startable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At start and every few minutes: trace pods whose trace is gone, was made again under the same name, or has let go of them, are removed; so are
 * finished traces that are kept no longer.
 */
public final class Sweep implements Startable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final KubernetesClient client;
    private final Settings settings;
    private final Conductor conductor;
    private final Effects effects;
    private final Retirement retirement;
    private final Queue queue;
    private final Metrics metrics;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sweep").factory());

    /** Made once.
     *
     * @param runner started before us, so that the informer of trace pods is there */
    public Sweep(
            KubernetesClient client,
            Settings settings,
            Conductor conductor,
            Effects effects,
            Retirement retirement,
            Queue queue,
            Metrics metrics,
            OperatorRunner runner) {
        this.client = client;
        this.settings = settings;
        this.conductor = conductor;
        this.effects = effects;
        this.retirement = retirement;
        this.queue = queue;
        this.metrics = metrics;
    }

    @Override
    public void start() {
        long pause = settings.sweep().toMillis();
        var unused = timer.scheduleWithFixedDelay(this::sweep, 0, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        timer.shutdownNow();
    }

    private void sweep() {
        try {
            queue.moveOn(); // a pod of a trace that is gone gives its place back, and no turn tells of it
            conductor.tracePods().stream()
                    .filter(pod -> !pod.isMarkedForDeletion())
                    .filter(this::orphaned)
                    .forEach(this::remove);
            retirement.round();
        } catch (RuntimeException e) {
            LOG.warn("sweep failed, retrying in {}: {}", settings.sweep(), e.getMessage());
        }
    }

    private boolean orphaned(Pod pod) {
        Map<String, String> annotations = TracePods.annotations(pod);
        String namespace = annotations.get(Marks.TRACE_NAMESPACE);
        String name = annotations.get(Marks.TRACE_NAME);
        if (namespace == null || name == null) {
            return true;
        }
        return Named.in(namespace, client.resources(NetworkTrace.class), name)
                .filter(found -> found.getMetadata()
                        .getUid()
                        .equals(pod.getMetadata().getLabels().get(Marks.TRACE_UID)))
                .filter(found ->
                        FinishedTraces.of(found).filter(trace -> !trace.held()).isEmpty())
                .isEmpty();
    }

    /** The trace that it was made for. */
    private static Identity trace(Pod pod) {
        Map<String, String> annotations = TracePods.annotations(pod);
        return new Identity(
                annotations.getOrDefault(Marks.TRACE_NAMESPACE, ""),
                annotations.getOrDefault(Marks.TRACE_NAME, ""),
                pod.getMetadata().getLabels().getOrDefault(Marks.TRACE_UID, ""));
    }

    private void remove(Pod pod) {
        try (var _ = About.trace(trace(pod))) {
            LOG.info("phase=Swept pod={}", pod.getMetadata().getName());
        }
        effects.remove(new PodRef(pod.getMetadata().getName(), pod.getMetadata().getUid(), false));
        metrics.sweptPod();
    }
}
