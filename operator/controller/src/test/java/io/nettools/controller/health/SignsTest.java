package io.nettools.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.controller.health.Signs.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The failure model's watch drop and silent watch, and an API server that is away. */
class SignsTest {
    private static final Duration NOW = Duration.ZERO;
    private static final Watch LIVE = new Watch("traces", true, false, Duration.ofSeconds(10), Duration.ofHours(1));

    @Test
    void quietWatchThatAnswersPingsIsReadyAndAlive() {
        assertEquals("", notReady(LIVE));
        assertEquals("", notAlive(LIVE));
    }

    @Test
    void beforeTheCachesAreFilledItIsAliveButNotReady() {
        Signs starting = new Signs(false, List.of(), NOW, false);
        assertEquals(Optional.of("the caches are not filled yet"), starting.notReady());
        assertEquals(Optional.empty(), starting.notAlive());
    }

    @Test
    void oneDeafWatchOfSeveralIsNotReady() {
        assertEquals("", notReady(LIVE, deaf(30, 1)));
        assertEquals("the watch of pods received nothing for 31 s", notReady(LIVE, deaf(31, 1)));
        assertEquals(
                "the watch of pods has no list yet",
                notReady(LIVE, new Watch("pods", false, false, NOW, Duration.ofSeconds(1))));
    }

    @Test
    void apiServerUnavailableForHoursNeedsNoRestart() {
        assertEquals("", notAlive(deaf(10_000, 20)));
    }

    @Test
    void watchWithoutNewAttemptsNeedsARestart() {
        assertEquals("", notAlive(deaf(180, 180)));
        assertEquals("the watch of pods is down; the last attempt was 181 s ago", notAlive(LIVE, deaf(500, 181)));
    }

    @Test
    void operatorFrozenForAMinuteNeedsNoRestart() {
        assertEquals("", notAlive(deaf(70, 70)));
    }

    @Test
    void watchThatStoppedForGoodNeedsARestart() {
        Watch stopped = new Watch("pods", true, true, Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertEquals("the watch of pods has stopped for good", notAlive(LIVE, stopped));
    }

    @Test
    void turnThatNeverEndsNeedsARestart() {
        assertEquals(Optional.empty(), new Signs(true, List.of(LIVE), Duration.ofMinutes(10), false).notAlive());
        assertEquals(
                Optional.of("a turn of the loop has not ended for 601 s"),
                new Signs(true, List.of(LIVE), Duration.ofSeconds(601), false).notAlive());
    }

    @Test
    void deadlockedThreadsNeedARestart() {
        assertEquals(Optional.of("threads are deadlocked"), new Signs(true, List.of(LIVE), NOW, true).notAlive());
    }

    private static Watch deaf(long heard, long tried) {
        return new Watch("pods", true, false, Duration.ofSeconds(heard), Duration.ofSeconds(tried));
    }

    private static String notReady(Watch... watches) {
        return new Signs(true, List.of(watches), NOW, false).notReady().orElse("");
    }

    private static String notAlive(Watch... watches) {
        return new Signs(true, List.of(watches), NOW, false).notAlive().orElse("");
    }
}
