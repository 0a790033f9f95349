package io.nettools.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.controller.client.ApiClient;
import io.nettools.controller.client.ApiTraffic;
import io.nettools.controller.client.Timeouts;
import io.nettools.controller.health.Signs;
import io.nettools.controller.health.Vitals;
import io.nettools.controller.metrics.Metrics;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.controller.training.Training;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WiringTest {

    @Test
    void everyComponentCanBeMadeWithoutAnybodyToTalkTo() {
        try (KubernetesClient nobody = ApiClient.of(Config.empty(), Timeouts.USUAL, new ApiTraffic())) {
            var pico = Wiring.container(
                    nobody,
                    new ApiTraffic(),
                    new Metrics(""),
                    SettingsReader.read(Map.of("image", "image")),
                    InstantSource.system());
            assertEquals(
                    pico.getComponentAdapters().size(), pico.getComponents().size());
            Signs signs = pico.getComponent(Vitals.class).signs();
            assertEquals(Optional.of("the caches are not filled yet"), signs.notReady());
            assertEquals(Optional.empty(), signs.notAlive());
        }
    }

    @Test
    void theImageBuildsTrainingEndsWithoutANetwork() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), Training::run);
    }
}
