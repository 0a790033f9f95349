package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.agent.capture.StopRules.Situation;
import io.nettools.analyser.report.CaptureReport.Stop;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StopRulesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Optional<Stop> NONE = Optional.empty();

    @Test
    void aCaptureRunsOnUntilSomethingHappens() {
        assertEquals(NONE, decide(NONE, false, false, false, false, false, MINUTE.minusNanos(1)));
    }

    @Test
    void aCaptureEndsAfterItsDuration() {
        assertEquals(Optional.of(Stop.Duration), decide(NONE, false, false, false, false, false, MINUTE));
    }

    @Test
    void aFileLimitBeatsAllOtherReasons() {
        Optional<Stop> limit = Optional.of(Stop.MaxPackets);
        assertEquals(limit, decide(limit, true, false, true, true, true, MINUTE));
    }

    @Test
    void aDisappearedInterfaceEndsWithOrWithoutTheTarget() {
        assertEquals(Optional.of(Stop.TargetGone), decide(NONE, true, true, true, false, false, Duration.ZERO));
        assertEquals(Optional.of(Stop.InterfaceGone), decide(NONE, true, true, false, false, false, Duration.ZERO));
    }

    @Test
    void anEndOfTcpdumpByItselfIsAFailure() {
        assertEquals(Optional.of(Stop.ToolFailed), decide(NONE, true, false, false, false, true, Duration.ZERO));
    }

    @Test
    void aGoneTargetBeatsTerminationBeatsAStopRequest() {
        assertEquals(Optional.of(Stop.TargetGone), decide(NONE, false, false, true, true, true, MINUTE));
        assertEquals(Optional.of(Stop.Terminated), decide(NONE, false, false, false, true, true, MINUTE));
        assertEquals(Optional.of(Stop.StopRequested), decide(NONE, false, false, false, false, true, MINUTE));
    }

    @Test
    void onlyARequestedEndWaitsForTheKernelsRing() {
        assertEquals(
                EnumSet.of(Stop.Duration, Stop.StopRequested, Stop.Terminated),
                EnumSet.copyOf(Stream.of(Stop.values())
                        .filter(StopRules::worthDraining)
                        .toList()));
    }

    private static Optional<Stop> decide(
            Optional<Stop> written,
            boolean toolEnded,
            boolean disappeared,
            boolean gone,
            boolean terminated,
            boolean requested,
            Duration elapsed) {
        return StopRules.decide(
                new Situation(written, toolEnded, disappeared, gone, terminated, requested, elapsed, MINUTE));
    }
}
