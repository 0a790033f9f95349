package io.nettools.controller.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenureTest {
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    @Test
    void aReplicaThatNeverHeldTheLeaseMayNotWrite() {
        assertFalse(Tenure.none(DEADLINE).mayWrite(0));
        assertEquals(Duration.ZERO, Tenure.none(DEADLINE).left(0));
    }

    /** System.nanoTime may begin with any value, and overflow. */
    @ParameterizedTest
    @ValueSource(longs = {0, -5_000_000_000L, Long.MAX_VALUE - 3_000_000_000L, Long.MIN_VALUE})
    void tenureEndsWithItsDeadlineForAnyStartOfTheClock(long renewed) {
        Tenure tenure = Tenure.none(DEADLINE).renewed(renewed);
        assertEquals(DEADLINE, tenure.left(renewed));
        assertTrue(tenure.mayWrite(renewed + DEADLINE.toNanos() - 1));
        assertFalse(tenure.mayWrite(renewed + DEADLINE.toNanos()));
        assertFalse(tenure.mayWrite(renewed + Duration.ofMinutes(1).toNanos()));
    }

    @Test
    void aLateAnswerDoesNotOpenAClosedFence() {
        AtomicLong now = new AtomicLong();
        Fence fence = new Fence(Terms.STANDARD, now::get);
        assertFalse(fence.open());
        fence.renewed(0);
        assertTrue(fence.open());
        fence.close();
        fence.renewed(0);
        assertFalse(fence.open());
    }

    /** Otherwise the holder would write while another replica already may. */
    @Test
    void theDeadlineLiesBetweenTheRetryAndTheLease() {
        Duration second = Duration.ofSeconds(1);
        assertThrows(IllegalArgumentException.class, () -> new Terms(DEADLINE, DEADLINE, second, second));
        assertThrows(
                IllegalArgumentException.class, () -> new Terms(Duration.ofSeconds(9), DEADLINE, DEADLINE, second));
    }
}
