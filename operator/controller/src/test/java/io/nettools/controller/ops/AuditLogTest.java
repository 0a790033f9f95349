package io.nettools.controller.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.LogLines;
import io.nettools.controller.observe.Traces;
import io.nettools.planner.plan.NextStatus;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AuditLogTest {
    private static final Instant NOW = Instant.parse(ATrace.CREATED);

    private final AuditLog audit = new AuditLog();

    @Test
    void theStartIsOneLineWithCreatorAndReason() {
        Trace trace = trace("port 80", "INC-4711");
        assertEquals(
                "phase=Started namespace=shop name=hello uid=" + ATrace.UID
                        + " requestedBy=\"jane\" reason=Capturing targets=[web/pod-uid] peers=[] filter=\"port 80\""
                        + " why=\"INC-4711\" packets=0 reads=7 diagnosis=\"\"",
                message(lines(trace, Reason.Capturing)));
    }

    @Test
    void theEndIsOneLineWithItsReason() {
        Trace trace = after(trace("", ""), Reason.Capturing);
        String line = message(lines(trace, Reason.DiskFull));
        assertTrue(line.startsWith("phase=Finished namespace=shop name=hello "), line);
        assertTrue(line.contains(" reason=DiskFull targets=[web/pod-uid] peers=[] filter=\"\" why=\"\""), line);
    }

    @Test
    void aRefusedTraceHasOnlyAnEnd() {
        assertTrue(message(lines(trace("", ""), Reason.TargetNotFound)).startsWith("phase=Finished "));
    }

    @Test
    void podsAtTheOtherEndAreListedAsPeers() {
        Trace trace = trace("", "");
        TargetStatus peer =
                TargetStatus.recorded("api", TargetStatus.Role.Peer, "peer-uid", "node-2", List.of(), List.of(), "any");
        TargetStatus target = TargetStatus.recorded("web", "pod-uid", "node-1", List.of(), "any");
        Phase capturing = new Phase(Reason.Capturing, "So it is.");
        Status next = NextStatus.of(trace, capturing, List.of(target, peer), Optional.empty(), NOW);
        String line = message(LogLines.of(() -> audit.log(Optional.of("jane"), trace, next, 0)));
        assertTrue(line.contains(" targets=[web/pod-uid] peers=[api/peer-uid] "), line);
    }

    @Test
    void aTracedNodeIsListedAsNode() {
        Trace trace = trace("", "");
        TargetStatus node = TargetStatus.recorded("", "node-uid", "node-1", List.of(), "any");
        Phase capturing = new Phase(Reason.Capturing, "So it is.");
        Status next = NextStatus.of(trace, capturing, List.of(node), Optional.empty(), NOW);
        String line = message(LogLines.of(() -> audit.log(Optional.of("jane"), trace, next, 0)));
        assertTrue(line.contains(" targets=[node/node-1/node-uid] "), line);
    }

    @Test
    void anUnknownCreatorIsLoggedAsUnknown() {
        Trace trace = trace("", "");
        String line = message(LogLines.of(() -> audit.log(Optional.empty(), trace, next(trace, Reason.Completed), 0)));
        assertTrue(line.contains(" requestedBy=\"unknown\" "), line);
    }

    @Test
    void otherPhasesAreNotLogged() {
        Trace trace = trace("", "");
        assertEquals(List.of(), lines(trace, Reason.Queued));
        assertEquals(List.of(), lines(trace, Reason.Starting));
        assertEquals(List.of(), lines(after(trace, Reason.Capturing), Reason.Capturing));
        assertEquals(List.of(), lines(after(trace, Reason.Completed), Reason.Completed));
    }

    @Property(tries = 200)
    void hostileTextDoesNotBreakTheLine(@ForAll String filter, @ForAll String why) {
        Trace plain = trace("", "");
        Trace hostile = new Trace(
                plain.identity(),
                plain.generation(),
                plain.created(),
                false,
                false,
                new io.nettools.planner.trace.TraceSpec(
                        plain.spec().target(),
                        plain.spec().duration(),
                        plain.spec().capture().filtering(filter + "\" why=\"\r\nphase=Started"),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        why + "\u2028\u001b[2J",
                        Optional.empty(),
                        false),
                plain.status());
        String line = message(lines(filter, hostile, Reason.Completed));
        assertTrue(line.chars().allMatch(character -> character >= ' ' && character <= '~'), line);
        assertEquals(
                8,
                line.replace("\\\\", "")
                        .replace("\\\"", "")
                        .chars()
                        .filter(character -> character == '"')
                        .count(),
                line);
    }

    private List<String> lines(Trace trace, Reason reason) {
        return lines("jane", trace, reason);
    }

    private List<String> lines(String requestedBy, Trace trace, Reason reason) {
        return LogLines.of(() -> audit.log(Optional.of(requestedBy), trace, next(trace, reason), 7));
    }

    private static String message(List<String> lines) {
        assertEquals(1, lines.size(), lines::toString);
        assertEquals("audit", LogLines.field(lines.getFirst(), "logger"));
        return LogLines.field(lines.getFirst(), "message");
    }

    private static Trace after(Trace trace, Reason reason) {
        return new Trace(
                trace.identity(), trace.generation(), trace.created(), false, false, trace.spec(), next(trace, reason));
    }

    private static Status next(Trace trace, Reason reason) {
        TargetStatus target = TargetStatus.recorded("web", "pod-uid", "node-1", List.of(), "any");
        return NextStatus.of(trace, new Phase(reason, "So it is."), List.of(target), Optional.empty(), NOW);
    }

    private static Trace trace(String filter, String why) {
        return Traces.of(
                ATrace.asking("{target: {pod: web}, capture: {filter: '" + filter + "'}, reason: '" + why + "'}"));
    }
}
