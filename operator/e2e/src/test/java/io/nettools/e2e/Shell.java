package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Commands as a person types them: kubectl, and commands inside a node of the project's own cluster. */
final class Shell {
    /** The checkout; tests run in operator/e2e. */
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private static final Duration LIMIT = Duration.ofMinutes(3);
    static final String CLUSTER_DIR =
            Optional.ofNullable(System.getenv("CLUSTER_DIR")).orElse("/var/tmp/cluster");

    private Shell() {}

    /** What a command said. */
    record Output(int exit, String out, String err) {
        /** Fails with all that was said unless the command succeeded. */
        Output ok() {
            assertEquals(0, exit, () -> "exit " + exit + "\n" + out + err);
            return this;
        }

        String text() {
            return out.strip();
        }
    }

    static Output kubectl(String... arguments) {
        return kubectlWith("", arguments);
    }

    /** With standard input, as in {@code kubectl apply -f -}. */
    static Output kubectlWith(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(CLUSTER_DIR + "/bin/cluster", "kubectl"));
        command.addAll(Arrays.asList(arguments));
        return run(input, command);
    }

    static Output node(String node, String... command) {
        return run("", nodeCommand(node, command));
    }

    static List<String> nodeCommand(String node, String... command) {
        List<String> words = new ArrayList<>(
                List.of(ROOT.resolve("cluster/node").toString(), node.substring(node.lastIndexOf('-') + 1)));
        words.addAll(Arrays.asList(command));
        return words;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Output run(String input, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).directory(ROOT.toFile()).start();
            StringBuilder said = new StringBuilder();
            Thread reader = Thread.ofVirtual().start(() -> said.append(text(process.getErrorStream())));
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String text = text(process.getInputStream());
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not end within " + LIMIT + ": " + command);
            }
            reader.join();
            return new Output(process.exitValue(), text, said.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
