package io.nettools.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecveTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Its port can be bound again and its files are closed, though nothing of it ended in order. */
    @Test
    void theSameCommandRunsInTheSameProcess(@TempDir Path folder) throws Exception {
        int port = freePort();
        List<String> starts = run(folder, "two words", Integer.toString(port));

        assertEquals(2, starts.size(), () -> "starts: " + starts);
        assertEquals(starts.getFirst(), starts.getLast());
        assertNotEquals("", starts.getFirst());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<String> run(Path folder, String... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("starts");
        Path output = folder.resolve("output");
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Twice.class.getName(),
                log.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertEquals(true, process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), "it has ended");
            assertEquals(0, process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(log);
    }

    /** Notes what it is, and starts again once. */
    static final class Twice {
        private Twice() {}

        public static void main(String[] arguments) throws Exception {
            Path log = Path.of(arguments[0]);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2])));
                String identity = ProcessHandle.current().pid() + " " + String.join(" ", arguments);
                Files.writeString(
                        log,
                        "%s files=%d%n".formatted(identity, files()),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                if (Files.readAllLines(log).size() == 1) {
                    FileChannel _ = FileChannel.open(log, StandardOpenOption.READ); // left open, like a connection
                    Thread.ofPlatform().start(LockSupport::park); // nobody waits for it
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.exit(3)));
                    Execve.again();
                }
            }
        }

        private static long files() throws IOException {
            try (var all = Files.list(Path.of("/proc/self/fd"))) {
                return all.count();
            }
        }
    }
}
