package io.nettools.controller;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.nettools.controller.ops.Json;
import io.nettools.controller.ops.SettingsReader;
import java.time.InstantSource;
import java.util.Map;
import org.picocontainer.MutablePicoContainer;

/** Walks the way that a start takes, against nobody, so that the image build can record which classes it needs (AOT cache). */
final class Training {
    private Training() {}

    static void run() {
        Config nobody = Config.empty();
        nobody.setMasterUrl("https://127.0.0.1:1/");
        nobody.setRequestRetryBackoffLimit(0);
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(nobody)
                .withKubernetesSerialization(Json.serialization())
                .build()) {
            MutablePicoContainer pico =
                    Wiring.container(client, SettingsReader.read(Map.of("image", "training")), InstantSource.system());
            pico.getComponents();
        }
    }
}
