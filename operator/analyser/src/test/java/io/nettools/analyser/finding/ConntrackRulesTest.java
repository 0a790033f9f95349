package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.conntrack.ConntrackFacts;
import io.nettools.analyser.report.NodeConntrack;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConntrackRulesTest {
    private static Optional<Diagnosis> of(NodeConntrack node) {
        return ConntrackRules.tableFull(new ConntrackFacts(Optional.of(node)));
    }

    private static NodeConntrack holding(long entries, long limit) {
        return new NodeConntrack(0, entries, limit, 0, 0, 0, 0);
    }

    @Test
    void aTableIsNearlyFullFrom90Percent() {
        assertTrue(of(holding(899, 1000)).isEmpty());
        assertEquals(
                List.of("900 of 1000 entries (90 %) on the node"),
                of(holding(900, 1000)).orElseThrow().evidence());
    }

    @Test
    void failuresInATableWithRoomAndInAFullOneHaveDifferentMessages() {
        Diagnosis clash = of(new NodeConntrack(0, 10, 1000, 3, 3, 0, 0)).orElseThrow();
        assertEquals("the node could not track 3 connections", clash.headline());
        assertTrue(clash.message().contains("which is not full"), clash::message);
        assertTrue(clash.evidence()
                .contains("during the capture, on the whole node: insert_failed 3, drop 3, early_drop 0"));
        Diagnosis full = of(new NodeConntrack(0, 1000, 1000, 0, 3, 1, 0)).orElseThrow();
        assertEquals("the node's connection table is nearly full", full.headline());
        assertTrue(full.nextStep().contains("nf_conntrack_max"), full::nextStep);
    }

    @Test
    void invalidPacketsAreNoFailureOfTheTable() {
        assertTrue(of(new NodeConntrack(0, 10, 1000, 0, 0, 0, 5_000)).isEmpty());
    }

    @Test
    void unknownNumbersAreNoFinding() {
        long unknown = NodeConntrack.UNKNOWN;
        assertTrue(of(new NodeConntrack(0, unknown, unknown, unknown, unknown, unknown, unknown))
                .isEmpty());
        assertTrue(of(holding(5, 0)).isEmpty(), "a limit of 0 is none");
        assertTrue(
                ConntrackRules.tableFull(new ConntrackFacts(Optional.empty())).isEmpty());
    }

    @Property
    void evidenceNeverHasNegativeNumbers(@ForAll long entries, @ForAll long limit, @ForAll long failed) {
        of(new NodeConntrack(0, entries, limit, failed, failed, failed, failed)).ifPresent(found -> {
            assertTrue(found.hits() >= 0);
            assertTrue(found.evidence().stream().noneMatch(text -> text.contains(" -")), found::toString);
        });
    }
}
