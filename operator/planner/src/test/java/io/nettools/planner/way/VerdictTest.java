package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import io.nettools.planner.status.PassageAnswer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verdict of each conversation, and the findings about unanswered ones. */
class VerdictTest {
    private static final Tally NONE = Tally.NONE;
    private static final String LOCAL = Ways.CLIENT + ":40000";
    private static final String OUTSIDE = "10.0.0.1:80";

    @Test
    void onlyAPodsOwnPointHasItsName() {
        PassageAnswer passage = ATalk.with(Drops.NONE)
                .connections(1)
                .seenFromClient()
                .passages()
                .getFirst();
        assertEquals(
                List.of("client", "", "", "", "", "server"),
                passage.points().stream().map(PassageAnswer.Point::pod).toList());
        assertEquals(
                List.of("node-1", "node-1", "node-1", "node-2", "node-2", "node-2"),
                passage.points().stream().map(PassageAnswer.Point::node).toList());
    }

    @Test
    void packetsAndBytesOfEachPointAreCounted() {
        PassageAnswer passage =
                only(Talked.tcp(LOCAL, OUTSIDE).sent(Tallies.acknowledgments(3)).received(Tallies.segments(4)));
        PassageAnswer.Point pod = passage.points().getFirst();
        assertEquals(3, pod.sentPackets());
        assertEquals(4, pod.receivedPackets());
        assertEquals(4 * Tallies.MSS, pod.receivedBytes());
        assertEquals("all 7 packets passed all 3 points", passage.verdict());
    }

    /** A frame that a card is yet to cut, in either direction, is no number of packets. */
    @ParameterizedTest
    @CsvSource({"true, 65160, 1448", "false, 1448, 65160"})
    void whereFramesAreNotPacketsOnlyBytesAreTold(boolean sent, long sentBytes, long receivedBytes) {
        Tally uncut = Tallies.uncut(45, 1);
        Tally cut = Tallies.cut(45, 1);
        Tally single = Tallies.segments(1);
        PassageAnswer passage = only(
                sent
                        ? Talked.tcp(LOCAL, OUTSIDE).sent(uncut, uncut, cut).received(single)
                        : Talked.tcp(LOCAL, OUTSIDE).sent(single).received(uncut, cut, cut));
        PassageAnswer.Point pod = passage.points().getFirst();
        assertNull(pod.sentPackets());
        assertNull(pod.receivedPackets());
        assertEquals(sentBytes, pod.sentBytes());
        assertEquals(receivedBytes, pod.receivedBytes());
        assertEquals("all " + (sentBytes + receivedBytes) + " bytes of payload passed all 3 points", passage.verdict());
    }

    /** The largest packet of a jumbo-free Ethernet with a tunnel's or a VLAN's headers. */
    @ParameterizedTest
    @CsvSource({"1600, packets", "1601, bytes of payload"})
    void upToAnEthernetsSizeAFrameIsAPacket(long largest, String unit) {
        Tally frames = new Tally(10, 9000, 0, 0, 0, 0, 1000, 0, largest);
        assertTrue(only(Talked.tcp(LOCAL, OUTSIDE).sent(frames).received(frames))
                .verdict()
                .contains(unit));
    }

    @Test
    void aPointThatDroppedPacketsItselfIsNotCompared() {
        List<Point> points =
                List.of(Ways.points("1").get(0), Ways.points("1").get(1), new Point(Where.Uplink, "ens1", 100, 7, ""));
        End client = Ways.listening(
                Ways.client(Talked.tcp(LOCAL, OUTSIDE)
                        .sent(Ways.data(9))
                        .received(Ways.data(9))
                        .passage()),
                points);
        assertTrue(
                only(Way.of(client, List.of(), Way.Filter.None)).verdict().startsWith("not compared at every point"));
    }

    /** A network in eBPF hands packets to the pod past the node's end of its interface. */
    @Test
    void aPointThatPacketsBypassIsNamedAsSeeingFewer() {
        PassageAnswer passage =
                only(Talked.tcp(LOCAL, OUTSIDE).sent(Ways.data(9)).received(Ways.data(9), NONE, Ways.data(9)));
        assertEquals("no known loss; fewer packets seen at node-1's veth1", passage.verdict());
    }

