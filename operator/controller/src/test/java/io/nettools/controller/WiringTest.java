package io.nettools.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.controller.client.ApiClient;
import io.nettools.controller.client.Timeouts;
import io.nettools.controller.ops.Health;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.controller.training.Training;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class WiringTest {

    @Test
    void everyComponentCanBeMadeWithoutAnybodyToTalkTo() {
        try (KubernetesClient nobody = ApiClient.of(Config.empty(), Timeouts.USUAL)) {
            var pico = Wiring.container(nobody, SettingsReader.read(Map.of("image", "image")), InstantSource.system());
            assertEquals(
                    pico.getComponentAdapters().size(), pico.getComponents().size());
            assertTrue(pico.getComponents(Health.class).size() == 1);
            assertEquals(false, pico.getComponent(BooleanSupplier.class).getAsBoolean(), "not ready before its start");
        }
    }

    @Test
    void theImageBuildsTrainingEndsWithoutANetwork() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), Training::run);
    }
}
