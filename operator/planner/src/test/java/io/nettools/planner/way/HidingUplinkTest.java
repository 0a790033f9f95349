package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import io.nettools.planner.status.PassageAnswer;
import io.nettools.planner.status.ViewAnswer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes whose packets to each other are encrypted or in a tunnel that the uplink's filter does not look into. */
class HidingUplinkTest {
    private static final String HIDES = "packets to other nodes may pass it inside WireGuard (cilium_wg0)";
    private static final Tally NONE = Tally.NONE;
    private static final Tally SYNS = Ways.syns(3);
    private static final Tally DATA = Ways.data(10);
    private static final String CLIENT = "10.244.1.5:40000";
    private static final String SERVER = "10.244.2.7:8080";
    private static final String NEIGHBOUR = "10.244.1.6:8080";

    @Test
    void aHiddenLossIsBetweenTheEndsOfTheTwoPods() {
        Finding finding = only(Way.of(client(SYNS, NONE, NONE, NONE), List.of(server()), Way.Filter.None));
        assertEquals("between node-1's veth1 and node-2's veth2", finding.place());
        assertTrue(
                finding.message().startsWith("3 of 3 SYN leave pod client, arrive at node-1's veth1, never reach"),
                finding::message);
        assertTrue(
                finding.evidence()
                        .containsAll(List.of(
                                "node-1's uplink ens1 may miss packets: " + HIDES,
                                "node-2's uplink ens2 may miss packets: " + HIDES)),
                () -> finding.evidence().toString());
    }

    @Test
    void aHiddenLossIsBetweenTheEndsSeenFromThePeerToo() {
        Way way = Way.of(server(), List.of(client(SYNS, NONE, NONE, NONE)), Way.Filter.None);
        assertEquals("between node-1's veth1 and node-2's veth2", only(way).place());
    }

    @Test
    void aLossBeforeAnUplinkThatHidesNothingIsOnThatNode() {
        End plain = Ways.client(passage(CLIENT, SERVER, SYNS, NONE, NONE, NONE));
        Finding finding = only(Way.of(plain, List.of(server()), Way.Filter.None));
        assertEquals("node-1: between veth1 and ens1", finding.place());
    }

    @Test
    void packetsThatLeaveHiddenAreNotMissedAtTheOtherUplink() {
        Finding finding = only(Way.of(client(SYNS, NONE, NONE, NONE), List.of(Ways.server()), Way.Filter.None));
        assertEquals("between node-1's veth1 and node-2's veth2", finding.place());
    }

    @Test
    void packetsThatArriveAreComparedAtThePointsThatShowThem() {
        Way way = Way.of(client(DATA, NONE, DATA, NONE), List.of(server(DATA, NONE, DATA, NONE)), Way.Filter.None);
        assertEquals(List.of(), way.findings());
        assertEquals(4, way.passages().getFirst().points().size());
        assertEquals(
                "all 40 packets passed all 4 points; the uplinks may not show it",
                way.passages().getFirst().verdict());
    }

    @Test
    void hiddenAnswersAreLostBetweenThePodsToo() {
        End server = server(SYNS, NONE, SYNS, NONE);
        Finding finding = only(Way.of(client(SYNS, NONE, NONE, NONE), List.of(server), Way.Filter.None));
        assertEquals("between node-2's veth2 and node-1's veth1", finding.place());
        assertTrue(finding.message().contains("SYN-ACK"), finding::message);
    }

    @Test
    void aPacketSeenInTheClearIsLostBehindThatUplink() {
        End client = client(SYNS, SYNS, NONE, NONE);
        assertEquals(
                "between node-1's uplink ens1 and node-2's uplink ens2",
                only(Way.of(client, List.of(server()), Way.Filter.None)).place());
        End arriving = server(NONE, NONE, NONE, SYNS);
        assertEquals(
                "node-2: between ens2 and veth2",
                only(Way.of(client, List.of(arriving), Way.Filter.None)).place());
    }

    @Test
    void theAnswerToAPacketInTheClearIsMissed() {
        End server = server(SYNS, NONE, SYNS, SYNS);
        Finding finding = only(Way.of(client(SYNS, SYNS, NONE, NONE), List.of(server), Way.Filter.None));
        assertEquals("node-2: between veth2 and ens2", finding.place());
    }

    /** The kernel hands over what came by IPsec once more when it is decrypted; what goes, it shows encrypted alone. */
    @Test
    void anUplinkThatShowsDecryptedPacketsMayHideTheAnswer() {
        End server = server(SYNS, NONE, SYNS, SYNS);
        Way way = Way.of(client(SYNS, NONE, NONE, NONE), List.of(server), Way.Filter.None);
        assertEquals("between node-2's veth2 and node-1's veth1", only(way).place());
        assertEquals(
                List.of("eth0", "veth1", "ens2", "veth2", "eth0"),
                way.passages().getFirst().points().stream()
                        .map(PassageAnswer.Point::networkInterface)
                        .toList());
    }