    @Test
    void theVerdictOfAMaskedConversationNamesTheTranslation() {
        Tally data = Ways.data(3);
        Talked first =
                Talked.tcp(Ways.SERVER + ":80", "172.18.0.2:1").received(data).sent(data);
        Talked second =
                Talked.tcp(Ways.SERVER + ":80", "172.18.0.2:2").received(data).sent(data);
        End client = Ways.client(
                Talked.tcp(LOCAL, Ways.SERVER + ":80").sent(data).received(data).passage());
        Way way = Way.of(client, List.of(Ways.server(Talked.all(first, second))), Way.Filter.None);
        assertEquals(
                "all 12 packets passed all 3 points; translated on the path (SNAT)",
                only(way).verdict());
    }

    /** A trace without the uplink reports nothing about the uplink. */
    @Test
    void pointsThatDidNotCaptureMissNothing() {
        List<Point> inside = Ways.points("1").subList(0, 2);
        End client = Ways.listening(
                Ways.client(Talked.udp(LOCAL, "10.244.3.9:514")
                        .sent(Tallies.datagrams(2), Tallies.datagrams(2))
                        .passage()),
                inside);
        assertEquals(
                "all 2 packets passed all 2 points",
                only(Way.of(client, List.of(), Way.Filter.None)).verdict());
    }

    /** Twenty are listed; a lost one among a hundred healthy ones is the first of them. */
    @Test
    void conversationsThatLostPacketsAreListedFirst() {
        Talked[] talks = IntStream.range(0, 30)
                .mapToObj(i -> Talked.tcp(Ways.CLIENT + ":" + i, OUTSIDE)
                        .sent(Ways.data(9), Ways.data(9), Ways.data(i == 29 ? 8 : 9))
                        .received(Ways.data(9)))
                .toArray(Talked[]::new);
        Way way = Way.of(Ways.client(Talked.all(talks)), List.of(), Way.Filter.None);
        assertEquals(20, way.passages().size());
        assertEquals(30, way.passageCount());
        assertEquals(Ways.CLIENT + ":29", way.passages().getFirst().local());
        assertTrue(
                way.passages().getFirst().verdict().endsWith("lost between node-1's veth1 and node-1's uplink ens1"));
    }

    @Test
    void anUnansweredOneIsListedBeforeHealthyOnesToo() {
        Way way = Way.of(
                Ways.client(Talked.all(
                        Talked.tcp(LOCAL, OUTSIDE).sent(Ways.data(9)).received(Ways.data(9)),
                        Talked.tcp(LOCAL, "10.0.0.2:80").sent(Ways.syns(3)))),
                List.of(),
                Way.Filter.None);
        assertEquals("10.0.0.2:80", way.passages().getFirst().remote());
        assertEquals(
                "no answer; last seen at node-1's uplink ens1",
                way.passages().getFirst().verdict());
    }

    @ParameterizedTest
    @CsvSource({"2, 2 packets", "3, 3 packets"})
    void queriesForNamesWithoutAnswerAreCounted(long many, String what) {
        Way way = alone(Talked.udp(LOCAL, "10.0.0.1:53").sent(Tallies.datagrams(many)));
        assertTrue(unseen(way).message().startsWith(what + " leave node-1"), way.findings()::toString);
    }

    @Test
    void threeOfManyUnansweredConversationsAreShown() {
        for (int many : List.of(3, 4, 8)) {
            Talked[] talks = IntStream.range(0, many)
                    .mapToObj(i -> Talked.tcp(Ways.CLIENT + ":" + i, OUTSIDE).sent(Ways.syns(2)))
                    .toArray(Talked[]::new);
            List<String> evidence = unseen(alone(talks)).evidence();
            assertEquals("tcp 10.244.1.5:0 > 10.0.0.1:80", evidence.getFirst());
            assertEquals(
                    many > 3 ? "and " + (many - 3) + " more conversations" : "tcp 10.244.1.5:2 > 10.0.0.1:80",
                    evidence.getLast());
        }
    }

