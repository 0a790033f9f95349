package io.nettools.planner.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {

    @ParameterizedTest
    @CsvSource({"1,1", "5,5", "6,10", "10,10", "11,20", "21,50", "51,100", "100,100", "101,200", "9999,10000"})
    void aPositionIsRoundedUp(int exact, int said) {
        assertEquals(said, Standing.of("a", exact, new Shortage.Others(), 1).position());
    }

    @Test
    void aTraceFromFarBehindReportsFewPositions() {
        Set<Integer> said = new HashSet<>();
        for (int exact = 10_000; exact > 0; exact--) {
            said.add(Standing.of("a", exact, new Shortage.Others(), 1).position());
        }
        assertEquals(15, said.size());
    }

    @Test
    void aPositionOfAnySizeIsRounded() {
        assertEquals(
                Integer.MAX_VALUE,
                Standing.of("a", Integer.MAX_VALUE, new Shortage.Others(), 1).position());
    }

    @Test
    void theSentenceNamesTheShortage() {
        assertEquals(
                "Position 3 in the queue of namespace team-a; waits for one of the 5 trace pods allowed on node node-1.",
                sentence(3, new Shortage.Node("node-1", 5), 1));
        assertEquals(
                "Among the first 20 in the queue of namespace team-a; waits for 2 of the 20 trace pods allowed in the cluster.",
                sentence(12, new Shortage.Cluster(20), 2));
        assertEquals(
                "Position 1 in the queue of namespace team-a; waits until no other trace pod runs for namespace"
                        + " team-a, because it needs 4 and 1 is allowed.",
                sentence(1, new Shortage.Namespace("team-a", 1), 4));
        assertEquals(
                "Among the first 200 in the queue of namespace team-a; waits for the traces before it.",
                sentence(150, new Shortage.Others(), 1));
    }

    private static String sentence(int position, Shortage lacks, int wanted) {
        return Standing.of("team-a", position, lacks, wanted).sentence();
    }
}
