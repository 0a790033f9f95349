package io.nettools.controller;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.nettools.controller.ops.Json;
import io.nettools.controller.ops.Settings;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.controller.training.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.picocontainer.MutablePicoContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's process: reads the settings, starts, and ends in order when told to. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    /** Where deploy/ mounts the ConfigMap. */
    public static final String SETTINGS = "/etc/networktrace";

    private static final int MISTAKEN = 78; // EX_CONFIG of sysexits.h

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).equals(List.of("train"))) {
            Training.run();
            System.exit(0); // the client's threads would else linger
        }
        Path folder =
                Path.of(Optional.ofNullable(System.getenv("NETTRACE_SETTINGS")).orElse(SETTINGS));
        try {
            run(SettingsReader.read(files(folder)));
        } catch (SettingsReader.MistakenException e) {
            e.getMessage().lines().forEach(line -> LOG.error("settings in {}: {}", folder, line));
            System.exit(MISTAKEN);
        }
    }

    private static void run(Settings settings) {
        KubernetesClient client = new KubernetesClientBuilder()
                .withKubernetesSerialization(Json.serialization())
                .build();
        MutablePicoContainer pico = Wiring.container(client, settings, InstantSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(pico, client), "shutdown"));
        pico.start();
        LOG.info("phase=Ready after={}ms settings={}", sinceProcessStart(), settings);
    }

    private static long sinceProcessStart() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, InstantSource.system().instant())
                        .toMillis())
                .orElse(-1L);
    }

    private static void end(MutablePicoContainer pico, KubernetesClient client) {
        if (pico.getLifecycleState().isStarted()) {
            pico.stop();
        }
        client.close();
    }

    /** One file per key; the kubelet's own links begin with two dots. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> values = new HashMap<>();
        try (var entries = Files.list(folder)) {
            for (Path file : entries.filter(
                            file -> !file.getFileName().toString().startsWith("."))
                    .toList()) {
                values.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return values;
    }
}