    @Test
    void connectionsAndQueriesTogetherAreCountedAsPackets() {
        Way way = alone(
                Talked.udp(LOCAL, "10.0.0.1:53").sent(Tallies.datagrams(2)),
                Talked.tcp(LOCAL, OUTSIDE).sent(Ways.syns(3)));
        assertTrue(unseen(way).message().startsWith("5 packets leave"), way.findings()::toString);
    }

    /** The server's pod could not be listened in. */
    @Test
    void betweenTwoCapturedEndsTheLastPointIsNamed() {
        ATalk talk = ATalk.with(Drops.all(Hop.InServer, false)).connections(2);
        List<Point> nodeOnly = List.of(
                new Point(Where.Pod, "", 0, 0, "no such namespace"),
                Ways.points("2").get(1),
                Ways.points("2").get(2));
        Way way = Way.of(talk.client(), List.of(Ways.listening(talk.server(), nodeOnly)), Way.Filter.None);
        assertTrue(
                way.findings().stream()
                        .anyMatch(one -> one.message().startsWith("6 SYN get no answer, last seen at node-2's veth2")),
                way.findings()::toString);
    }

    /** With the pod's view alone no packet can be followed; another finding reports that. */
    @Test
    void aSinglePointHasNoEndOfTheWay() {
        End client = Ways.listening(
                Ways.client(Talked.tcp(LOCAL, OUTSIDE).sent(Ways.syns(3)).passage()),
                Ways.points("1").subList(0, 1));
        assertEquals(List.of(), Way.of(client, List.of(), Way.Filter.None).findings());
        assertEquals(
                1,
                Way.of(Ways.finding(client, "ConnectionUnanswered", true), List.of(), Way.Filter.None)
                        .findings()
                        .size());
    }

    /** The server asks nothing: what it sends into a closed connection waits for no answer. */
    @Test
    void theServersDirectionNeedsNoAnswer() {
        Tally late = new Tally(3, 0, 3, 3, 0, 0, 5000, 15_000, 60);
        Way way = Way.of(
                Ways.client(Talked.tcp(Ways.CLIENT + ":80", "10.0.0.1:40000")
                        .received(NONE, NONE, Ways.syns(1))
                        .sent(late)
                        .passage()),
                List.of(),
                Way.Filter.OfUser);
        assertEquals(List.of(), way.findings());
    }

    @Test
    void lossWithinTheNodeIsNotBeyondIt() {
        End client = Ways.client(Talked.tcp(LOCAL, OUTSIDE)
                .sent(Ways.data(9), Ways.data(9), Ways.data(8))
                .received(Ways.data(9))
                .passage());
        Way way = Way.of(Ways.finding(client, "PacketLoss", true), List.of(), Way.Filter.None);
        assertEquals(
                List.of(Code.PacketsVanish.name()),
                way.findings().stream().map(Finding::code).toList());
    }

    @Test
    void lossIsBeyondTheLastCapturedPointAndNeverBeyondThePod() {
        List<Point> inside = Ways.points("1").subList(0, 2);
        End client = Ways.listening(
                Ways.client(Talked.tcp(LOCAL, OUTSIDE)
                        .sent(Ways.data(9))
                        .received(Ways.data(9))
                        .passage()),
                inside);
        Finding finding = unseen(Way.of(Ways.finding(client, "FragmentsLost", true), List.of(), Way.Filter.None));
        assertTrue(finding.message().contains("not between the pod and node-1's veth1:"), finding::message);
    }

    private static PassageAnswer only(Talked talk) {
        return only(alone(talk));
    }

    private static PassageAnswer only(Way way) {
        assertEquals(1, way.passages().size());
        return way.passages().getFirst();
    }

    private static Way alone(Talked... talks) {
        return Way.of(Ways.client(Talked.all(talks)), List.of(), Way.Filter.None);
    }

    private static Finding unseen(Way way) {
        assertEquals(
                List.of(Code.ViewMissing.name()),
                way.findings().stream().map(Finding::code).toList(),
                way.findings()::toString);
        return way.findings().getFirst();
    }
}
