package io.nettools.agent.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration TURN = Duration.ofMillis(20);

    private final Pace pace = new Pace();

    @Test
    void onABusyNodeOnePartInAHundredIsWorked() {
        assertEquals(Duration.ofMillis(10), workedIn(50, Duration.ZERO));
    }

    @Test
    void afterTheCaptureAFourthIsWorked() {
        pace.afterwards();
        assertEquals(Duration.ofMillis(250), workedIn(50, Duration.ZERO));
    }

    @Test
    void onAnIdleNodeHalfOfTheIdleTimeIsWorked() {
        assertEquals(Duration.ofMillis(100), workedIn(10, Duration.ofMillis(20)));
    }

    @Test
    void idleTimeThatRunsBackwardsCountsAsZero() {
        assertEquals(
                Duration.ofMillis(10),
                workedIn(50, Duration.ofMillis(-500))); // a CPU that goes offline takes its idle time along
    }

    @Test
    void unusedCreditDoesNotBecomeABurst() {
        pace.passed(Duration.ofHours(1), Duration.ofHours(2));
        pace.worked(Duration.ofMillis(21));
        assertFalse(pace.mayWork());
    }

    /** The bound on work for any idle time: only the last piece, which starts in time, may exceed the credit. */
    @Property
    void workNeverExceedsTheCreditByMoreThanOnePiece(
            @ForAll @Size(max = 100) List<@IntRange(max = 80) Integer> idle,
            @ForAll @IntRange(min = 1, max = 50) int piece) {
        Pace any = new Pace();
        long worked = 0;
        long allowed = 0;
        for (int millis : idle) {
            any.passed(TURN, Duration.ofMillis(millis));
            allowed += Math.max(1, millis / 2 + 1);
            if (any.mayWork()) {
                any.worked(Duration.ofMillis(piece));
                worked += piece;
            }
        }
        assertTrue(worked <= allowed + piece, worked + " ms of " + allowed);
    }

    private Duration workedIn(int turns, Duration idle) {
        Duration step = Duration.ofMillis(1);
        pace.worked(step);
        Duration worked = Duration.ZERO;
        for (int turn = 0; turn < turns; turn++) {
            pace.passed(TURN, idle);
            while (pace.mayWork()) {
                pace.worked(step);
                worked = worked.plus(step);
            }
        }
        return worked;
    }
}
