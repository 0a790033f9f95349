package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Conntrack.Translation;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.planner.status.PassageAnswer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which conversations of two ends are the same, and the verdict if that is unknown. */
class JoinedTest {
    private static final Tally NONE = Tally.NONE;
    private static final String LOCAL = Ways.CLIENT + ":40000";
    private static final String REMOTE = Ways.SERVER + ":80";
    private static final String SERVICE = "10.96.0.20:80";
    private static final String NODE = "172.18.0.2";
    private static final String ON_CLIENTS_NODE = "node-1: between veth1 and ens1";
    private static final long TEN_SECONDS = 10_000_000;

    @Test
    void endsOfIPv6AreJoinedToo() {
        Tally data = Ways.data(9);
        End client = Ways.end(
                "client",
                "node-1",
                "fd00::5",
                Ways.points("1"),
                List.of(Talked.tcp("[fd00::5]:40000", "[fd00::7]:80")
                        .sent(data)
                        .received(data)
                        .passage()));
        End server = Ways.end(
                "server",
                "node-2",
                "fd00::7",
                Ways.points("2"),
                List.of(Talked.tcp("[fd00::7]:80", "[fd00::5]:40000")
                        .received(data, data, data)
                        .sent(data)
                        .passage()));
        Way way = Way.of(client, List.of(server), Way.Filter.None);
        assertEquals(6, only(way).points().size());
        assertEquals(List.of(), way.findings());
    }

    /** DNS asks both from one port to one port. */
    @Test
    void overTcpItIsAnotherConversationThanOverUdp() {
        End client = Ways.client(Talked.all(
                Talked.udp(LOCAL, Ways.SERVER + ":53").sent(Tallies.datagrams(3)),
                Talked.tcp(LOCAL, Ways.SERVER + ":53").sent(Ways.data(3)).received(Ways.data(3))));
        End server = Ways.server(Talked.tcp(Ways.SERVER + ":53", LOCAL)
                .sent(Ways.data(3))
                .received(Ways.data(3))
                .passage());
        Finding finding = finding(Way.of(client, List.of(server), Way.Filter.None));
        assertEquals("between node-1's uplink ens1 and node-2's uplink ens2", finding.place());
        assertTrue(finding.evidence().getFirst().startsWith("udp 10.244.1.5:40000 >"), finding.evidence()::toString);
    }

    /** The client knows the server by the Service's address, and its node's uplink shows which of its pods that was. */
    @Test
    void packetsToAServiceAreJoinedByTheirTranslation() {
        ATalk talk = ATalk.with(Drops.all(Hop.BetweenNodes, false))
                .through("10.96.0.20:80")
                .connections(4);
        Finding finding = finding(talk.seenFromServer());
        assertEquals("between node-1's uplink ens1 and node-2's uplink ens2", finding.place());
        assertTrue(
                finding.evidence().getFirst().startsWith("tcp 10.244.1.5:40000 > 10.244.2.7:8080"),
                finding.evidence()::toString);
        assertEquals(
                Set.of(Ways.SERVER + ":8080"),
                talk.seenFromServer().passages().stream()
                        .map(PassageAnswer::local)
                        .collect(Collectors.toSet()));
    }

    /** As where a Service is translated in eBPF, and the uplink could not be captured. */
    @Test
    void packetsToAServiceAreJoinedByThePeersViewWhereNoPointShowsTheirTranslation() {
        Tally data = Ways.data(9);
        End client = Ways.listening(
                Ways.client(Talked.tcp(LOCAL, SERVICE).sent(data).received(data).passage()),
                Ways.points("1").subList(0, 2));
        End server =
                Ways.server(Talked.tcp(REMOTE, LOCAL).sent(data).received(data).passage());
        Way way = Way.of(client, List.of(server), Way.Filter.None, List.of("10.96.0.20"));
        assertEquals(List.of(), way.findings());
        assertEquals(SERVICE, only(way).remote());
        assertEquals(REMOTE, only(way).translated());
        assertEquals(5, only(way).points().size());
    }

    @Test
    void aLossBehindSuchAServiceHasItsPlace() {
        End client = Ways.listening(
                Ways.client(Talked.tcp(LOCAL, SERVICE).sent(Ways.syns(3)).passage()),
                Ways.points("1").subList(0, 2));
        End server = Ways.server(
                Talked.tcp(REMOTE, LOCAL).received(NONE, NONE, Ways.syns(3)).passage());
        Finding finding = finding(Way.of(client, List.of(server), Way.Filter.None, List.of("10.96.0.20")));
        assertEquals("node-2: between ens2 and veth2", finding.place());
        assertEquals(REMOTE, finding.backend());
    }

