package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drops injected one at a time: the finding names the place, seen from either end. */
class InjectedDropsTest {
    private static final String PLACES =
            """
            hop             | back  | place
            InClient        | false | inside pod client
            ClientPodToNode | false | node-1: between pod client's eth0 and veth1
            ClientNode      | false | node-1: between veth1 and ens1
            BetweenNodes    | false | between node-1's uplink ens1 and node-2's uplink ens2
            ServerNode      | false | node-2: between ens2 and veth2
            ServerNodeToPod | false | node-2: between veth2 and pod server's eth0
            InServer        | false | inside pod server
            InServer        | true  | inside pod server
            ServerNodeToPod | true  | node-2: between pod server's eth0 and veth2
            ServerNode      | true  | node-2: between veth2 and ens2
            BetweenNodes    | true  | between node-2's uplink ens2 and node-1's uplink ens1
            ClientNode      | true  | node-1: between ens1 and veth1
            ClientPodToNode | true  | node-1: between veth1 and pod client's eth0
            InClient        | true  | inside pod client
            """;

    @ParameterizedTest
    @CsvSource(textBlock = PLACES, delimiter = '|', useHeadersInDisplayName = true)
    void everyPacketDroppedAtOneHopIsAnErrorThatNamesIt(Hop hop, boolean back, String place) {
        ATalk talk = ATalk.with(Drops.all(hop, back)).connections(4);
        assertOnly(place, Severity.Error, talk.seenFromClient());
        assertOnly(place, Severity.Error, talk.seenFromServer());
    }

    @ParameterizedTest
    @CsvSource(textBlock = PLACES, delimiter = '|', useHeadersInDisplayName = true)
    void theSameBehindAService(Hop hop, boolean back, String place) {
        ATalk talk = ATalk.with(Drops.all(hop, back)).through("10.96.0.20:80").connections(4);
        assertOnly(place, Severity.Error, talk.seenFromClient());
    }

    @ParameterizedTest
    @CsvSource(textBlock = PLACES, delimiter = '|', useHeadersInDisplayName = true)
    void everyTwentiethPacketIsAWarningBetweenTwoPoints(Hop hop, boolean back, String place) {
        if (hop == Hop.InClient || hop == Hop.InServer) {
            return;
        }
        ATalk talk = ATalk.with(Drops.every(hop, back, 20)).connections(12);
        assertOnly(place, Severity.Warning, talk.seenFromClient());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void largePacketsAloneAreSaidToBeTheOnesThatVanish(boolean back) {
        Way way = ATalk.with(Drops.larger(Hop.BetweenNodes, back, 1000))
                .connections(3)
                .seenFromClient();
        Finding finding = vanished(way).getFirst();
        assertEquals(Severity.Warning, finding.severity());
        assertTrue(
                finding.message().contains("only large packets are lost, the largest that passed has 340"),
                finding::message);
        assertTrue(finding.nextStep().contains("MTU"), finding::nextStep);
    }

    @Test
    void theMessageNamesThePointsThatWerePassed() {
        Way way = ATalk.with(Drops.all(Hop.ServerNode, false)).connections(14).seenFromClient();
        assertEquals(
                "42 of 42 SYN leave pod client and node-1, arrive at node-2's uplink ens2, never reach node-2's veth2: "
                        + "dropped on node-2 before pod server (a NetworkPolicy or firewall rule there is the usual cause)",
                vanished(way).getFirst().message());
    }

    @Test
    void manyConversationsAreOneFindingWithTheTopOnes() {
        Way way = ATalk.with(Drops.all(Hop.ClientNode, false)).connections(14).seenFromClient();
        List<String> evidence = vanished(way).getFirst().evidence();
        assertEquals("tcp 10.244.1.5:40000 > 10.244.2.7:8080: 3 of 3 SYN", evidence.getFirst());
        assertTrue(evidence.contains("and 11 more conversations"), evidence::toString);
    }

    @Test
    void aHealthyWayHasNoFinding() {
        Way way = ATalk.with(Drops.NONE).connections(5).seenFromClient();
        assertEquals(List.of(), way.findings());
        assertEquals(6, way.views().size());
        assertEquals(5, way.passageCount());
        assertTrue(
                way.passages().getFirst().verdict().matches("all \\d+ packets passed all 6 points"),
                way.passages().getFirst()::verdict);
    }

    @ParameterizedTest
    @EnumSource(Hop.class)
    void aSingleEndNamesNoPlaceThatItDoesNotSee(Hop hop) {
        End client = ATalk.with(Drops.all(hop, false)).connections(4).client();
        List<Finding> vanished = vanished(Way.of(client, List.of(), Way.Filter.None));
        boolean seen = hop == Hop.InClient || hop == Hop.ClientPodToNode;
        assertEquals(seen ? 1 : 0, vanished.size(), vanished::toString);
    }

    private static void assertOnly(String place, Severity severity, Way way) {
        List<Finding> vanished = vanished(way);
        assertEquals(List.of(place), vanished.stream().map(Finding::place).toList(), () -> way.findings()
                .toString());
        assertEquals(severity, vanished.getFirst().severity());
        assertEquals(1, way.findings().size(), () -> way.findings().toString());
    }

    private static List<Finding> vanished(Way way) {
        return way.findings().stream()
                .filter(finding -> finding.code().equals(Code.PacketsVanish.name()))
                .toList();
    }

    /** Packets that only the client saw may be hidden from the server's trace by its filter. */
    @Test
    void packetsThatTheFilterMayHideAreNotLost() {
        ATalk talk = ATalk.with(Drops.all(Hop.BetweenNodes, false)).connections(4);
        assertEquals(List.of(), vanished(Way.of(talk.server(), List.of(talk.client()), Way.Filter.OfUser)));
        assertEquals(
                1,
                vanished(Way.of(talk.server(), List.of(talk.client()), Way.Filter.None))
                        .size());
    }
}
