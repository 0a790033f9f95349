package io.nettools.planner.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.shape.Shape;
import io.nettools.analyser.shape.Shape.Place;
import io.nettools.planner.cluster.Names;
import io.nettools.planner.diagnosis.Diagnoses;
import io.nettools.planner.plan.NextStatus;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.trace.Trace;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.123456789Z");

    @Test
    void targetsThatFitAreUnchanged() {
        List<TargetStatus> targets = List.of(ATarget.full(3, "short"));
        assertSame(targets, fit(targets));
    }

    @Test
    void packetLinesAreCutBeforeConversations() {
        TargetStatus fitted = fit(List.of(ATarget.full(30, "x".repeat(80)))).getFirst();
        assertTrue(fitted.packets().size() < fitted.flows().size()
                || fitted.packets().size() == 10);
        assertTrue(fitted.flows().size() <= 10);
        assertEquals(30, fitted.flowCount());
        assertEquals("web", fitted.pod());
    }

    @Test
    void detailsOfConnectionsAreCutBeforeTheConnections() {
        List<ConversationAnswer> kept =
                fit(List.of(ATarget.full(20, "x".repeat(40)))).getFirst().flows();
        long told = kept.stream().filter(flow -> flow.tcp() != null).count();
        assertTrue(told < kept.size(), () -> told + " of " + kept.size());
        assertTrue(kept.stream().limit(told).allMatch(flow -> flow.tcp() != null), "the first keep theirs");
    }

    @Test
    void theFirstPacketLinesStay() {
        List<String> lines =
                IntStream.range(0, 300).mapToObj(i -> i + " " + "x".repeat(60)).toList();
        TargetStatus fitted = fit(List.of(withPackets(lines))).getFirst();
        assertEquals(lines.subList(0, 10), fitted.packets());
    }

    @Test
    void aCutIsNotedOnce() {
        List<TargetStatus> once = fit(List.of(ATarget.full(50, "x".repeat(300))));
        assertEquals(1, notes(once.getFirst()));
        assertEquals(once, fit(once));
        List<TargetStatus> later = fit(Collections.nCopies(3, once.getFirst()));
        assertEquals(1, notes(later.getFirst()));
    }

    @Test
    void anUncutTargetHasNoNote() {
        TargetStatus small = ATarget.that("web", Reason.PodLost);
        List<TargetStatus> fitted = fit(List.of(small, ATarget.full(50, "x".repeat(300))));
        assertEquals(small, fitted.getFirst());
    }

    @Test
    void identityAndCountersAlwaysStay() {
        TargetStatus full = ATarget.full(64, "\\".repeat(512));
        fit(Collections.nCopies(10, full)).forEach(fitted -> {
            assertEquals(full.pod(), fitted.pod());
            assertEquals(full.uid(), fitted.uid());
            assertEquals(full.node(), fitted.node());
            assertEquals(full.podIPs(), fitted.podIPs());
            assertEquals(full.reachedBy(), fitted.reachedBy());
            assertEquals(full.capture(), fitted.capture());
            assertEquals(full.reason(), fitted.reason());
        });
    }

    @Test
    void aCutNameIsNoted() {
        TargetStatus fitted =
                fit(Collections.nCopies(16, named("n".repeat(253)))).getFirst();
        assertEquals("n".repeat(253), fitted.pod());
        assertEquals("n".repeat(29) + "...", fitted.node());
        assertTrue(fitted.notes().contains(Budget.NOTE));
    }

    @Test
    void theConditionsSentenceIsCutLast() {
        List<TargetStatus> most = Collections.nCopies(20, named("n".repeat(253)));
        Status status = fit("why ".repeat(128), Diagnoses.of(most, Names.NONE), most);
        assertTrue(JsonBytes.of(status) <= Budget.BYTES, () -> "JSON of " + JsonBytes.of(status));
        String sentence = status.conditions().getFirst().message();
        assertTrue(sentence.length() == 128 && sentence.endsWith("..."), sentence);
        assertEquals(status, fit("why ".repeat(128), status.diagnosis(), status.targets()));
    }

    @Test
    void theMostFrequentStatesStayWhenNotAllFit() {
        NavigableMap<String, Long> states = new TreeMap<>();
        IntStream.range(0, 400).forEach(n -> states.put("STATE_%03d".formatted(n), (long) n));
        TargetStatus target = ATarget.tracking(states);
        TargetStatus fitted = fit(Collections.nCopies(4, target)).getFirst();
        Set<String> kept = fitted.conntrack().states().keySet();
        assertTrue(kept.size() < 400 && kept.contains("STATE_399"), kept::toString);
        assertEquals(states.tailMap("STATE_%03d".formatted(400 - kept.size())).keySet(), kept);
    }

    @Property(tries = 200)
    void anyTargetsFit(
            @ForAll("targets") TargetStatus target,
            @ForAll @IntRange(min = 1, max = 16) int many,
            @ForAll("texts") String sentence) {
        List<TargetStatus> targets = Collections.nCopies(many, target);
        Status status = fit(sentence, Diagnoses.of(targets, Names.NONE), targets);
        assertTrue(JsonBytes.of(status) <= Budget.BYTES, () -> "JSON of " + JsonBytes.of(status));
        Status again = fit(sentence, status.diagnosis(), status.targets());
        assertEquals(status, again, "what was cut is not cut again");
    }

    @Provide
    Arbitrary<String> texts() {
        return Combinators.combine(
                        Arbitraries.of(
                                "",
                                "a",
                                "\"",
                                "\\",
                                "=",
                                ",",
                                "<",
                                "a=b, ",
                                "\u0001",
                                "é",
                                "\u20ac",
                                "\ud83d\ude00",
                                "x"),
                        Arbitraries.integers().between(0, 600))
                .as(String::repeat);
    }

    @Provide
    Arbitrary<TargetStatus> targets() {
        Arbitrary<TargetStatus> full = Combinators.combine(
                        Arbitraries.integers().between(0, 50), texts())
                .as(ATarget::full);
        Arbitrary<String> names = Arbitraries.integers().between(1, 253).map("n"::repeat);
        return Combinators.combine(full, names).as(BudgetTest::named);
    }

    private static List<TargetStatus> fit(List<TargetStatus> targets) {
        return fit("why", List.of(), targets).targets();
    }

    private static Status fit(String sentence, List<Diagnosis> diagnosis, List<TargetStatus> targets) {
        return Budget.fit(diagnosis, targets, (faults, fitted) -> status(sentence, faults, fitted));
    }

    private static Status status(String sentence, List<Diagnosis> diagnosis, List<TargetStatus> targets) {
        Phase phase = new Phase(Reason.StartDeadlineExceeded, sentence);
        Trace trace = new Trace(
                new Trace.Identity("shop", "hello", "uid"),
                1,
                Instant.EPOCH,
                false,
                false,
                ATrace.ofPodsWith("app=web", 16).spec(),
                Status.initial());
        return NextStatus.whole(trace, phase, diagnosis, targets, Optional.of(NOW), NOW);
    }

    private static long notes(TargetStatus target) {
        return target.notes().stream().filter(Budget.NOTE::equals).count();
    }

    private static TargetStatus withPackets(List<String> lines) {
        return with(ATarget.full(0, "web"), "packets", lines);
    }

    private static TargetStatus named(TargetStatus target, String name) {
        return with(with(target, "pod", name), "node", name);
    }

    private static TargetStatus named(String name) {
        return named(ATarget.full(20, "x".repeat(512)), name);
    }

    private static TargetStatus with(TargetStatus it, String component, Object value) {
        return Shape.with(it, Place.of(TargetStatus.class, component), value);
    }
}
