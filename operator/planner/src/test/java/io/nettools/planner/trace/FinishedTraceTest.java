package io.nettools.planner.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.trace.Trace.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FinishedTraceTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final Optional<Duration> HOUR = Optional.of(Duration.ofHours(1));

    @Test
    void aTraceWithoutTimeToLiveIsSettled() {
        FinishedTrace trace = trace(false, false, true, Optional.empty());
        assertTrue(trace.settled());
        assertFalse(trace.due(AT.plusSeconds(1_000_000)));
    }

    @Test
    void aFinalizerOrALateStopIsDueNow() {
        assertTrue(trace(false, true, true, Optional.empty()).due(AT));
        assertTrue(trace(false, false, false, Optional.empty()).due(AT));
        assertFalse(trace(true, true, true, Optional.empty()).settled());
        assertFalse(trace(false, false, false, Optional.empty()).settled());
    }

    @Test
    void aTimeToLiveIsDueAtItsEnd() {
        FinishedTrace trace = trace(false, false, true, HOUR);
        assertFalse(trace.settled());
        assertFalse(trace.due(AT.plusSeconds(3599)));
        assertTrue(trace.due(AT.plusSeconds(3600)));
        assertEquals(Optional.of(AT.plusSeconds(3600)), trace.expiry());
    }

    @Test
    void aTraceThatIsBeingDeletedIsNotDue() {
        FinishedTrace going = trace(true, false, true, HOUR);
        assertTrue(going.settled());
        assertFalse(going.due(AT.plusSeconds(7200)));
    }

    private static FinishedTrace trace(boolean deleting, boolean held, boolean answered, Optional<Duration> ttl) {
        return new FinishedTrace(new Identity("shop", "hello", "u"), "1", deleting, held, answered, AT, ttl);
    }
}