    /** One port of the client to two Services. The peer may be behind either. */
    @Test
    void ofAServiceThatFitsSeveralConversationsTheBackendIsSaidToBeUnknown() {
        Tally syns = Ways.syns(3);
        End client = Ways.listening(
                Ways.client(Talked.all(
                        Talked.tcp(LOCAL, SERVICE).sent(syns),
                        Talked.tcp(LOCAL, "10.96.0.21:80").sent(syns))),
                Ways.points("1").subList(0, 2));
        End server = Ways.server(Talked.tcp(REMOTE, LOCAL).received(syns).passage());
        Way way = Way.of(client, List.of(server), Way.Filter.None, List.of("10.96.0.20"));
        assertEquals(
                List.of(Code.ViewMissing.name()),
                way.findings().stream().map(Finding::code).distinct().toList());
        assertTrue(way.findings().getFirst().message().contains("which pod of the Service takes them is not known"));
        assertEquals(2, way.passages().size());
    }

    /** The conversations that the peer did not list are unknown, but its node is known to be another one. */
    @Test
    void nothingAtTheUplinkToARemotePeerIsALossEvenIfThePeersListWasCut() {
        End client = Ways.client(inside(Ways.syns(3)));
        assertEquals(
                ON_CLIENTS_NODE,
                finding(Way.of(client, List.of(Ways.cut(Ways.server())), Way.Filter.None))
                        .place());
    }

    @Test
    void theUplinkIsNotOnThePathToAPeerOnTheSameNode() {
        End client = Ways.client(inside(Ways.syns(3)));
        End neighbour = Ways.cut(Ways.end("server", "node-1", Ways.SERVER, Ways.points("2"), List.of()));
        Finding finding = finding(Way.of(client, List.of(neighbour), Way.Filter.None));
        assertEquals(Code.ViewMissing.name(), finding.code());
    }

    @Test
    void toAServiceWithAPodOnTheTargetsNodePacketsNeedNotLeaveIt() {
        Passage asked = Talked.tcp(LOCAL, "10.96.0.20:80")
                .sent(Ways.syns(3), Ways.syns(3), NONE)
                .passage();
        End near = Ways.end("near", "node-1", "10.244.1.8", Ways.points("8"), List.of());
        List<String> service = List.of("10.96.0.20");
        assertEquals(
                Code.ViewMissing.name(),
                finding(Way.of(Ways.client(asked), List.of(Ways.server(), near), Way.Filter.None, service))
                        .code());
        assertEquals(
                ON_CLIENTS_NODE,
                finding(Way.of(Ways.client(asked), List.of(Ways.server()), Way.Filter.None, service))
                        .place());
    }

    /** Of two connections one is dropped on the node; the other arrives, and its SYN look the same. */
    @Test
    void anotherConversationOfTheTargetIsNotThisOneTranslated() {
        Tally syns = Ways.syns(3);
        End client = Ways.client(
                inside(syns),
                Talked.tcp(Ways.CLIENT + ":40001", REMOTE)
                        .sent(syns)
                        .received(Ways.syns(3))
                        .passage());
        End server = Ways.server(Talked.tcp(REMOTE, Ways.CLIENT + ":40001")
                .received(syns)
                .sent(Ways.syns(3))
                .passage());
        Way way = Way.of(client, List.of(server), Way.Filter.None);
        assertTrue(places(way).contains(ON_CLIENTS_NODE), places(way)::toString);
    }

    @Test
    void conversationsWithOthersDoNotMakeAMaskedOneAmbiguous() {
        End client = Ways.client(
                inside(Ways.syns(3)),
                Talked.tcp(LOCAL, "10.0.0.1:80").sent(Ways.syns(3)).passage());
        End server = Ways.server(masked(REMOTE, Ways.syns(3)));
        assertEquals(
                6,
                Way.of(client, List.of(server), Way.Filter.None).passages().stream()
                        .filter(one -> one.remote().equals(REMOTE))
                        .findFirst()
                        .orElseThrow()
                        .points()
                        .size());
    }

    /** A handshake before the window: then the amounts must be the same. */
    @Test
    void withoutAHandshakeAMaskedConversationIsMatchedByItsBytes() {
        Tally request = Tallies.later(Ways.data(30), TEN_SECONDS);
        Passage own = Talked.tcp(LOCAL, REMOTE).sent(request, request, NONE).passage();
        assertTrue(joinedAsMasked(own, masked(REMOTE, request)));
        assertFalse(joinedAsMasked(own, masked(REMOTE, Tallies.later(Ways.data(29), TEN_SECONDS))));
        Tally sameBytes = new Tally(31, request.payload(), 1, 0, 0, 0, request.firstMicros(), 0, 1500);
        assertFalse(joinedAsMasked(own, masked(REMOTE, sameBytes)));
    }

    @Test
    void aHandshakeMatchesEvenIfBytesWereLost() {
        Passage own = Talked.tcp(LOCAL, REMOTE)
                .sent(Tallies.opened(1000), Tallies.opened(1000), NONE)
                .passage();
        assertTrue(joinedAsMasked(own, masked(REMOTE, Tallies.opened(0))));
    }

