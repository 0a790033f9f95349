package io.nettools.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.health.ControllerHealthInfo;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.health.Vitals;
import io.nettools.controller.health.Vitals.Followed;
import io.nettools.controller.intake.TraceStore;
import io.nettools.controller.ops.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.picocontainer.Startable;

/** Runs the SDK's operator with our one reconciler. */
public final class OperatorRunner implements Startable {
    private static final int THREADS = 8;
    private static final int FIRST_RETRY_MILLIS = 200;
    private static final int LAST_RETRY_MILLIS = 10_000;

    /** A start without the list of trace pods would hold running ones for lost: it waits as long as the API server is away. */
    private static final Duration ANY = Duration.ofDays(10_000);

    /** So that a restart with 10,000 traces is 20 lists, none of which the API server has to make at once. */
    private static final long LIST_LIMIT = 500;

    private final Operator operator;
    private final TraceStore traces;
    private final NetworkTraceReconciler reconciler;
    private final Settings settings;
    private final Vitals vitals;

    public OperatorRunner(
            KubernetesClient client,
            TraceStore traces,
            NetworkTraceReconciler reconciler,
            Settings settings,
            Vitals vitals) {
        this.traces = traces;
        this.reconciler = reconciler;
        this.settings = settings;
        this.vitals = vitals;
        this.operator = new Operator(config -> config.withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(THREADS)
                .withReconciliationTerminationTimeout(Duration.ofSeconds(3))
                .withCacheSyncTimeout(ANY)
                .withStopOnInformerErrorDuringStartup(false));
    }

    /** Blocks until the caches are filled. */
    @Override
    public void start() {
        var controller = operator.register(
                reconciler,
                // retries must not run out: after the last one nothing would happen until the next event
                config -> config.withRetry(new GenericRetry()
                                .withoutMaxAttempts()
                                .setInitialInterval(FIRST_RETRY_MILLIS)
                                .setIntervalMultiplier(2)
                                .setMaxInterval(LAST_RETRY_MILLIS))
                        .withItemStore(traces)
                        .withInformerListLimit(LIST_LIMIT)
                        .withOnAddFilter(NetworkTraceReconciler::matters)
                        .withOnUpdateFilter((fresh, old) -> NetworkTraceReconciler.matters(fresh)));
        operator.start();
        vitals.follow(() -> informers(controller.getControllerHealthInfo()));
    }

    @Override
    public void stop() {
        operator.stop();
    }

    private List<Followed> informers(ControllerHealthInfo health) {
        List<Followed> all = new ArrayList<>();
        health.informerEventSourceHealthIndicators()
                .forEach((name, source) -> informers(source).forEach(state -> all.add(followed(name, state))));
        return all;
    }

    private static Collection<InformerHealthIndicator> informers(InformerWrappingEventSourceHealthIndicator<?> source) {
        return source.informerHealthIndicators().values();
    }

    private Followed followed(String source, InformerHealthIndicator state) {
        boolean pods = source.equals(NetworkTraceReconciler.TRACE_PODS);
        return new Followed(
                pods ? "trace pods" : "traces",
                pods
                        ? "/api/v1/namespaces/" + settings.traceNamespace() + "/pods"
                        : "/apis/" + HasMetadata.getApiVersion(NetworkTrace.class) + "/"
                                + HasMetadata.getPlural(NetworkTrace.class),
                state);
    }
}
