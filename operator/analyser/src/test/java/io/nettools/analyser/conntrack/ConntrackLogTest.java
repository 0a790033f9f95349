package io.nettools.analyser.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.shape.Listed;
import io.nettools.analyser.wire.Talk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConntrackLogTest {
    private static final String ENDS = "src=127.0.0.1 dst=127.0.0.1 sport=51000 dport=8080";
    private static final String REPLY = " src=127.0.0.1 dst=127.0.0.1 sport=8080 dport=51000";

    /** Output of conntrack -E for a request from one container to the other. */
    private static final List<String> EVENTS = List.of(
            "    [NEW] tcp      6 120 SYN_SENT " + ENDS + " [UNREPLIED]" + REPLY,
            " [UPDATE] tcp      6 60 SYN_RECV " + ENDS + REPLY,
            " [UPDATE] tcp      6 432000 ESTABLISHED " + ENDS + REPLY + " [ASSURED]",
            " [UPDATE] tcp      6 120 FIN_WAIT " + ENDS + REPLY + " [ASSURED]",
            " [UPDATE] tcp      6 30 LAST_ACK " + ENDS + REPLY + " [ASSURED]",
            " [UPDATE] tcp      6 120 TIME_WAIT " + ENDS + REPLY + " [ASSURED]",
            "[DESTROY] tcp      6 TIME_WAIT " + ENDS + REPLY + " [ASSURED]",
            "[DESTROY] tcp      6 " + ENDS + REPLY + " [ASSURED]");

    private final Analyser analyser = new Analyser(0, Map.of());

    private Conntrack conntrack() {
        return analyser.report().conntrack().orElseThrow();
    }

    private static Conntrack pod(long entries, long created, long updated, long destroyed, Map<String, Long> states) {
        return new Conntrack(
                false,
                true,
                "",
                entries,
                new Conntrack.Events(created, updated, destroyed, 0),
                states,
                Listed.none(),
                0);
    }

    @Test
    void absentUnlessAskedFor() {
        assertEquals(Optional.empty(), analyser.report().conntrack());
    }

    @Test
    void eventsAndStatesAreCounted() {
        EVENTS.forEach(analyser::conntrackEvent);
        Map<String, Long> states = Map.of(
                "SYN_SENT", 1L, "SYN_RECV", 1L, "ESTABLISHED", 1L, "FIN_WAIT", 1L, "LAST_ACK", 1L, "TIME_WAIT", 2L);
        assertEquals(pod(0, 1, 5, 2, states), conntrack());
    }

    @Test
    void entriesAreCounted() {
        analyser.conntrackEntry("tcp      6 431999 ESTABLISHED " + ENDS + REPLY + " [ASSURED] mark=0 use=1");
        analyser.conntrackEntry("udp      17 29 " + ENDS + " [UNREPLIED]" + REPLY + " mark=0 use=1");
        analyser.conntrackEntry("conntrack v1.4.7 (conntrack-tools): 2 flow entries have been shown.");
        assertEquals(pod(2, 0, 0, 0, Map.of()), conntrack());
    }

    @Test
    void eventsOfUdpAndWithATimeHaveNoState() {
        analyser.conntrackEvent("[1763433148.123456]\t    [NEW] udp      17 30 " + ENDS + " [UNREPLIED]" + REPLY);
        assertEquals(pod(0, 1, 0, 0, Map.of()), conntrack());
    }

    @Test
    void aLineThatIsNoEventIsIgnored() {
        analyser.conntrackEvent("");
        analyser.conntrackEvent("src=");
        analyser.conntrackEvent("[NEW]");
        analyser.conntrackEvent("[SOMETHING] tcp 6 " + ENDS);
        analyser.conntrackEvent("[NEW] " + "x".repeat(10_000) + " src=");
        assertFalse(conntrack().tracking());
    }

    @Test
    void forgedStatesDoNotGrowTheMap() {
        for (int i = 0; i < 1000; i++) {
            analyser.conntrackEvent("[UPDATE] tcp 6 30 STATE" + i + " " + ENDS);
        }
        assertEquals(Map.of(), conntrack().states());
        assertEquals(1000, conntrack().events().updated());
    }

    @Test
    void lossIsSummed() {
        analyser.conntrackLost(3);
        analyser.conntrackLost(4);
        analyser.conntrackLost(-1);
        assertEquals(7, conntrack().lost());
    }

    @Test
    void silenceWhilePacketsPassedMeansNoTracking() {
        analyser.expectConntrack();
        analyser.accept(ByteBuffer.wrap(new Talk().handshake().capture().bytes()));
        assertFalse(conntrack().tracking());
        assertTrue(conntrack().reason().contains("no rule in this pod's network namespace uses connection tracking"));
    }

    @Test
    void silenceWithoutPacketsMeansNothing() {
        analyser.expectConntrack();
        assertFalse(conntrack().tracking());
        assertTrue(conntrack().reason().contains("it is not known"));
    }
}
