package io.nettools.analyser.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The real tcpdump. */
public final class Tcpdump {
    private static final Path INTERFACES = Path.of("/sys/class/net");

    private Tcpdump() {}

    /** What it prints about the packets of a file. */
    public static List<String> lines(byte[] file) {
        try {
            Path path = Files.createTempFile("analyser", ".pcap");
            try {
                Files.write(path, file);
                return run(path);
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> run(Path path) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("tcpdump", "-nn", "-r", path.toString());
        builder.environment().put("TZ", "UTC");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = start(builder);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        // lines of hex digits belong to the packet above
        return output.lines().filter(line -> !line.startsWith("\t")).toList();
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(
                    "This test compares packet lines with those of tcpdump: please install tcpdump 4.99 (e.g. apt install tcpdump).",
                    e);
        }
    }

    /** Names that tcpdump gives to interfaces in a capture of all: those of the machine that reads the file. */
    public static Map<Integer, String> interfaceNames() {
        Map<Integer, String> names = new HashMap<>();
        try (Stream<Path> interfaces = Files.list(INTERFACES)) {
            for (Path path : interfaces.toList()) {
                Path index = path.resolve("ifindex");
                if (Files.exists(index)) {
                    names.put(
                            Integer.valueOf(Files.readString(index).strip()),
                            path.getFileName().toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