    @Test
    void anotherPortOrProtocolOfThePeerIsAnotherConversation() {
        Tally request = Tallies.datagrams(3);
        Passage own = Talked.udp(LOCAL, REMOTE).sent(request, request, NONE).passage();
        assertTrue(joinedAsMasked(
                own, Talked.udp(REMOTE, NODE + ":1").received(request).passage()));
        assertFalse(joinedAsMasked(
                own,
                Talked.udp(Ways.SERVER + ":81", NODE + ":1").received(request).passage()));
        assertFalse(joinedAsMasked(
                own, Talked.tcp(REMOTE, NODE + ":1").received(request).passage()));
    }

    @Test
    void aConversationThatSentNothingHasNoMaskedMatch() {
        Passage own = Talked.tcp(LOCAL, REMOTE).received(Ways.data(3)).passage();
        assertFalse(joinedAsMasked(
                own, Talked.tcp(REMOTE, NODE + ":1").sent(Ways.data(9)).passage()));
    }

    /** An egress gateway translates elsewhere: this node's uplink saw the pod's own address. */
    @Test
    void packetsAtTheUplinkUnderThePodsAddressAreNotTranslated() {
        End client = Ways.translating(
                Ways.client(Talked.tcp(LOCAL, "1.1.1.1:443").sent(Ways.syns(3)).passage()),
                new Translation("TCP", LOCAL, "1.1.1.1:443", "", NODE, 1, true));
        Finding finding = finding(Way.of(client, List.of(), Way.Filter.None));
        assertTrue(finding.message().startsWith("3 SYN leave node-1 by ens1"), finding::message);
        assertFalse(finding.message().contains("SNAT"), finding::message);
    }

    @Test
    void anotherPodsTranslationIsIgnored() {
        End client = Ways.translating(
                Ways.client(Talked.tcp(LOCAL, "1.1.1.1:443")
                        .sent(Ways.syns(3), Ways.syns(3), NONE)
                        .passage()),
                new Translation("TCP", "10.244.1.77:40000", "1.1.1.1:443", "", NODE, 1, true));
        Finding finding = finding(Way.of(client, List.of(), Way.Filter.None));
        assertFalse(finding.message().contains("SNAT"), finding::message);
    }

    /** The target is the server here, and its client's SYN may be one of the thousand that it did not list. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheTargetDidNotListMayHaveArrivedAllTheSame(boolean filtered) {
        ATalk talk = ATalk.with(Drops.all(Hop.BetweenNodes, false)).connections(4);
        End server = filtered ? talk.server() : Ways.cut(talk.server());
        Finding finding =
                finding(Way.of(server, List.of(talk.client()), filtered ? Way.Filter.OfUser : Way.Filter.None));
        assertEquals(Code.ViewMissing.name(), finding.code());
        assertTrue(finding.message().contains(filtered ? "filter" : "too many"), finding::message);
        assertTrue(finding.nextStep().contains(filtered ? "without capture.filter" : "Narrow"), finding::nextStep);
    }

    @Test
    void aPeerWithAnotherWindowDoesNotHideLossToTheOtherPeer() {
        ATalk talk = ATalk.with(Drops.all(Hop.BetweenNodes, false)).connections(4);
        End other = Ways.later(Ways.end("other", "node-3", "10.244.3.3", Ways.points("3"), List.of()));
        Way way = Way.of(talk.client(), List.of(other, talk.server()), Way.Filter.None);
        assertEquals(
                "between node-1's uplink ens1 and node-2's uplink ens2",
                finding(way).place());
        assertEquals(1, way.notes().size());
    }

    @Test
    void aLossAtOneEndCountsWhateverThePeersWindow() {
        ATalk talk = ATalk.with(Drops.all(Hop.ServerNode, false)).connections(4);
        Way way = Way.of(talk.client(), List.of(Ways.later(talk.server())), Way.Filter.None);
        assertEquals("node-2: between ens2 and veth2", finding(way).place());
    }

    /** More than can be listed: the number is the target's own. */
    @Test
    void conversationsAreCountedThoughNotAllAreListed() {
        End client = Ways.cut(ATalk.with(Drops.NONE).connections(4).client());
        assertEquals(1004, Way.of(client, List.of(), Way.Filter.None).passageCount());
    }

    private static boolean joinedAsMasked(Passage own, Passage there) {
        Way way = Way.of(Ways.client(own), List.of(Ways.server(there)), Way.Filter.None);
        return only(way).points().stream()
                .anyMatch(point -> point.node().equals("node-2")
                        && point.sentBytes() + point.receivedBytes() + point.sentPackets() + point.receivedPackets()
                                > 0);
    }

    private static Passage inside(Tally sent) {
        return Talked.tcp(LOCAL, REMOTE).sent(sent, sent, NONE).passage();
    }

    private static Passage masked(String local, Tally came) {
        return Talked.tcp(local, NODE + ":33000").received(came).passage();
    }

    private static PassageAnswer only(Way way) {
        assertEquals(1, way.passages().size(), way.passages()::toString);
        return way.passages().getFirst();
    }

    private static Finding finding(Way way) {
        assertEquals(1, way.findings().size(), way.findings()::toString);
        return way.findings().getFirst();
    }

    private static List<String> places(Way way) {
        return way.findings().stream().map(Finding::place).toList();
    }
}
