package io.nettools.controller.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.controller.fixture.LogLines;
import io.nettools.planner.trace.Trace.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LogProviderTest {
    private static final Logger OURS = LoggerFactory.getLogger(LogProviderTest.class);
    private static final Logger LIBRARY = LoggerFactory.getLogger("okhttp3.Anything");
    private static final Identity HELLO = new Identity("shop", "hello", "u-1");
    private static final Identity OTHER = new Identity("shop", "other", "u-2");

    @TempDir
    Path folder;

    @AfterEach
    void standard() {
        LogProvider.level().set(Level.INFO);
    }

    @Test
    void linesHaveTheTraceThatTheThreadWorksOn() {
        List<String> lines = LogLines.of(() -> {
            OURS.info("before");
            try (var _ = About.trace(HELLO)) {
                try (var _ = About.trace(OTHER)) {
                    OURS.info("inner {}", 7);
                }
                OURS.info("outer");
            }
            OURS.info("after");
        });
        assertEquals(
                List.of("before ", "inner 7 other", "outer hello", "after "),
                lines.stream()
                        .map(line -> LogLines.field(line, "message") + " " + LogLines.field(line, "name"))
                        .toList());
        assertEquals("shop", LogLines.field(lines.get(2), "namespace"));
        assertEquals("u-1", LogLines.field(lines.get(2), "uid"));
    }

    @Test
    void librariesLogOnlyWhatIsWrong() {
        LogProvider.level().set(Level.DEBUG);
        List<String> lines = LogLines.of(() -> {
            OURS.debug("ours");
            LIBRARY.info("quiet");
            LIBRARY.warn("loud");
        });
        assertEquals(List.of("ours", "loud"), messages(lines));
    }

    /** Who was traced is no matter of the level. */
    @Test
    void theAuditLogIsWrittenAtAnyLevel() {
        LogProvider.level().set(Level.ERROR);
        List<String> lines = LogLines.of(() -> {
            LoggerFactory.getLogger("audit").info("who");
            OURS.warn("quiet");
            LIBRARY.warn("quiet");
        });
        assertEquals(List.of("who"), messages(lines));
    }

    @Test
    void theLevelChangesWithItsFile() throws IOException {
        Path file = folder.resolve(LevelFile.KEY);
        LevelFile following = new LevelFile(folder, LogProvider.level(), Level.INFO);
        Files.writeString(file, "debug\n");
        following.look();
        assertEquals(Level.DEBUG, LogProvider.level().get());
        Files.delete(file);
        following.look();
        assertEquals(Level.INFO, LogProvider.level().get());
    }

    @Test
    void anUnknownLevelIsSaidOnceAndChangesNothing() throws IOException {
        LevelFile following = new LevelFile(folder, LogProvider.level(), Level.INFO);
        Files.writeString(folder.resolve(LevelFile.KEY), "verbose");
        List<String> lines = LogLines.of(() -> {
            following.look();
            following.look();
        });
        assertEquals(1, lines.size());
        assertTrue(
                LogLines.field(lines.getFirst(), "message")
                        .startsWith("settings: logLevel is \"verbose\": write debug, info, warn, error; it stays INFO"),
                lines::toString);
        assertEquals(Level.INFO, LogProvider.level().get());
    }

    private static List<String> messages(List<String> lines) {
        return lines.stream().map(line -> LogLines.field(line, "message")).toList();
    }
}