    @Test
    void aPartialLossIsLocatedByThePointsThatSawTheRest() {
        Tally fewer = Ways.data(7);
        End server = server(DATA, DATA, fewer, fewer);
        Finding finding = only(Way.of(client(DATA, DATA, DATA, DATA), List.of(server), Way.Filter.None));
        assertEquals("between node-1's uplink ens1 and node-2's uplink ens2", finding.place());
    }

    @Test
    void withOneEndTheVerdictSaysThatTheUplinkMayNotShowIt() {
        Way way = Way.of(client(SYNS, NONE, NONE, NONE), List.of(), Way.Filter.None);
        assertMissing(only(way));
        String verdict = way.passages().getFirst().verdict();
        assertTrue(verdict.endsWith(", or inside other packets"), verdict);
        assertEquals(
                List.of("", "", HIDES),
                way.views().stream().map(ViewAnswer::hides).toList());
    }

    @Test
    void aHiddenPacketToAServiceIsNotDroppedOnTheNode() {
        String service = "10.96.0.20";
        End client = hiding(Ways.client(passage(CLIENT, service + ":80", SYNS, NONE, NONE, NONE)), "1");
        assertMissing(only(Way.of(client, List.of(server()), Way.Filter.None, List.of(service))));
        End plain = Ways.client(client.passages().getFirst());
        assertEquals(
                "node-1: between veth1 and ens1",
                only(Way.of(plain, List.of(server()), Way.Filter.None, List.of(service)))
                        .place());
    }

    private static void assertMissing(Finding finding) {
        assertEquals("ViewMissing", finding.code());
        assertTrue(finding.message().endsWith("node-1's uplink ens1 may miss packets: " + HIDES), finding::message);
        assertTrue(finding.nextStep().contains("spec.peer"), finding::nextStep);
    }

    /** The answers are seen where they leave the other pod; the target's filter may be one of requests alone. */
    @ParameterizedTest
    @EnumSource(
            value = Way.Filter.class,
            names = {"None", "OfUser"})
    void theUsersFilterMayHideWhatNoUplinkShows(Way.Filter filter) {
        Way way = Way.of(client(DATA, NONE, NONE, NONE), List.of(server(DATA, NONE, DATA, NONE)), filter);
        boolean vanish =
                way.findings().stream().anyMatch(finding -> finding.code().equals("PacketsVanish"));
        assertEquals(filter == Way.Filter.None, vanish, () -> way.findings().toString());
    }

    @Test
    void onOneNodeNoUplinkIsOnTheWay() {
        End client = hiding(Ways.client(passage(CLIENT, NEIGHBOUR, DATA, NONE, DATA, NONE)), "1");
        Passage other = passage(NEIGHBOUR, CLIENT, DATA, NONE, DATA, NONE);
        End neighbour = hiding(Ways.end("neighbour", "node-1", "10.244.1.6", Ways.points("7"), List.of(other)), "7");
        Way way = Way.of(client, List.of(neighbour), Way.Filter.None);
        assertEquals(
                "all 40 packets passed all 4 points", way.passages().getFirst().verdict());
    }

    private static End client(Tally sent, Tally sentAtUplink, Tally received, Tally receivedAtUplink) {
        return hiding(Ways.client(passage(CLIENT, SERVER, sent, sentAtUplink, received, receivedAtUplink)), "1");
    }

    private static End server(Tally sent, Tally sentAtUplink, Tally received, Tally receivedAtUplink) {
        return hiding(Ways.server(passage(SERVER, CLIENT, sent, sentAtUplink, received, receivedAtUplink)), "2");
    }

    /** One that saw nothing. */
    private static End server() {
        return hiding(Ways.server(), "2");
    }

    private static End hiding(End end, String device) {
        List<Point> points = Stream.concat(
                        Ways.points(device).stream().limit(2),
                        Stream.of(new Point(Where.Uplink, "ens" + device, 1000, 0, "", HIDES)))
                .toList();
        return Ways.listening(end, points);
    }

    /** The pod and its other end on the node see the same. */
    private static Passage passage(
            String local, String remote, Tally sent, Tally sentAtUplink, Tally received, Tally receivedAtUplink) {
        return new Passage(
                "tcp",
                local,
                remote,
                "",
                List.of(sent, sent, sentAtUplink),
                List.of(received, received, receivedAtUplink),
                List.of());
    }

    private static Finding only(Way way) {
        assertEquals(1, way.findings().size(), () -> way.findings().toString());
        return way.findings().getFirst();
    }
}
