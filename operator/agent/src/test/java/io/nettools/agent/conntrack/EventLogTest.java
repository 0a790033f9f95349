package io.nettools.agent.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    @TempDir
    Path folder;

    @Test
    void wholeLinesUntilTheLimitAndTheRestIsCounted() throws IOException {
        assertEquals(2, copy("[NEW] a\n[NEW] b\n[NEW] cc\n[NEW] d\n", 20));
        assertEquals("[NEW] a\n[NEW] b\n", Files.readString(folder.resolve("events")));
    }

    @Test
    void nothingIsOmittedBelowTheLimit() throws IOException {
        assertEquals(0, copy("[NEW] a\n", 8));
    }

    @Test
    void whatIsNotWantedIsNeitherWrittenNorCounted() throws IOException {
        assertEquals(1, copy("[NEW] stranger\n[NEW] a\n[NEW] stranger\n[NEW] b\n", 8));
        assertEquals("[NEW] a\n", Files.readString(folder.resolve("events")));
    }

    private long copy(String text, int limit) throws IOException {
        EventLog log = new EventLog(folder.resolve("events"), limit, line -> !line.contains("stranger"));
        return log.copy(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
