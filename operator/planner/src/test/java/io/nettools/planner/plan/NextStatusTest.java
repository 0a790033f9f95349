package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding.Severity;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.status.ATarget;
import io.nettools.planner.status.Diagnosis;
import io.nettools.planner.status.Diagnosis.Basis;
import io.nettools.planner.status.JsonBytes;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Trace;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NextStatusTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Phase COMPLETED = new Phase(Reason.Completed, "why");

    @Test
    void theWholeStatusFitsInto16KiB() {
        List<TargetStatus> targets = Collections.nCopies(10, ATarget.full(50, "x".repeat(300)));
        Phase phase = new Phase(Reason.PartlyFailed, "y".repeat(512));
        Status status = next(trace(ATrace.ofPodsWith("z".repeat(1000), 10), Status.initial()), phase, targets);
        int size = JsonBytes.of(status);
        assertTrue(size <= 16 * 1024, () -> "JSON of " + size);
    }

    @Test
    void finishedSaysWhyATraceFailedAndWhatItsPacketsShow() {
        Phase gone = new Phase(Reason.TargetGone, "The target pod ended.");
        Diagnosis fault = new Diagnosis(
                "ConnectionRefused", Severity.Error, Basis.Observed, "10.0.0.2:80 refuses", "", "", null, null, "");
        assertEquals("The target pod ended. 10.0.0.2:80 refuses.", finished(gone, List.of(fault)));
        assertEquals("The target pod ended.", finished(gone, List.of()));
    }

    private static String finished(Phase phase, List<Diagnosis> faults) {
        return NextStatus.whole(
                        trace(ATrace.of("web"), Status.initial()), phase, faults, List.of(), Optional.empty(), NOW)
                .conditions()
                .getFirst()
                .message();
    }

    @Test
    void theGenerationIsThatOfTheTrace() {
        Status status = next(trace(ATrace.of("web"), Status.initial()), COMPLETED, List.of());
        assertEquals(5, status.observedGeneration());
        assertTrue(status.conditions().stream().allMatch(condition -> condition.observedGeneration() == 5));
    }

    @Test
    void aTraceThatIsNotOverHasNoFinishTime() {
        Phase capturing = new Phase(Reason.Capturing, "why");
        Status status = next(trace(ATrace.of("web"), Status.initial()), capturing, List.of());
        assertEquals(Optional.empty(), status.finishTime());
        assertEquals(
                Optional.of(NOW),
                next(trace(ATrace.of("web"), status), COMPLETED, List.of()).finishTime());
    }

    @Test
    void startAndFinishAreKeptOnceTheyAreKnown() {
        Status first = next(trace(ATrace.of("web"), Status.initial()), COMPLETED, List.of());
        Status second = NextStatus.of(
                trace(ATrace.of("web"), first),
                COMPLETED,
                List.of(),
                Optional.of(NOW.plusSeconds(9)),
                NOW.plusSeconds(9));
        assertEquals(first, second);
    }

    @Test
    void theTargetColumnCountsPodsOnlyWhenThereAreMore() {
        assertEquals("web", column(ATrace.of("web"), 1));
        assertEquals("app=web", column(ATrace.ofPodsWith("app=web", 3), 1));
        assertEquals("2 pods of app=web", column(ATrace.ofPodsWith("app=web", 3), 2));
        assertEquals("app=web", column(ATrace.ofPodsWith("app=web", 3), 0));
    }

    @Test
    void columnsAreCutWithDots() {
        String column = column(ATrace.ofPodsWith("x".repeat(300), 3), 1);
        assertEquals("x".repeat(250) + "...", column);
    }

    private static String column(ATrace of, int targets) {
        List<TargetStatus> all = IntStream.range(0, targets)
                .mapToObj(i -> ATarget.that("web-" + i, Reason.Starting))
                .toList();
        return next(trace(of, Status.initial()), new Phase(Reason.Starting, "why"), all)
                .target();
    }

    private static Status next(Trace trace, Phase phase, List<TargetStatus> targets) {
        return NextStatus.of(trace, phase, targets, Optional.of(NOW.minusSeconds(30)), NOW);
    }

    private static Trace trace(ATrace spec, Status status) {
        return new Trace(new Trace.Identity("shop", "hello", "uid"), 5, NOW, false, false, spec.spec(), status);
    }
}
