package io.nettools.planner.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.nettools.planner.scenario.KStatus;
import io.nettools.planner.status.Condition.Truth;
import io.nettools.planner.status.Phase.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionsTest {
    private static final Instant EARLIER = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LATER = EARLIER.plusSeconds(60);

    /** The whole arithmetic: one letter for each of True, False, Unknown. */
    @ParameterizedTest
    @CsvSource({
        "Pending,            Finished=F Succeeded=U Ready=F Accepted=U Capturing=F Reconciling=T Stalled=F",
        "Queued,             Finished=F Succeeded=U Ready=F Accepted=U Capturing=F Reconciling=T Stalled=F",
        "LookupForbidden,    Finished=F Succeeded=U Ready=F Accepted=U Capturing=F Reconciling=T Stalled=F",
        "Starting,           Finished=F Succeeded=U Ready=F Accepted=T Capturing=F Reconciling=T Stalled=F",
        "Capturing,          Finished=F Succeeded=U Ready=F Accepted=T Capturing=T Reconciling=T Stalled=F",
        "Completed,          Finished=T Succeeded=T Ready=T Accepted=T Capturing=F Reconciling=F Stalled=F",
        "SpecInvalid,        Finished=T Succeeded=F Ready=F Accepted=F Capturing=F Reconciling=F Stalled=T",
        "PodLost,            Finished=T Succeeded=F Ready=F Accepted=T Capturing=F Reconciling=F Stalled=T"
    })
    void eachPhaseHasItsSevenConditions(Reason reason, String expected) {
        assertEquals(expected, text(fresh(reason)));
    }

    @Test
    void aTransitionTimeFromTheSchemasDefaultIsReplaced() {
        List<Condition> byDefault = List.of(
                new Condition(Conditions.STALLED, Truth.False, "Pending", "Not looked at yet.", 0, Instant.EPOCH));
        List<Condition> next = Conditions.next(byDefault, new Phase(Reason.Queued, "Waiting."), 1, LATER);
        assertEquals(
                List.of(LATER),
                next.stream().map(Condition::lastTransitionTime).distinct().toList());
    }

    @ParameterizedTest
    @EnumSource
    void reasonsOfOneKindHaveTheSameConditions(Reason reason) {
        Reason sameKind =
                switch (reason.kind()) {
                    case Waiting -> reason == Reason.Starting ? Reason.Starting : Reason.Pending;
                    case Capturing -> Reason.Capturing;
                    case Succeeded -> Reason.Completed;
                    case Refused -> Reason.SpecInvalid;
                    case Failed -> Reason.PodLost;
                };
        assertEquals(text(fresh(sameKind)), text(fresh(reason)));
    }

    @ParameterizedTest
    @EnumSource
    void kstatusReadsEveryReasonRight(Reason reason) {
        KStatus expected =
                switch (reason.kind()) {
                    case Waiting, Capturing -> KStatus.InProgress;
                    case Succeeded -> KStatus.Current;
                    case Refused, Failed -> KStatus.Failed;
                };
        assertEquals(expected, KStatus.of(status(fresh(reason), 1), 1, false));
        assertEquals(KStatus.InProgress, KStatus.of(status(fresh(reason), 1), 2, false), "an older generation");
        assertEquals(KStatus.Terminating, KStatus.of(status(fresh(reason), 1), 1, true));
    }

    @Test
    void beforeTheFirstWriteATraceIsInProgress() {
        assertEquals(KStatus.InProgress, KStatus.of(Status.initial(), 1, false));
        assertEquals(KStatus.InProgress, KStatus.of(status(fresh(Reason.Pending), 0), 1, false));
    }

    @Test
    void reasonMessageAndGenerationAreOnEachCondition() {
        for (Condition condition : next(List.of(), Reason.Queued, 7, EARLIER)) {
            assertEquals("Queued", condition.reason());
            assertEquals("why", condition.message());
            assertEquals(7, condition.observedGeneration());
            assertEquals(EARLIER, condition.lastTransitionTime());
        }
    }

    @Test
    void onlyFinishedHasTheOutcomeAsItsMessage() {
        List<Condition> conditions =
                Conditions.next(List.of(), new Phase(Reason.Completed, "why"), "the answer", 1, EARLIER);
        assertEquals(
                List.of("the answer", "why", "why", "why", "why", "why", "why"),
                conditions.stream().map(Condition::message).toList());
        assertEquals("Finished", conditions.getFirst().type());
    }

    @Test
    void onlyAChangedConditionGetsANewTransitionTime() {
        List<Condition> capturing = next(fresh(Reason.Starting), Reason.Capturing, 1, LATER);
        assertEquals(
                List.of("Capturing"),
                capturing.stream()
                        .filter(condition -> condition.lastTransitionTime().equals(LATER))
                        .map(Condition::type)
                        .toList());
    }

    @Property
    void aTransitionTimeMovesIfAndOnlyIfTheStatusDoes(@ForAll Reason before, @ForAll Reason after) {
        List<Condition> old = fresh(before);
        List<Condition> now = next(old, after, 2, LATER);
        for (int i = 0; i < old.size(); i++) {
            boolean same = old.get(i).status() == now.get(i).status();
            assertEquals(
                    same ? EARLIER : LATER,
                    now.get(i).lastTransitionTime(),
                    now.get(i).type());
        }
    }

    @Property
    void theSamePhaseAgainChangesNothing(@ForAll Reason reason) {
        assertEquals(fresh(reason), next(fresh(reason), reason, 1, LATER));
    }

    @Test
    void aConditionThatIsMissingOrUnknownIsRepaired() {
        List<Condition> broken = Stream.concat(
                        fresh(Reason.Capturing).stream().skip(3),
                        Stream.of(new Condition("Stranger", Truth.True, "X", "", 1, EARLIER)))
                .toList();
        assertEquals(text(fresh(Reason.Capturing)), text(next(broken, Reason.Capturing, 1, LATER)));
    }

    @Test
    void onlySuccessRefusalAndFailureAreTerminal() {
        assertEquals(
                List.of(Kind.Succeeded, Kind.Refused, Kind.Failed),
                Stream.of(Kind.values()).filter(Kind::terminal).toList());
    }

    @Test
    void aLongMessageIsCutWithDots() {
        assertEquals("x".repeat(512), new Phase(Reason.PodLost, "x".repeat(512)).message());
        assertEquals("x".repeat(509) + "...", new Phase(Reason.PodLost, "x".repeat(513)).message());
    }

    @Test
    void conditionsCannotBeChanged() {
        Status status = status(fresh(Reason.Queued), 1);
        assertThrows(
                UnsupportedOperationException.class, () -> status.conditions().clear());
    }

    private static List<Condition> fresh(Reason reason) {
        return next(List.of(), reason, 1, EARLIER);
    }

    private static List<Condition> next(List<Condition> old, Reason reason, long generation, Instant now) {
        return Conditions.next(old, new Phase(reason, "why"), generation, now);
    }

    private static String text(List<Condition> conditions) {
        return conditions.stream()
                .map(condition ->
                        condition.type() + "=" + condition.status().name().charAt(0))
                .collect(Collectors.joining(" "));
    }

    private static Status status(List<Condition> conditions, long observedGeneration) {
        return new Status(
                observedGeneration,
                "",
                List.of(),
                "",
                "",
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                conditions,
                List.of());
    }
}
