package io.nettools.controller;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import org.picocontainer.Startable;

/** Runs the SDK's operator with our one reconciler. */
public final class OperatorRunner implements Startable {
    private static final int THREADS = 8;
    private static final int FIRST_RETRY_MILLIS = 200;
    private static final int LAST_RETRY_MILLIS = 10_000;

    private final Operator operator;
    private final NetworkTraceReconciler reconciler;

    public OperatorRunner(KubernetesClient client, NetworkTraceReconciler reconciler) {
        this.reconciler = reconciler;
        this.operator = new Operator(config -> config.withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(THREADS)
                .withReconciliationTerminationTimeout(Duration.ofSeconds(3))
                .withStopOnInformerErrorDuringStartup(false));
    }

    /** Blocks until the caches are filled. */
    @Override
    public void start() {
        operator.register(
                reconciler,
                // retries must not run out: after the last one nothing would happen until the next event
                config -> config.withRetry(new GenericRetry()
                        .withoutMaxAttempts()
                        .setInitialInterval(FIRST_RETRY_MILLIS)
                        .setIntervalMultiplier(2)
                        .setMaxInterval(LAST_RETRY_MILLIS)));
        operator.start();
    }

    @Override
    public void stop() {
        operator.stop();
    }

    /** Whether the caches are filled and all watches live. */
    public boolean healthy() {
        return operator.getRuntimeInfo().isStarted()
                && operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }
}
