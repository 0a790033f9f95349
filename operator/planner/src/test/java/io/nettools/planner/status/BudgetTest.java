package io.nettools.planner.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.scenario.JsonSize;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BudgetTest {

    @Test
    void whatFitsIsLeftAsItIs() {
        List<TargetStatus> targets = List.of(ATarget.full(5, "short"));
        assertSame(targets, Budget.fit(targets));
    }

    @Test
    void packetLinesGoBeforeConversations() {
        TargetStatus fitted =
                Budget.fit(List.of(ATarget.full(30, "x".repeat(80)))).getFirst();
        assertTrue(fitted.packets().size() < fitted.flows().size()
                || fitted.packets().size() == 10);
        assertTrue(fitted.flows().size() <= 10);
        assertEquals(30, fitted.flowCount());
        assertEquals("web", fitted.pod());
    }

    @Test
    void theFirstOfEachListStay() {
        List<String> lines =
                IntStream.range(0, 300).mapToObj(i -> i + " " + "x".repeat(60)).toList();
        TargetStatus fitted = Budget.fit(List.of(withPackets(lines))).getFirst();
        assertEquals(lines.subList(0, 10), fitted.packets());
    }

    @Test
    void whatWasCutIsSaidOnce() {
        List<TargetStatus> once = Budget.fit(List.of(ATarget.full(50, "x".repeat(300))));
        assertEquals(1, notes(once.getFirst()));
        assertEquals(once, Budget.fit(once));
        List<TargetStatus> later = Budget.fit(Collections.nCopies(3, once.getFirst()));
        assertEquals(1, notes(later.getFirst()));
    }

    @Test
    void aTargetThatLostNothingIsNotSaidToBeCut() {
        TargetStatus small = ATarget.that("web", Reason.PodLost);
        List<TargetStatus> fitted = Budget.fit(List.of(small, ATarget.full(50, "x".repeat(300))));
        assertEquals(small, fitted.getFirst());
    }

    @Test
    void identityAndCountersAlwaysStay() {
        TargetStatus full = ATarget.full(64, "\\".repeat(512));
        Budget.fit(Collections.nCopies(10, full)).forEach(fitted -> {
            assertEquals(full.pod(), fitted.pod());
            assertEquals(full.uid(), fitted.uid());
            assertEquals(full.node(), fitted.node());
            assertEquals(full.podIPs(), fitted.podIPs());
            assertEquals(full.capture(), fitted.capture());
            assertEquals(full.reason(), fitted.reason());
        });
    }

    @Property(tries = 60)
    void tenHostileTargetsFit(@ForAll("targets") TargetStatus target) {
        List<TargetStatus> fitted = Budget.fit(Collections.nCopies(10, target));
        assertTrue(JsonSize.of(fitted) <= Budget.TARGETS || minimal(fitted), () -> "JSON of " + JsonSize.of(fitted));
        assertEquals(fitted, Budget.fit(fitted), "what was cut is not cut again");
    }

    private static boolean minimal(List<TargetStatus> targets) {
        return targets.stream()
                .allMatch(target -> target.packets().isEmpty()
                        && target.flows().isEmpty()
                        && target.http().isEmpty()
                        && target.interfaces().isEmpty()
                        && target.notes().equals(List.of(Budget.NOTE)));
    }

    @Property(tries = 60)
    void theEstimateIsNeverTooLow(@ForAll("targets") TargetStatus target) {
        int estimate = Budget.size(List.of(target));
        int real = JsonSize.of(target);
        assertTrue(estimate >= real, () -> "estimate " + estimate + " of " + real + " for " + target);
    }

    @Test
    void theEstimateIsNotFarTooHigh() {
        TargetStatus target = ATarget.full(20, "IP 127.0.0.1.39630 > 127.0.0.1.8080: Flags [S], seq 1, win 64240");
        assertNotEquals(0, JsonSize.of(target));
        assertTrue(Budget.size(List.of(target)) < 1.3 * JsonSize.of(target));
    }

    @Provide
    Arbitrary<TargetStatus> targets() {
        Arbitrary<String> texts = Combinators.combine(
                        Arbitraries.of(
                                "", "a", "\"", "\\", "=", ",", "a=b, ", "\u0001", "é", "\u20ac", "\ud83d\ude00", "x"),
                        Arbitraries.integers().between(0, 300))
                .as(String::repeat);
        return Combinators.combine(Arbitraries.integers().between(0, 50), texts).as(ATarget::full);
    }

    private static long notes(TargetStatus target) {
        return target.notes().stream().filter(Budget.NOTE::equals).count();
    }

    private static TargetStatus withPackets(List<String> lines) {
        TargetStatus it = ATarget.full(0, "web");
        return new TargetStatus(
                it.pod(),
                it.uid(),
                it.node(),
                it.podIPs(),
                it.reason(),
                it.message(),
                it.summary(),
                it.networkInterface(),
                it.capture(),
                it.interfaces(),
                it.flowCount(),
                it.flows(),
                it.httpCount(),
                it.http(),
                it.conntrack(),
                lines,
                it.notes());
    }
}
