package io.nettools.agent.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeIdleTest {
    @Test
    void theSecondNumberIsIdleSeconds() {
        assertEquals(Optional.of(Duration.ofMillis(234_388_900)), NodeIdle.of("350735.47 234388.90\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1.00", "1.00 2", "1.00 -2.00", "1.00 two", "1.00 2.00 3.00", "1.00 9999999999999999999.00"})
    void anotherTextHasNoIdleTime(String text) {
        assertEquals(Optional.empty(), NodeIdle.of(text));
    }
}
