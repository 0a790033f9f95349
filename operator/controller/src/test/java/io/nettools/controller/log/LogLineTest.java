package io.nettools.controller.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LogLineTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final String LOGGER = "io.nettools.controller.Main";

    @Test
    void aLineIsOneObject() {
        assertEquals(
                "{\"time\":\"2026-01-01T00:00:00.123Z\",\"level\":\"info\",\"logger\":\"Main\",\"message\":\"phase=Ready\"}",
                line("phase=Ready", Map.of()).json());
    }

    @Test
    void aLineAboutATraceHasItsIdentity() throws JsonProcessingException {
        JsonNode read = read(line("m", Map.of("uid", "u-1")));
        assertEquals("u-1", read.path("uid").asText());
    }

    /** T27 for the whole log: texts of users, of the API server and of the network. */
    @Property(tries = 500)
    void hostileTextStaysInItsField(@ForAll String text) throws JsonProcessingException {
        String hostile = text + "\"}\n{\"level\":\"info\"\u001b[2J\u2028\u202e\u007f";
        LogLine line = new LogLine(
                TIME, Level.WARN, LOGGER, hostile, Map.of("name", hostile), Optional.of(new Exception(hostile)));
        assertTrue(line.json().chars().allMatch(character -> character >= ' ' && character <= '~'), line::json);
        JsonNode read = read(line);
        assertEquals(hostile, read.path("message").asText());
        assertEquals(hostile, read.path("name").asText());
        assertEquals("warn", read.path("level").asText());
        assertTrue(read.path("error").asText().contains("at io.nettools"), line::json);
    }

    @Test
    void aLongTextIsCut() {
        String line = line("x".repeat(10 * LogLine.LENGTH), Map.of()).json();
        assertTrue(line.length() < LogLine.LENGTH + 200, () -> "" + line.length());
        assertTrue(line.endsWith("x\\u2026\"}"), () -> line.substring(line.length() - 20));
    }

    private static LogLine line(String message, Map<String, String> about) {
        return new LogLine(TIME, Level.INFO, LOGGER, message, about, Optional.empty());
    }

    private static JsonNode read(LogLine line) throws JsonProcessingException {
        return new JsonMapper().readTree(line.json());
    }
}
