package io.nettools.agent;

import io.nettools.agent.analyse.Analyse;
import io.nettools.agent.handover.Layout;
import io.nettools.agent.handover.Termination;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Rehearses what a start needs, so that an ahead-of-time cache that is recorded meanwhile has every class and lambda of
 * it, and none of another start: the whole cache takes memory.
 *
 * <p>A trace is rehearsed without any privilege. It runs both containers' programs one after the other, in a folder of
 * their own, on a /proc with one process. Stand-ins on the PATH (image/rehearsal) replace the tools.
 */
final class Training {
    private static final String UID = "00000000-0000-0000-0000-000000000001";
    private static final String CONTAINER = "0".repeat(64);
    private static final String ORDER =
            """
            {"target": {"uid": "%s", "staticHash": "", "containerIds": ["%s"], "podIps": ["10.244.1.7"]},
             "capture": {"networkInterface": "any", "filter": "port 8080", "snapLength": 512, "maxPackets": 1000, "maxBytes": 1000000, "excerpt": 20},
             "durationMillis": 300, "startMillis": 5000, "extras": ["Conntrack", "HostNetwork"]}
            """
                    .formatted(UID, CONTAINER);

    private Training() {}

    /**
     * Runs the training; returns 0 when every step succeeded.
     *
     * @param captures files to analyse for a person, as text; without one a trace is rehearsed
     */
    static int run(Termination termination, List<String> captures) {
        return captures.isEmpty() ? trace(termination) : analyse(captures);
    }

    private static int trace(Termination termination) {
        try {
            Path folder = Files.createTempDirectory("training");
            try {
                Layout layout = layout(folder);
                int captured = new CaptureCommand(layout, termination).run(ORDER);
                int read = new ReadCommand(layout, termination).run(ORDER);
                return Math.max(captured, read);
            } finally {
                remove(folder);
            }
        } catch (IOException reason) {
            throw new UncheckedIOException(reason);
        }
    }

    private static int analyse(List<String> captures) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.US_ASCII);
        Analyse analyse = new Analyse(InputStream.nullInputStream(), nowhere, System.err, false);
        return captures.stream()
                .map(capture -> List.of(capture, "--packets", "5"))
                .mapToInt(analyse::run)
                .max()
                .orElse(0);
    }

    private static Layout layout(Path folder) throws IOException {
        Path process = folder.resolve("proc/1");
        Files.createDirectories(process.resolve("ns"));
        Files.createDirectories(folder.resolve("work"));
        Files.createSymbolicLink(process.resolve("ns/net"), Path.of("/proc/self/ns/net"));
        Files.writeString(process.resolve("cgroup"), "0::/kubepods/pod%s/%s\n".formatted(UID, CONTAINER));
        Files.writeString(process.resolve("stat"), "1 (pause) S" + " 0".repeat(20));
        return new Layout(
                folder.resolve("proc"),
                folder.resolve("work"),
                folder.resolve("annotations"),
                folder.resolve("termination-log"),
                folder.resolve("netns"));
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException none) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
