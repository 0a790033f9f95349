package io.nettools.analyser.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.Conntrack.Translation;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.NodeConntrack;
import io.nettools.analyser.wire.Talk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The choice between the two tables, and the node's entries of a Service. */
class ConntrackTablesTest {
    private static final String SERVICE =
            "src=10.244.1.5 dst=10.96.0.20 sport=40000 dport=80 %ssrc=10.244.2.7 dst=10.244.1.5 sport=8080 dport=40000";
    private static final String ASKED = "    [NEW] tcp      6 120 SYN_SENT " + SERVICE.formatted("[UNREPLIED] ");
    private static final String ANSWERED = " [UPDATE] tcp      6 60 SYN_RECV " + SERVICE.formatted("");
    private static final String GIVEN_UP = "[DESTROY] tcp      6 " + SERVICE.formatted("[UNREPLIED] ");

    private final Analyser analyser = new Analyser(0, Map.of());

    private Conntrack conntrack() {
        return analyser.report().conntrack().orElseThrow();
    }

    private List<String> codes() {
        return analyser.report().findings().stream().map(Finding::code).toList();
    }

    private void packets() {
        analyser.accept(ByteBuffer.wrap(new Talk().handshake().capture().bytes()));
    }

    @Test
    void theNodesTableIsUsedIfThePodsIsSilent() {
        analyser.expectConntrack();
        packets();
        analyser.nodeConntrackEvent(ASKED);
        analyser.nodeConntrackEvent(ANSWERED);
        assertTrue(conntrack().ofNode());
        assertTrue(conntrack().tracking());
        assertEquals(1, conntrack().events().created());
        assertEquals(
                List.of(new Translation("TCP", "10.244.1.5:40000", "10.96.0.20:80", "10.244.2.7:8080", "", 1, true)),
                conntrack().translations().first());
        assertTrue(conntrack().reason().contains("this is the node's table, of the pod's own addresses only"));
        assertEquals(List.of(), codes());
    }

    @Test
    void thePodsTableIsUsedAloneIfItTracks() {
        analyser.conntrackEvent(ASKED);
        analyser.conntrackEvent(GIVEN_UP);
        analyser.nodeConntrackEvent(ASKED);
        analyser.nodeConntrackEvent(GIVEN_UP);
        assertFalse(conntrack().ofNode());
        assertEquals(1, conntrack().events().created());
        assertEquals(1, conntrack().translations().count());
        assertEquals("", conntrack().reason());
        assertEquals(1, conntrack().events().unreplied());
    }

    @Test
    void silenceOfBothNamesConnectionsThatTheNodeNeverTracks() {
        analyser.expectConntrack();
        analyser.expectNodeConntrack();
        packets();
        assertTrue(conntrack().ofNode());
        assertFalse(conntrack().tracking());
        assertTrue(conntrack().reason().contains("no rule in this pod's network namespace uses connection tracking"));
        assertTrue(conntrack().reason().contains("packets on lo never get there"));
    }

    @Test
    void silenceOfBothWithoutPacketsMeansNothing() {
        analyser.expectNodeConntrack();
        assertTrue(conntrack().reason().contains("it is not known"));
    }

    @Test
    void entriesOfTheNodeWithoutACapturedPacketDoNotBlameThePodsRules() {
        analyser.nodeConntrackEvent(ASKED);
        assertTrue(conntrack().reason().startsWith("Nothing was tracked in this pod's network namespace"));
    }

    @Test
    void lossIsThatOfTheReportedTable() {
        ConntrackTables tables = new ConntrackTables(1);
        tables.pod().lost(3);
        tables.counted(new NodeConntrack(4, 1, 2, 0, 0, 0, 0));
        assertEquals(3, tables.report(1).orElseThrow().lost());
        tables.node().event(ASKED);
        assertEquals(4, tables.report(1).orElseThrow().lost());
    }

    @Test
    void countersOfTheNodeAloneAreNoTable() {
        ConntrackTables tables = new ConntrackTables(1);
        tables.counted(new NodeConntrack(4, 1, 2, 0, 0, 0, 0));
        assertTrue(tables.report(1).isEmpty());
    }
}
