package io.nettools.controller;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.controller.client.ApiClient;
import io.nettools.controller.client.ApiTraffic;
import io.nettools.controller.election.Election;
import io.nettools.controller.election.Fence;
import io.nettools.controller.election.LeaseStore;
import io.nettools.controller.election.Terms;
import io.nettools.controller.election.WriteGate;
import io.nettools.controller.log.LevelFile;
import io.nettools.controller.log.LogProvider;
import io.nettools.controller.metrics.ApiCall;
import io.nettools.controller.metrics.Metrics;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's process: reads the settings, stands by, leads, and ends in order when told to. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    /** Where deploy/ mounts the ConfigMap. */
    public static final String SETTINGS = "/etc/networktrace";

    /** Where deploy/ puts the pod's name, which the lease then has. */
    public static final String POD_NAME = "POD_NAME";

    private static final int MISTAKEN = 78; // EX_CONFIG of sysexits.h
    private static final int BROKEN = 70; // EX_SOFTWARE
    private static final int LEASE_LOST = 75; // EX_TEMPFAIL

    /** Well within the 30 seconds that a pod has by default. */
    private static final int END_SECONDS = 10;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (List.of(arguments).equals(List.of("train"))) {
            Training.run();
            System.exit(0); // the client's threads would else linger
        }
        Path folder =
                Path.of(Optional.ofNullable(System.getenv("NETTRACE_SETTINGS")).orElse(SETTINGS));
        try {
            Settings settings = SettingsReader.read(
                    files(folder),
                    Optional.ofNullable(System.getenv(SettingsReader.IMAGE_VARIABLE))
                            .orElse(""));
            LogProvider.level().set(settings.logLevel());
            new LevelFile(folder, LogProvider.level(), settings.logLevel()).follow();
            run(settings);
        } catch (SettingsReader.MistakenException e) {
            e.getMessage().lines().forEach(line -> LOG.error("settings in {}: {}", folder, line));
            System.exit(MISTAKEN);
        }
    }

    private static void run(Settings settings) throws IOException, InterruptedException {
        Fence fence = new Fence(Terms.STANDARD, System::nanoTime);
        Metrics metrics = new Metrics(version());
        ApiTraffic.Answered count =
                (method, path, watch, code, took) -> metrics.requested(ApiCall.of(method, path, watch), code, took);
        ApiTraffic traffic = new ApiTraffic(count);
        KubernetesClient client = ApiClient.gated(new WriteGate(fence), traffic);
        Election election = election(fence, new ApiTraffic(count));
        Replica replica = new Replica(
                election,
                Wiring.container(client, traffic, metrics, settings, InstantSource.system()),
                System::nanoTime);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(replica), "shutdown"));
        try {
            replica.run();
        } catch (RuntimeException e) {
            LOG.error("the operator cannot start", e);
            System.exit(BROKEN); // other threads would keep a process that does nothing
        }
        LOG.info("phase=Ready after={}ms settings={}", sinceProcessStart(), settings);
    }

    /** The version in the jar's manifest; empty if it runs from classes. */
    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("");
    }

    private static Election election(Fence fence, ApiTraffic traffic) {
        KubernetesClient client = ApiClient.forTheLease(traffic);
        String me = Optional.ofNullable(System.getenv(POD_NAME))
                .orElseGet(() -> UUID.randomUUID().toString());
        String namespace = Optional.ofNullable(client.getNamespace()).orElse("nettrace-system");
        LeaseStore store = new LeaseStore(client, namespace, InstantSource.system());
        return new Election(store, fence, Terms.STANDARD, me, Main::lost);
    }

    /** At once, and without the shutdown hook: all that could be done in order would be writes. */
    private static void lost(String why) {
        LOG.error("phase=LeaseLost {}; restarting as standby", why);
        try {
            Execve.again();
        } catch (IOException e) {
            LOG.error("the process ends, and the kubelet starts it again: {}", e.getMessage());
        }
        Runtime.getRuntime().halt(LEASE_LOST);
    }

    private static void end(Replica replica) {
        // a library that waits in its end for the thread that called exit would wait for ever
        CompletableFuture.delayedExecutor(END_SECONDS, TimeUnit.SECONDS)
                .execute(() -> Runtime.getRuntime().halt(LEASE_LOST));
        replica.close();
    }

    /** proc_pid_stat(5), field 22, in hundredths of a second since boot, and proc_uptime(5); the JVM's own start time is to the second. */
    private static long sinceProcessStart() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] afterCommand = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double uptime =
                Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0]);
        return Math.round(uptime * 1000) - Long.parseLong(afterCommand[19]) * 10;
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
