package io.nettools.controller.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "30s, PT30S",
        "1m30s, PT1M30S",
        "2h, PT2H",
        "250ms, PT0.25S",
        "1h1m1s1ms, PT1H1M1.001S",
        "0s, PT0S",
        "90m, PT1H30M"
    })
    void aDurationIsReadAsGoReadsIt(String text, Duration expected) {
        assertEquals(expected, Durations.parse(text));
    }

    /** The CRD's rule allows 32 characters. A refusal here would leave a trace without an answer. */
    @Test
    void theLongestDurationOfTheSchemaIsRead() {
        assertEquals(Duration.ofSeconds(30), Durations.parse("0".repeat(29) + "30s"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "30", "s", "-30s", "1.5s", "30 s", "30S", "PT30S", "1d", "30s ", "99999999999999999999h"})
    void anythingElseIsRefusedWithItsText(String text) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Durations.parse(text));
        assertEquals("not a duration: " + text, refusal.getMessage());
    }
}
