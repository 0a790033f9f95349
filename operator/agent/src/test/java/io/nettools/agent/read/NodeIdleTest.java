package io.nettools.agent.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeIdleTest {
    @Test
    void idleAndWaitingForTheDiskAreIdle() {
        String text = "cpu  1000 20 300 4500 50 6 7 8 0 0\ncpu0 1 2 3 4 5 6 7 8 0 0\nintr 17\n";
        assertEquals(Optional.of(Duration.ofMillis(45_500)), NodeIdle.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cpu",
                "cpu  1 2 3 4",
                "cpu0 1 2 3 4 5 6",
                "cpu  1 2 3 four 5 6",
                "cpu  1 2 3 9223372036854775807 1 6",
                "cpu  1 2 3 9223372036854775807 0 6"
            })
    void anotherTextSaysNothing(String text) {
        assertEquals(Optional.empty(), NodeIdle.of(text));
    }
}
