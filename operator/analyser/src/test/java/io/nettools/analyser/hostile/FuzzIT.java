package io.nettools.analyser.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer looks for inputs that break what {@link Reading} asks for, led by the coverage of the analyser, for {@code -Dfuzz.seconds} (10) per
 * parser. For hours:
 *
 * <pre>
 * mvn -pl operator/analyser verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=FuzzIT -Dfuzz.seconds=7200
 * </pre>
 *
 * What it learns stays in {@code target/fuzz/TARGET/corpus} and is where the next run begins. An input that breaks something is put into
 * {@code resources/fuzz/TARGET/}, where {@link FuzzedInputsTest} keeps it for ever.
 */
@Execution(ExecutionMode.CONCURRENT)
class FuzzIT {
    private static final Path FOLDER = Path.of("target/fuzz").toAbsolutePath();
    private static final Pattern DONE = Pattern.compile("Done \\d+ runs");
    /** What the seeds alone reach; how much more is tried depends on the machine. */
    private static final Pattern COVERED = Pattern.compile("INITED cov: (\\d+)");
    /** One input; a parser that takes longer for so few bytes hangs. */
    private static final int SECONDS_PER_INPUT = 10;
    /** Of libFuzzer: an input that is no larger than this reaches everything and keeps the search fast. */
    private static final int LONGEST_INPUT = 2048;

    private static final int LEAST_COVERED = 20;

    static List<Target> targets() {
        return Target.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void nothingBreaks(Target target) throws Exception {
        int seconds = Integer.getInteger("fuzz.seconds", 10);
        Path corpus = Files.createDirectories(FOLDER.resolve(target.name()).resolve("corpus"));
        Path seeds = Files.createDirectories(FOLDER.resolve(target.name()).resolve("seeds"));
        int number = 0;
        for (byte[] seed : target.seeds()) {
            Files.write(seeds.resolve(Integer.toString(number++)), seed);
        }
        Path words = FOLDER.resolve(target.name() + ".txt");
        Process jazzer = jazzer(target, seconds, words, corpus, seeds);
        boolean ended = jazzer.waitFor(seconds + 120L, TimeUnit.SECONDS);
        jazzer.destroyForcibly();
        String said = Files.readString(words);
        assertTrue(ended, () -> "Jazzer did not end: " + said);
        assertEquals(0, jazzer.exitValue(), () -> said);
        Matcher covered = COVERED.matcher(said);
        assertTrue(
                covered.find() && Integer.parseInt(covered.group(1)) >= LEAST_COVERED,
                () -> "not led by coverage: " + said);
        assertTrue(DONE.matcher(said).find(), () -> "not to its end: " + said);
    }

    private static Process jazzer(Target target, int seconds, Path words, Path corpus, Path seeds) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:+EnableDynamicAgentLoading",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.type().getName(),
                        "--instrumentation_includes=io.nettools.analyser.**",
                        "--instrumentation_excludes=io.nettools.analyser.wire.**:io.nettools.analyser.hostile.**",
                        "--disabled_hooks=*",
                        "--reproducer_path=" + words.getParent(),
                        "-artifact_prefix=" + FOLDER.resolve(target.name()) + "/",
                        "-max_total_time=" + seconds,
                        "-max_len=" + LONGEST_INPUT,
                        "-timeout=" + SECONDS_PER_INPUT,
                        "-rss_limit_mb=0",
                        "-print_final_stats=1",
                        corpus.toString(),
                        seeds.toString())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
    }
}
