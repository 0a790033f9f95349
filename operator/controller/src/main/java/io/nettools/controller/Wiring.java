package io.nettools.controller;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.controller.client.ApiTraffic;
import io.nettools.controller.effect.Conductor;
import io.nettools.controller.effect.Effects;
import io.nettools.controller.effect.Events;
import io.nettools.controller.health.Turns;
import io.nettools.controller.health.Vitals;
import io.nettools.controller.intake.TraceStore;
import io.nettools.controller.metrics.Metrics;
import io.nettools.controller.observe.Observer;
import io.nettools.controller.ops.AuditLog;
import io.nettools.controller.ops.Settings;
import io.nettools.controller.pod.TracePodTemplate;
import io.nettools.controller.queue.Queue;
import io.nettools.planner.plan.Planner;
import java.time.InstantSource;
import org.picocontainer.MutablePicoContainer;
import org.picocontainer.PicoBuilder;

/** The one place that says what the operator is made of; everything else gets what it needs through its constructor. */
public final class Wiring {
    private Wiring() {}

    /** All that only the leader runs, not started. Components start in the order of their needs. */
    public static MutablePicoContainer container(
            KubernetesClient client, ApiTraffic traffic, Metrics metrics, Settings settings, InstantSource clock) {
        MutablePicoContainer pico = new PicoBuilder()
                .withLifecycle()
                .withCaching()
                .withConstructorInjection()
                .build();
        pico.addComponent(KubernetesClient.class, client);
        pico.addComponent(traffic);
        pico.addComponent(settings);
        pico.addComponent(InstantSource.class, clock);
        pico.addComponent(metrics);
        pico.addComponent(Turns.Ended.class, (Turns.Ended) metrics::turned);
        pico.addComponent(Turns.class);
        pico.addComponent(Vitals.class);
        pico.addComponent(TraceStore.Heard.class, (TraceStore.Heard) NetworkTraceReconciler::matters);
        pico.addComponent(TraceStore.class);
        pico.addComponent(TracePodTemplate.class);
        pico.addComponent(Observer.class);
        pico.addComponent(Events.class);
        pico.addComponent(Effects.class);
        pico.addComponent(AuditLog.class);
        pico.addComponent(Conductor.Rules.class, (Conductor.Rules) Planner::plan);
        pico.addComponent(Queue.class);
        pico.addComponent(Conductor.class);
        pico.addComponent(NetworkTraceReconciler.class);
        pico.addComponent(OperatorRunner.class);
        pico.addComponent(Retirement.class);
        pico.addComponent(Census.class);
        pico.addComponent(Sweep.class);
        return pico;
    }
}
