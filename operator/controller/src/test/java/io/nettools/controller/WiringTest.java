package io.nettools.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.controller.client.ApiClient;
import io.nettools.controller.client.Timeouts;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.controller.training.Training;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WiringTest {

    @Test
    void everyComponentCanBeMadeWithoutAnybodyToTalkTo() {
        try (KubernetesClient nobody = ApiClient.of(Config.empty(), Timeouts.USUAL)) {
            var pico = Wiring.container(nobody, SettingsReader.read(Map.of("image", "image")), InstantSource.system());
            assertEquals(
                    pico.getComponentAdapters().size(), pico.getComponents().size());
            assertFalse(pico.getComponent(OperatorRunner.class).healthy(), "not ready before its start");
        }
    }

    @Test
    void theImageBuildsTrainingEndsWithoutANetwork() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), Training::run);
    }
}
