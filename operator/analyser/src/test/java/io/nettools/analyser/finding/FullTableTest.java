package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.conntrack.ConntrackFacts;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.NodeConntrack;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A full table takes the place of what it explains, as far as the numbers fit. */
class FullTableTest {
    private static final String OTHER = "10.96.0.20:80";
    private static final String OWN = "10.0.0.5:80";

    private static List<Diagnosis> judged(long entries, long drops, Diagnosis... silent) {
        ConntrackFacts conntrack = new ConntrackFacts(Optional.of(new NodeConntrack(0, entries, 1000, 0, drops, 0, 0)));
        CaptureFacts capture = new CaptureFacts(0, "eth0", "", 0, Fragmented.NONE, Directions.UNKNOWN, List.of());
        KernelFacts kernel = new KernelFacts(
                Optional.empty(), Set.of("10.0.0.5"), true, 0, capture, new Traffic(), List.of(), List.of());
        return FullTable.judged(
                Stream.concat(ConntrackRules.tableFull(conntrack).stream(), Stream.of(silent))
                        .toList(),
                conntrack,
                kernel);
    }

    private static Diagnosis silent(String where) {
        return Diagnosis.of(Code.ConnectionUnanswered, where, 3, where + " does not answer (3 of 3)");
    }

    private static List<Code> codes(List<Diagnosis> found) {
        return found.stream().map(Diagnosis::code).toList();
    }

    @Test
    void aFullTableThatDroppedAsManyExplainsSilence() {
        List<Diagnosis> found = judged(1000, 5, silent(OTHER));
        assertEquals(List.of(Code.ConntrackTableFull), codes(found));
        assertEquals(Severity.Error, found.getFirst().severity());
        assertEquals(
                "the node's connection table is nearly full: 10.96.0.20:80 does not answer (3 of 3)",
                found.getFirst().headline());
        assertTrue(found.getFirst().evidence().contains("10.96.0.20:80 does not answer (3 of 3)"));
    }

    @Test
    void aTableThatDroppedFewerOrHasRoomIsAHint() {
        for (List<Diagnosis> found : List.of(judged(1000, 2, silent(OTHER)), judged(10, 5, silent(OTHER)))) {
            assertEquals(List.of(Code.ConntrackTableFull, Code.ConnectionUnanswered), codes(found));
            assertEquals(Severity.Warning, found.getFirst().severity());
            assertTrue(found.getLast().evidence().getFirst().startsWith("perhaps the cause: "), found::toString);
        }
    }

    @Test
    void whatCameToThePodHasPassedTheTable() {
        List<Diagnosis> found = judged(1000, 5, silent(OWN));
        assertEquals(List.of(Code.ConntrackTableFull, Code.ConnectionUnanswered), codes(found));
        assertEquals(List.of(), found.getLast().evidence());
    }

    @Test
    void withoutSilenceTheTableStaysAWarning() {
        assertEquals(Severity.Warning, judged(1000, 5).getFirst().severity());
    }
}
