package io.nettools.e2e;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** tcpdump as a person runs it by hand on the node, in the network namespace of a pod's process. */
final class Reference implements AutoCloseable {
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    private Reference(Process process) {
        this.process = process;
        Thread.ofVirtual().start(() -> read(process.inputReader(StandardCharsets.UTF_8), lines));
        Thread.ofVirtual().start(() -> read(process.errorReader(StandardCharsets.UTF_8), errors));
    }

    /** Returns when it listens. */
    static Reference on(Scene scene, String pod, String networkInterface, String filter) {
        try {
            Process process = new ProcessBuilder(Shell.nodeCommand(
                            scene.node(pod),
                            "nsenter",
                            "-t",
                            scene.pid(pod),
                            "-n",
                            "env",
                            "TZ=UTC",
                            "tcpdump",
                            "-i",
                            networkInterface,
                            "-nn",
                            "-l",
                            "--immediate-mode",
                            "-Z",
                            "root",
                            filter))
                    .directory(Shell.ROOT.toFile())
                    .start();
            Reference reference = new Reference(process);
            await("tcpdump of the reference to listen")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> reference.errors.stream().anyMatch(line -> line.startsWith("listening on")));
            return reference;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** Until the process ends; that its end closes the stream under a reader is no failure. */
    private void read(BufferedReader reader, List<String> into) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                into.add(line);
            }
        } catch (IOException e) {
            process.destroy();
        }
    }
}
