package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.planner.trace.FinishedTrace;
import io.nettools.planner.trace.Trace.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<FinishedTrace> TRACES = List.of(
            trace("shop", "one", 1), trace("shop", "three", 3), trace("shop", "two", 2), trace("bank", "four", 4));

    @Test
    void withoutLimitsNothingIsDeleted() {
        assertEquals(List.of(), names(Retention.OFF, TRACES));
    }

    @Test
    void theLastOfEachNamespaceAreKept() {
        assertEquals(List.of("two", "three"), names(new Retention(Optional.of(1), Optional.empty()), TRACES));
        assertEquals(List.of(), names(new Retention(Optional.of(3), Optional.empty()), TRACES));
    }

    @Test
    void tracesOverTheAgeAreDeleted() {
        Retention hours = new Retention(Optional.empty(), Optional.of(Duration.ofHours(2)));
        assertEquals(List.of("three", "four"), names(hours, TRACES));
    }

    @Test
    void eitherLimitIsEnough() {
        Retention both = new Retention(Optional.of(2), Optional.of(Duration.ofHours(3)));
        assertEquals(List.of("three", "four"), names(both, TRACES));
    }

    /** Its user has said how long it is kept, or it goes already, or its trace pod has not gone yet. */
    @Test
    void retentionSparesTracesWithTtlOrPods() {
        FinishedTrace old = trace("shop", "old", 100);
        Retention none = new Retention(Optional.empty(), Optional.of(Duration.ofSeconds(1)));
        assertEquals(List.of("old"), names(none, List.of(old)));
        assertEquals(
                List.of(),
                names(
                        none,
                        List.of(
                                new FinishedTrace(old.identity(), "1", true, false, true, old.finished(), old.ttl()),
                                new FinishedTrace(old.identity(), "1", false, true, true, old.finished(), old.ttl()),
                                new FinishedTrace(
                                        old.identity(),
                                        "1",
                                        false,
                                        false,
                                        true,
                                        old.finished(),
                                        Optional.of(Duration.ofDays(30))))));
    }

    private static List<String> names(Retention retention, List<FinishedTrace> traces) {
        return retention.beyond(traces, NOW).stream()
                .map(trace -> trace.identity().name())
                .toList();
    }

    private static FinishedTrace trace(String namespace, String name, int hoursAgo) {
        return new FinishedTrace(
                new Identity(namespace, name, "uid-" + name),
                "1",
                false,
                false,
                true,
                NOW.minus(Duration.ofHours(hoursAgo)),
                Optional.empty());
    }
}
