package io.nettools.controller;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.controller.client.ApiTraffic;
import io.nettools.controller.effect.Conductor;
import io.nettools.controller.fixture.FakeApiServer;
import io.nettools.controller.metrics.Metrics;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.planner.plan.Planner;
import java.time.InstantSource;
import java.util.Map;
import org.picocontainer.MutablePicoContainer;

/** What an operator runs that leads. */
final class RunningOperator implements AutoCloseable {
    private final KubernetesClient client;
    private final MutablePicoContainer pico;

    RunningOperator(FakeApiServer api) {
        this(api, Planner::plan);
    }

    RunningOperator(FakeApiServer api, Conductor.Rules rules) {
        client = api.client();
        pico = Wiring.container(
                client,
                new ApiTraffic(),
                new Metrics(""),
                SettingsReader.read(Map.of("image", "image", "sweepInterval", "100ms")),
                InstantSource.system());
        pico.removeComponent(Conductor.Rules.class);
        pico.addComponent(Conductor.Rules.class, rules);
        pico.start();
    }

    KubernetesClient client() {
        return client;
    }

    @Override
    public void close() {
        if (pico.getLifecycleState().isStarted()) {
            pico.stop();
        }
        client.close();
    }
}
