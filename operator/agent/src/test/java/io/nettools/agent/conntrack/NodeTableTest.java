package io.nettools.agent.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.agent.conntrack.NodeTable.Said;
import io.nettools.analyser.report.NodeConntrack;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NodeTableTest {
    /** As conntrack 1.4.7 prints it, with its tabulator and its blank at the end. */
    private static final String STATISTICS =
            """
            cpu=0   \tfound=10 invalid=27 insert=0 insert_failed=1 drop=2 early_drop=0 error=0 search_restart=2 clash_resolve=0 chaintoolong=0\s
            cpu=1   \tfound=0 invalid=3 insert=0 insert_failed=4 drop=5 early_drop=6 error=0 search_restart=0 clash_resolve=0 chaintoolong=0\s
            """;

    private static Said said(String output) {
        return new Said(List.of("conntrack", "-S"), output, "");
    }

    @Test
    void processorsAreSummed() {
        Map<String, Long> numbers = said(STATISTICS).counters().numbers();
        assertEquals(30, numbers.get("invalid"));
        assertEquals(5, numbers.get("insert_failed"));
        assertEquals(7, numbers.get("drop"));
        assertEquals(6, numbers.get("early_drop"));
    }

    @Test
    void theFirstNumberIsHowManyThereAreAndTheSecondHowManyThereMayBe() {
        assertEquals(
                Map.of("count", 12L, "max", 262_144L),
                said("12\n262144\n").fill().numbers());
    }

    @Test
    void onlyWhatCameMeanwhileCountsAndTheTableIsAsFullAsItWas() {
        NodeTable before = new NodeTable(
                Map.of("count", 900L, "max", 1000L, "insert_failed", 5L, "drop", 7L, "early_drop", 6L, "invalid", 30L),
                List.of());
        NodeTable after = new NodeTable(
                Map.of("count", 40L, "max", 1000L, "insert_failed", 6L, "drop", 9L, "early_drop", 6L, "invalid", 2L),
                List.of());
        assertEquals(new NodeConntrack(3, 900, 1000, 1, 2, 0, 0), after.since(before, 3));
    }

    @Test
    void whatIsNotToldIsUnknownAndSaysWhy() {
        Said denied = new Said(List.of("conntrack", "-S"), "", "Operation not permitted");
        NodeTable nothing = denied.counters();
        assertEquals(List.of("\"conntrack -S\" gave no numbers: Operation not permitted"), nothing.notes());
        assertEquals(
                List.of("\"conntrack -S\" gave no numbers"), said("12\n").fill().notes());
        long unknown = NodeConntrack.UNKNOWN;
        assertEquals(
                new NodeConntrack(0, unknown, unknown, unknown, unknown, unknown, unknown), nothing.since(nothing, 0));
    }

    @Property
    void anyOutputIsRead(@ForAll String output) {
        NodeTable table = said(output).counters();
        assertTrue(table.since(said(output + " drop=99999999999999999999").fill(), 0)
                        .dropped()
                >= -1);
        assertTrue(said(output).fill().notes().size() <= 1);
    }
}
