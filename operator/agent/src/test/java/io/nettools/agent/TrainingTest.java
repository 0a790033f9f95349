package io.nettools.agent;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;

class TrainingTest {
    @Test
    void itRunsWhereverTheImageIsBuilt() {
        assertDoesNotThrow(Training::run);
    }
}
