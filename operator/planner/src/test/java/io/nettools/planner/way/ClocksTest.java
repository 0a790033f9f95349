package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClocksTest {
    /** Whatever the clocks differ by and however slow the way there is: the truth lies within the bounds. */
    @Property(tries = 200)
    void theBoundsHoldTheTruth(
            @ForAll @IntRange(min = -60_000, max = 60_000) int ahead, @ForAll @IntRange(max = 50_000) int slow) {
        ATalk talk = ATalk.with(Drops.NONE)
                .clockOfServerAhead(ahead)
                .slow(Hop.BetweenNodes, slow)
                .connections(3);
        Clocks clocks = clocks(talk);
        assertTrue(clocks.known());
        assertTrue(clocks.atLeast() <= ahead && ahead <= clocks.atMost(), clocks::toString);
        assertTrue(clocks.atMost() - clocks.atLeast() <= slow + 101L, clocks::toString);
    }

    @Test
    void theDifferenceIsANote() {
        Way way = ATalk.with(Drops.NONE).clockOfServerAhead(1200).connections(3).seenFromClient();
        assertEquals(List.of("the clock of node-2 is 1.2 ms ahead of that of node-1 (+-50 us)"), way.notes());
    }

    @Test
    void aClockBehindIsSaidToBeBehind() {
        Way way =
                ATalk.with(Drops.NONE).clockOfServerAhead(-5000).connections(3).seenFromClient();
        assertEquals(List.of("the clock of node-2 is 5.0 ms behind that of node-1 (+-50 us)"), way.notes());
    }

    @Test
    void oneDirectionAloneGivesNoDifference() {
        ATalk talk = ATalk.with(Drops.all(Hop.ServerNode, true)).connections(3);
        assertFalse(ATalk.with(Drops.all(Hop.ServerNode, false)).connections(3).seenFromClient().notes().stream()
                .anyMatch(note -> note.contains("clock")));
        assertFalse(clocks(talk).known());
    }

    @Test
    void aDelayOnOneNodeIsNamed() {
        Way way = ATalk.with(Drops.NONE)
                .slow(Hop.ServerNode, 30_000)
                .connections(3)
                .seenFromClient();
        Finding finding = way.findings().getFirst();
        assertEquals("PacketsDelayed", finding.code());
        assertEquals("node-2: between ens2 and veth2", finding.place());
        assertTrue(finding.message().contains("30.1 ms"), finding::message);
        assertEquals(1, way.findings().size());
    }

    /**
     * A difference of the clocks looks like a delay in one direction. The two cannot be told apart, so nothing is
     * reported.
     */
    @Property(tries = 50)
    void aClockDifferenceIsNotADelay(@ForAll @IntRange(min = -500_000, max = 500_000) int ahead) {
        Way way =
                ATalk.with(Drops.NONE).clockOfServerAhead(ahead).connections(3).seenFromClient();
        assertEquals(List.of(), way.findings());
    }

    private static Clocks clocks(ATalk talk) {
        return Facts.of(talk.client(), List.of(talk.server()), Way.Filter.None, List.of())
                .clocks()
                .getFirst();
    }
}
