package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the points do not show is reported, with the view that is missing. */
class UnseenTest {
    private static final Tally NONE = Tally.NONE;

    @Test
    void withoutAPeerTheArrivalIsUnknown() {
        End client = ATalk.with(Drops.all(Hop.ServerNode, false)).connections(4).client();
        Finding finding = only(Way.of(client, List.of(), Way.Filter.None));
        assertEquals(
                "12 SYN leave node-1 by ens1 and get no answer: whether they reach the other end is not visible",
                finding.message());
        assertTrue(finding.nextStep().contains("spec.peer: {pod: NAME}"), finding::nextStep);
    }

    @Test
    void packetsThatDoNotPassTheUplinkMayBeForAPodOfTheNode() {
        End client = ATalk.with(Drops.all(Hop.ClientNode, false)).connections(4).client();
        Finding finding = only(Way.of(client, List.of(), Way.Filter.None));
        assertTrue(finding.message().contains("arrive at node-1's veth1"), finding::message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ConnectionUnanswered", "DnsUnanswered"})
    void aSingleViewCannotTellWhereUnansweredPacketsVanish(String code) {
        Finding finding = only(Way.of(Ways.finding(Ways.client(), code, false), List.of(), Way.Filter.None));
        assertTrue(finding.nextStep().contains("views: [Pod, Node]"), finding::nextStep);
    }

    @Test
    void aSingleViewWithOtherFindingsMissesNoView() {
        assertEquals(
                List.of(),
                Way.of(Ways.finding(Ways.client(), "PacketLoss", false), List.of(), Way.Filter.None)
                        .findings());
    }

    @Test
    void aLossThatNoTwoPointsSeeIsBeyondThem() {
        Finding finding = only(Way.of(Ways.finding(healthy(), "PacketLoss", true), List.of(), Way.Filter.None));
        assertTrue(finding.message().contains("not between the pod and node-1's uplink ens1"), finding::message);
    }

    @Test
    void oneSynAtTheEndMayYetBeAnswered() {
        Passage late = passage("10.0.0.1:80", Ways.syns(1), NONE);
        assertEquals(
                List.of(), Way.of(Ways.client(late), List.of(), Way.Filter.None).findings());
    }

    @Test
    void aPeerWithACutListMayHaveSeenTheConversation() {
        Passage unanswered = passage("10.244.2.7:80", Ways.syns(3), NONE);
        Finding finding = only(Way.of(Ways.client(unanswered), List.of(Ways.cut(Ways.server())), Way.Filter.None));
        assertTrue(finding.message().contains("saw too many conversations"), finding::message);
        assertEquals(Severity.Info, finding.severity());
    }

    @Test
    void theOnlyMatchUnderAnotherAddressIsJoined() {
        Passage own = passage("10.244.2.7:80", Ways.syns(3), NONE);
        Passage masked = there("172.18.0.2:40001", Ways.syns(3), NONE);
        Way way = Way.of(Ways.client(own), List.of(Ways.server(masked)), Way.Filter.None);
        assertEquals(6, way.passages().getFirst().points().size());
        assertEquals("inside pod server", way.findings().getFirst().place());
    }

    @Test
    void severalMatchesUnderAnotherAddressAreNotJoined() {
        Passage own = passage("10.244.2.7:80", Ways.syns(3), NONE);
        End server = Ways.server(
                there("172.18.0.2:40001", Ways.syns(3), NONE), there("172.18.0.2:40002", Ways.syns(3), NONE));
        Finding finding = only(Way.of(Ways.client(own), List.of(server), Way.Filter.None));
        assertTrue(finding.message().contains("SNAT"), finding::message);
    }

    @Test
    void conversationsOfAPeerWithOthersAreNotShown() {
        Passage stranger = there("10.244.9.9:1", Ways.data(5), Ways.data(5));
        Way way = Way.of(healthy(), List.of(Ways.server(stranger)), Way.Filter.None);
        assertEquals(1, way.passages().size());
        assertTrue(way.passages().stream().noneMatch(one -> one.toString().contains("10.244.9.9")));
    }

    @Test
    void endsThatWatchedAtOtherTimesAreNotCompared() {
        Passage own = passage("10.244.2.7:80", Ways.data(30), Ways.data(30));
        Passage fewer = there("10.244.1.5:1", Ways.data(20), Ways.data(30));
        assertEquals(
                1,
                Way.of(Ways.client(own), List.of(Ways.server(fewer)), Way.Filter.None)
                        .findings()
                        .size());
        Way way = Way.of(Ways.client(own), List.of(Ways.later(Ways.server(fewer))), Way.Filter.None);
        assertEquals(List.of(), way.findings());
        assertEquals(1, way.notes().size());
    }

    @Test
    void onOneNodeTheUplinksAreNotOnTheWay() {
        Tally data = Ways.data(10);
        Passage own = new Passage(
                "tcp",
                "10.244.1.5:1",
                "10.244.1.6:80",
                "",
                List.of(data, data, NONE),
                List.of(data, data, NONE),
                List.of());
        Passage other = new Passage(
                "tcp",
                "10.244.1.6:80",
                "10.244.1.5:1",
                "",
                List.of(data, data, NONE),
                List.of(Ways.data(5), Ways.data(5), NONE),
                List.of());
        End neighbour = Ways.end("neighbour", "node-1", "10.244.1.6", Ways.points("7"), List.of(other));
        Way way = Way.of(Ways.client(own), List.of(neighbour), Way.Filter.None);
        assertEquals(4, way.passages().getFirst().points().size());
        assertEquals(
                "node-1: between veth1 and veth7", way.findings().getFirst().place());
        assertTrue(way.passages().getFirst().verdict().contains("lost between node-1's veth1"));
    }

    @Test
    void aMaskedConversationWithSeveralMatchesIsNotJoined() {
        Passage one = passage("10.244.2.7:80", Ways.syns(3), NONE);
        Passage other = new Passage("tcp", "10.244.1.5:2", "10.244.2.7:80", "", one.sent(), one.received(), List.of());
        End server = Ways.server(there("172.18.0.2:40001", Ways.syns(3), NONE));
        Finding finding = only(Way.of(Ways.client(one, other), List.of(server), Way.Filter.None));
        assertTrue(finding.message().startsWith("6 SYN") && finding.message().contains("SNAT"), finding::message);
    }

    @Test
    void anUnlikeConversationIsNotAMaskedMatch() {
        Passage own = passage("10.244.2.7:80", Ways.syns(3), NONE);
        for (Tally unlike : List.of(Ways.syns(2), late(Ways.syns(3)), Ways.data(3))) {
            Way way = Way.of(
                    Ways.client(own), List.of(Ways.server(there("172.18.0.2:40001", unlike, NONE))), Way.Filter.None);
            assertEquals(
                    "between node-1's uplink ens1 and node-2's uplink ens2",
                    way.findings().getFirst().place(),
                    unlike::toString);
        }
    }

    private static Tally late(Tally of) {
        return new Tally(of.packets(), 0, of.bare(), of.syns(), 0, 0, of.firstMicros() + 2_000_000, 9_000_000, 60);
    }

    @Test
    void aSingleIcmpMessageNeedsNoAnswer() {
        for (long many : List.of(1L, 2L)) {
            Tally told = new Tally(many, 0, many, 0, 0, 0, 1000, 1000 * many, 84);
            Passage error = new Passage(
                    "icmp",
                    "10.244.1.5",
                    "10.0.0.1",
                    "",
                    List.of(told, told, told),
                    List.of(NONE, NONE, NONE),
                    List.of());
            assertEquals(
                    List.of(),
                    Way.of(Ways.client(error), List.of(), Way.Filter.None).findings());
        }
    }

    /** No part of the path is left on which they could be lost. */
    @Test
    void echoRequestsThatArriveInThePodAreMissedInsideOfIt() {
        Tally three = new Tally(3, 0, 3, 0, 0, 0, 1000, 3000, 84);
        End pinged =
                Ways.client(Talked.icmp(Ways.CLIENT, "10.0.0.1").received(three).passage());
        Finding finding = only(Way.of(pinged, List.of(), Way.Filter.None));
        assertTrue(finding.message().startsWith("3 packets arrive at pod client's eth0"), finding::message);
        assertTrue(finding.message().contains("inside the pod"), finding::message);
        assertTrue(finding.nextStep().contains("icmp_echo_ignore_all"), finding::nextStep);
    }

    @Test
    void requestsAtTheWindowsEdgeMayYetBeAnswered() {
        Passage late = passage("10.0.0.1:80", Tallies.edge(Ways.syns(3), 2), NONE);
        assertEquals(
                List.of(), Way.of(Ways.client(late), List.of(), Way.Filter.None).findings());
    }

    @Test
    void lossOnACompletePathIsNotBeyondIt() {
        ATalk talk = ATalk.with(Drops.NONE).connections(2);
        End client = Ways.finding(talk.client(), "PacketLoss", true);
        assertEquals(
                List.of(),
                Way.of(client, List.of(talk.server()), Way.Filter.None).findings());
    }

    @Test
    void neighboursOnTheLinkNeedNotAnswer() {
        Passage link = passage("169.254.169.254:80", Ways.syns(3), NONE);
        assertEquals(
                List.of(), Way.of(Ways.client(link), List.of(), Way.Filter.None).findings());
    }

    private static End healthy() {
        return Ways.client(passage("10.0.0.1:80", Ways.data(10), Ways.data(10)));
    }

    private static Passage passage(String remote, Tally sent, Tally received) {
        return new Passage(
                "tcp",
                "10.244.1.5:1",
                remote,
                "",
                List.of(sent, sent, sent),
                List.of(received, received, received),
                List.of());
    }

    private static Passage there(String remote, Tally received, Tally sent) {
        return new Passage(
                "tcp",
                "10.244.2.7:80",
                remote,
                "",
                List.of(sent, sent, sent),
                List.of(received, received, received),
                List.of());
    }

    private static Finding only(Way way) {
        assertEquals(
                List.of("ViewMissing"),
                way.findings().stream().map(Finding::code).toList(),
                () -> way.findings().toString());
        return way.findings().getFirst();
    }
}
