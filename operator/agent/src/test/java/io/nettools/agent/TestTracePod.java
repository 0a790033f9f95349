package io.nettools.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.agent.handover.Json;
import io.nettools.agent.handover.Layout;
import io.nettools.agent.result.MessageDecoder;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The trace pod's two containers as processes of the test, with their own folder for volumes. */
final class TestTracePod implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path capture;
    private final Path read;
    private final List<Process> processes = new ArrayList<>();

    /** Lays out the volumes: the containers share the work folder, and each has its own termination message. */
    TestTracePod(Path folder) throws IOException {
        capture = Files.createDirectories(folder.resolve("capture"));
        read = Files.createDirectories(folder.resolve("read"));
        Files.createDirectories(capture.resolve("host-proc"));
        Files.createDirectories(capture.resolve("work"));
        Files.createSymbolicLink(read.resolve("work"), capture.resolve("work"));
    }

    Layout captureLayout() {
        return AgentProcess.layout(capture);
    }

    Process capture(Order order) throws IOException {
        return start("capture", Json.MAPPER.writeValueAsString(order));
    }

    Process read(Order order) throws IOException {
        return start("read", Json.MAPPER.writeValueAsString(order));
    }

    /** Starts one of the containers with its own layout. */
    Process start(String command, String order) throws IOException {
        Path folder = command.equals("read") ? read : capture;
        ProcessBuilder builder = new ProcessBuilder(
                // no names of namespaces but its own, as in a pod
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs tmpfs /run/netns && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AgentProcess.class.getName(),
                folder.toString(),
                command);
        builder.environment().put(Order.VARIABLE, order);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        processes.add(process);
        return process;
    }

    void awaitAttached() {
        await("tcpdump listens")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> log(capture).contains("reason=attached"));
    }

    void awaitProbed(int requests) {
        await("the requests to be answered")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> log(capture).split("phase=probe", -1).length > requests);
    }

    CaptureReport captured(Process container, int exit) throws IOException, InterruptedException {
        assertExit(container, exit, capture);
        return MessageDecoder.decode(message(capture), CaptureReport.class);
    }

    Report report(Process container) throws IOException, InterruptedException {
        assertExit(container, 0, read);
        return MessageDecoder.decode(message(read), Report.class);
    }

    void requestStop() throws IOException {
        Files.writeString(captureLayout().annotations(), "a=\"b\"\nnettools.io/stop=\"2026-11-23T03:00:00Z\"\n");
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }

    private static void assertExit(Process container, int exit, Path folder) throws InterruptedException {
        assertTrue(container.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), () -> "still running: " + log(folder));
        assertEquals(exit, container.exitValue(), () -> log(folder));
    }

    private static String message(Path folder) throws IOException {
        return Files.readString(AgentProcess.layout(folder).terminationLog());
    }

    private static String log(Path folder) {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
