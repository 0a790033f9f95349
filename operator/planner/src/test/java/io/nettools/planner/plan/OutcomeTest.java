package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.planner.status.ATarget;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void aTraceStartsUntilAllItsTargetsListen() {
        outcome(Reason.Starting, "Waiting for tcpdump to listen on pod web-1.", Reason.Starting);
        outcome(Reason.Starting, "Waiting for tcpdump to listen on 2 pods.", Reason.Capturing, Reason.Starting);
        outcome(Reason.Starting, "Waiting for tcpdump to listen on 2 pods.", Reason.Completed, Reason.Starting);
    }

    @Test
    void aTraceCapturesWhileAnyTargetDoesAndNoneStarts() {
        outcome(Reason.Capturing, "tcpdump listens on pod web-1.", Reason.Capturing);
        outcome(Reason.Capturing, "tcpdump listens on pod web-2.", Reason.PodLost, Reason.Capturing);
        outcome(Reason.Capturing, "tcpdump listens on 2 pods.", Reason.Capturing, Reason.Completed, Reason.Capturing);
    }

    @Test
    void aTraceOfOneTargetEndsAsItsTarget() {
        outcome(Reason.PodLost, "PodLost it is.", Reason.PodLost);
        outcome(Reason.FilterInvalid, "FilterInvalid it is.", Reason.FilterInvalid, Reason.FilterInvalid);
    }

    @Test
    void differentSuccessesAreASuccess() {
        outcome(
                Reason.Completed,
                "All captures ended; see status.targets for the reason of each.",
                Reason.Stopped,
                Reason.PacketLimitReached);
    }

    @Test
    void differentFailuresNameTheFirst() {
        outcome(
                Reason.PartlyFailed,
                "2 of 3 targets failed, web-2 with DiskFull: DiskFull it is.",
                Reason.Completed,
                Reason.DiskFull,
                Reason.PodLost);
    }

    @Property
    void aTraceIsOverIfAndOnlyIfAllItsTargetsAre(@ForAll @Size(min = 1, max = 5) List<Reason> reasons) {
        boolean over = reasons.stream().allMatch(Reason::terminal);
        assertEquals(over, of(reasons).kind().terminal());
    }

    @Property
    void aTraceSucceedsIfAndOnlyIfAllItsTargetsDo(@ForAll @Size(min = 1, max = 5) List<Reason> reasons) {
        boolean all = reasons.stream().allMatch(reason -> reason.kind() == Phase.Kind.Succeeded);
        assertEquals(all, of(reasons).kind() == Phase.Kind.Succeeded);
    }

    private static void outcome(Reason reason, String message, Reason... targets) {
        assertEquals(new Phase(reason, message), of(List.of(targets)));
    }

    private static Phase of(List<Reason> reasons) {
        List<TargetStatus> targets = IntStream.range(0, reasons.size())
                .mapToObj(i -> ATarget.that("web-" + (i + 1), reasons.get(i)))
                .toList();
        return Outcome.of(targets);
    }
}
