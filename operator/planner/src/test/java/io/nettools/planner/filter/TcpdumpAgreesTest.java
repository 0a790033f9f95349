package io.nettools.planner.filter;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Compares our list of words with the tcpdump of this machine, which only compiles here and captures nothing. */
class TcpdumpAgreesTest {
    private static final Path TCPDUMP = Path.of("/usr/bin/tcpdump");

    @TempDir
    private Path folder;

    /** The output of tcpdump, and whether it could compile. */
    private record Answer(boolean compiled, String said) {}

    @BeforeAll
    static void tcpdumpIsInstalled() {
        assertTrue(
                Files.isExecutable(TCPDUMP),
                "this test compares with the real tcpdump, which is missing: install it as " + TCPDUMP);
    }

    @Test
    void tcpdumpCompilesEveryAcceptedFilter() {
        check(Filters.accepted(), filter -> {
            Answer answer = compile(filter);
            assertTrue(answer.compiled(), () -> filter + " -> " + answer.said());
        });
    }

    /** After {@code host} a word of the language is an error or a number; any other word is looked up. */
    @Test
    void tcpdumpLooksUpNoWordOfTheVocabulary() {
        check(Vocabulary.all().stream().sorted(), word -> {
            Answer answer = compile("host " + word);
            assertFalse(answer.said().contains("unknown host"), () -> word + " is looked up by this tcpdump");
        });
    }

    @Test
    void tcpdumpLooksUpANameInARefusedFilter() throws IOException {
        assertTrue(compile("host no-such-name.invalid").said().contains("unknown host"));
        assertTrue(compile("host \\ip").said().contains("unknown host 'ip'"));
        assertTrue(FilterCheck.complaint("host no-such-name.invalid").isPresent());
        assertTrue(FilterCheck.complaint("host \\ip").isPresent());
    }

    /** The largest accepted filter compiles at once, although libpcap's optimizer can take long. */
    @Test
    void tcpdumpCompilesTheLargestAcceptedFilter() throws IOException {
        String largest = "host 1.2.3.4 or ".repeat(63) + "tcp";
        assertEquals(Optional.empty(), FilterCheck.complaint(largest));
        assertTrue(compile(largest).compiled());
    }

    /** A check of one filter or word. */
    private interface Check {
        void of(String text) throws IOException;
    }

    private static void check(Stream<String> texts, Check check) {
        assertAll(texts.map(text -> (Executable) () -> check.of(text)));
    }

    private Answer compile(String filter) throws IOException {
        Path file = Files.writeString(folder.resolve("filter"), filter, StandardCharsets.US_ASCII);
        Process process = new ProcessBuilder(TCPDUMP.toString(), "-y", "EN10MB", "-d", "-F", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.onExit().join().exitValue() == 0, said.strip());
    }
}
