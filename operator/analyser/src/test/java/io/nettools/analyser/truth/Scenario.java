package io.nettools.analyser.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A script of {@code resources/truth/scenarios}. Its first lines say what it is for:
 *
 * <pre>
 * # A sentence on what happens.
 * # shows: FIELD, FIELD                     values that tshark must have found, or the scenario does not happen
 * # differs: FIELD, FIELD: why ours is right  our values must differ
 * # may differ: FIELD, FIELD: why             they differ in some runs
 * </pre>
 */
record Scenario(String name, List<String> shows, Map<String, String> differs, Map<String, String> mayDiffer) {
    private static final Path TRUTH = Path.of("src/test/resources/truth");
    private static final int PATIENCE_SECONDS = 60;

    @Override
    public String toString() {
        return name;
    }

    static List<Scenario> all() throws IOException {
        try (Stream<Path> scripts = Files.list(TRUTH.resolve("scenarios"))) {
            return scripts.sorted().map(Scenario::read).toList();
        }
    }

    private static Scenario read(Path script) {
        try {
            List<String> lines = Files.readAllLines(script);
            String name = script.getFileName().toString().replace(".sh", "");
            List<String> shows = values(lines, "# shows: ")
                    .flatMap(value -> Stream.of(value.split(", ")))
                    .toList();
            assertTrue(!shows.isEmpty(), () -> script + " does not say what it shows");
            return new Scenario(name, shows, reasons(lines, "# differs: "), reasons(lines, "# may differ: "));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<String> values(List<String> lines, String key) {
        return lines.stream().filter(line -> line.startsWith(key)).map(line -> line.substring(key.length()));
    }

    private static Map<String, String> reasons(List<String> lines, String key) {
        Map<String, String> reasons = new LinkedHashMap<>();
        values(lines, key).forEach(value -> {
            String[] parts = value.split(": ", 2);
            assertEquals(2, parts.length, () -> "a difference needs its reason: " + value);
            Stream.of(parts[0].split(", ")).forEach(field -> reasons.put(field, parts[1]));
        });
        return reasons;
    }

    /** Plays it; the capture is in the file that is given back. */
    Path capture(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".pcap");
        Path words = folder.resolve(name + ".txt");
        Process lab = new ProcessBuilder(TRUTH.resolve("lab").toString(), name, file.toString())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
        boolean ended = lab.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            lab.destroy();
        }
        String said = Files.readString(words, StandardCharsets.ISO_8859_1);
        assertTrue(ended, () -> name + " takes longer than " + PATIENCE_SECONDS + " s: " + said);
        assertEquals(0, lab.exitValue(), () -> name + ": " + said);
        return file;
    }
}
