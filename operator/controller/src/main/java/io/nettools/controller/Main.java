package io.nettools.controller;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.controller.client.ApiClient;
import io.nettools.controller.ops.Settings;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.controller.training.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static void run(Settings settings) throws IOException {
        KubernetesClient client = ApiClient.configured();
        MutablePicoContainer pico = Wiring.container(client, settings, InstantSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(pico, client), "shutdown"));
        pico.start();
        LOG.info("phase=Ready after={}ms settings={}", sinceProcessStart(), settings);
    }

    /** proc_pid_stat(5), field 22, in hundredths of a second since boot, and proc_uptime(5); the JVM's own start time is to the second. */
    private static long sinceProcessStart() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] afterCommand = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double uptime =
                Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0]);
        return Math.round(uptime * 1000) - Long.parseLong(afterCommand[19]) * 10;
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
