package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.About;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.Views.Lost;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a loss is reported: its unit, its severity, the points that the packets passed, and the next step. */
class StoryTest {
    private static final Tally NONE = Tally.NONE;
    private static final String LOCAL = Ways.CLIENT + ":40000";
    private static final String OUTSIDE = "10.0.0.1:80";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ClientPodToNode | false | pod client and its node node-1        | ingress
                    ClientNode      | false | on node-1 after leaving pod client    | egress NetworkPolicies
                    BetweenNodes    | false | between node-1 and node-2             | security groups
                    ServerNode      | false | on node-2 before pod server           | ingress NetworkPolicies
                    ServerNodeToPod | false | between node-2 and pod server         | egress
                    ServerNodeToPod | true  | pod server and its node node-2        | ingress
                    ServerNode      | true  | on node-2 after leaving pod server    | egress NetworkPolicies
                    BetweenNodes    | true  | between node-2 and node-1             | security groups
                    ClientNode      | true  | on node-1 before pod client           | ingress NetworkPolicies
                    ClientPodToNode | true  | between node-1 and pod client         | egress
                    """)
    void eachPlaceHasItsConclusionAndItsNextStep(Hop hop, boolean back, String conclusion, String look) {
        Finding finding =
                vanished(ATalk.with(Drops.all(hop, back)).connections(2).seenFromClient());
        assertTrue(finding.message().contains(conclusion), finding::message);
        assertTrue(finding.headline().contains(conclusion), finding::headline);
        assertTrue(finding.nextStep().contains(look), finding::nextStep);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ClientPodToNode | false | leave pod client, never reach node-1's veth1
                    ClientNode      | false | leave pod client, arrive at node-1's veth1, never reach node-1's uplink ens1
                    BetweenNodes    | false | leave pod client and node-1, never reach node-2's uplink ens2
                    ServerNodeToPod | false | leave pod client and node-1, arrive at node-2's veth2, never reach pod server's eth0
                    ServerNode      | true  | leave pod server, arrive at node-2's veth2, never reach node-2's uplink ens2
                    ClientNode      | true  | leave pod server and node-2, arrive at node-1's uplink ens1, never reach node-1's veth1
                    """)
    void theStoryIsHowFarTheyCame(Hop hop, boolean back, String story) {
        Finding finding =
                vanished(ATalk.with(Drops.all(hop, back)).connections(2).seenFromClient());
        assertTrue(finding.message().contains(" " + story + ": "), finding::message);
    }

    /** Seen from one end, the answer is first seen at that end's uplink. */
    @Test
    void aStoryWithoutTheSendersEndBeginsAtTheArrival() {
        Finding finding =
                vanished(alone(Talked.tcp(LOCAL, OUTSIDE).sent(Ways.syns(3)).received(NONE, NONE, Ways.syns(3))));
        assertTrue(
                finding.message().startsWith("3 of 3 SYN-ACK arrive at node-1's uplink ens1, never reach"),
                finding::message);
    }

    @Test
    void theOppositeDirectionStartsAtItsSender() {
        Finding finding = vanished(
                ATalk.with(Drops.all(Hop.ClientNode, true)).connections(1).seenFromClient());
        assertEquals(
                "tcp 10.244.2.7:8080 > 10.244.1.5:40000: 3 of 3 SYN-ACK",
                finding.evidence().getFirst());
    }

    @Test
    void behindAServiceTheEvidenceNamesThePodThatWasChosen() {
        Finding finding = vanished(ATalk.with(Drops.all(Hop.ServerNode, false))
                .through("10.96.0.20:80")
                .connections(1)
                .seenFromClient());
        assertTrue(
                finding.evidence().getFirst().startsWith("tcp 10.244.1.5:40000 > 10.244.2.7:8080"),
                finding.evidence()::toString);
        assertEquals("3 of 3 SYN to 10.96.0.20:80 dropped on node-2 before pod server", finding.headline());
        assertEquals(new About("tcp", "10.244.1.5:40000", "10.96.0.20:80", "10.244.2.7:8080"), finding.about());
    }

    /** The conversations that lost most come first, and no more than three; with three there are no others. */
    @ParameterizedTest
    @CsvSource({"3, 3", "4, 4", "9, 4"})
    void threeConversationsAreEnough(int conversations, int lines) {
        Talked[] talks = IntStream.rangeClosed(1, conversations)
                .mapToObj(i -> Talked.tcp(Ways.CLIENT + ":" + i, OUTSIDE)
                        .sent(Ways.data(20), Ways.data(20), Ways.data(20 - i))
                        .received(Ways.data(1)))
                .toArray(Talked[]::new);
        List<String> evidence = vanished(alone(talks)).evidence();
        assertEquals(lines, evidence.size(), evidence::toString);
        assertTrue(evidence.getFirst().startsWith("tcp 10.244.1.5:" + conversations + " >"), evidence::toString);
        assertEquals(
                conversations > 3,
                evidence.getLast().equals("and " + (conversations - 3) + " more conversations"),
                evidence::toString);
    }

    @Test
    void onlyTheDirectionAndTheGapThatLostThemHaveTheNames() {
        Finding finding = vanished(alone(Talked.tcp(LOCAL, OUTSIDE)
                .sent(Ways.data(10), Ways.data(10), Ways.data(9))
                .received(Ways.data(10))
                .lost(
                        new Lost(true, 1, "seq 1:1449"),
                        new Lost(true, 0, "seq 2:3"),
                        new Lost(false, 2, "seq 4:5"),
                        new Lost(true, -1, "seq 6:7"),
                        new Lost(true, 2, "seq 8:9"),
                        new Lost(true, 3, "seq 10:11"))));
        assertEquals(List.of("lost: seq 1:1449"), named(finding));
    }

    /**
     * An answer that was seen at the uplink last is missing at the node's end, and one that was seen there at the pod.
     */
    @Test
    void forReceivedPacketsTheNextPointIsFurtherInside() {
        Finding finding = vanished(alone(Talked.tcp(LOCAL, OUTSIDE)
                .sent(Ways.data(10))
                .received(Ways.data(9), Ways.data(10), Ways.data(10))
                .lost(new Lost(false, 1, "seq 1:1449"), new Lost(false, 2, "seq 2:3"), new Lost(false, 0, "seq 4:5"))));
        assertEquals("node-1: between veth1 and pod client's eth0", finding.place());
        assertEquals(List.of("lost: seq 1:1449"), named(finding));
    }

    @Test
    void fiveNamesAreEnough() {
        Lost[] lost = IntStream.rangeClosed(1, 7)
                .mapToObj(i -> new Lost(true, 1, "UDP id " + i))
                .toArray(Lost[]::new);
        Finding finding = vanished(alone(Talked.udp(LOCAL, OUTSIDE)
                .sent(Tallies.datagrams(10), Tallies.datagrams(10), Tallies.datagrams(3))
                .received(Tallies.datagrams(1))
                .lost(lost)));
        assertEquals(List.of("lost: UDP id 1; UDP id 2; UDP id 3; UDP id 4; UDP id 5"), named(finding));
    }

    /** Between two nodes the reader compares times of two clocks, on one node he does not. */
    @ParameterizedTest
    @CsvSource({"BetweenNodes, true", "ServerNode, false", "ClientNode, false"})
    void theClocksAreInTheEvidenceOfWhatIsBetweenTwoNodes(Hop hop, boolean told) {
        Way way = ATalk.with(Drops.every(hop, false, 40))
                .clockOfServerAhead(5_000)
                .connections(8)
                .seenFromClient();
        assertEquals(1, way.notes().size(), way.notes()::toString);
        assertEquals(told, vanished(way).evidence().containsAll(way.notes()), way.findings()::toString);
    }

    @Test
    void withoutPointsBetweenTheLossIsSomewhereBetween() {
        List<Point> podOnly = List.of(
                Ways.points("2").getFirst(),
                new Point(Where.Node, "", 0, 0, "no such device"),
                new Point(Where.Uplink, "", 0, 0, "no route"));
        ATalk talk = ATalk.with(Drops.all(Hop.ServerNode, false)).connections(2);
        Way way = Way.of(talk.client(), List.of(Ways.listening(talk.server(), podOnly)), Way.Filter.None);
        Finding finding = vanished(way);
        assertEquals("between node-1's uplink ens1 and pod server's eth0", finding.place());
        assertTrue(
                finding.message().contains("dropped between node-1's uplink ens1 and pod server's eth0"),
                finding::message);
    }

    /**
     * Both on one node: from one pod's device to the other's there is the node's own firewall, into the pod there is
     * none.
     */
    @Test
    void onOneNodeTheLossIsBetweenTheTwoPods() {
        Finding between = vanished(neighbours(Ways.syns(3), NONE, NONE));
        assertTrue(
                between.message().contains("dropped on node-1 between pod client and pod neighbour"), between::message);
        assertTrue(between.nextStep().contains("NetworkPolicies of both pods"), between::nextStep);
        Finding into = vanished(neighbours(Ways.syns(3), Ways.syns(3), NONE));
        assertTrue(into.message().contains("lost between node-1 and pod neighbour"), into::message);
        Finding out = vanished(neighbours(NONE, NONE, NONE));
        assertTrue(out.message().contains("lost between pod client and its node node-1"), out::message);
    }

    private static Way neighbours(Tally atClientsDevice, Tally atNeighboursDevice, Tally inNeighbour) {
        Passage own = Talked.tcp(LOCAL, "10.244.1.6:80")
                .sent(Ways.syns(3), atClientsDevice, NONE)
                .passage();
        Passage there = Talked.tcp("10.244.1.6:80", LOCAL)
                .received(inNeighbour, atNeighboursDevice, NONE)
                .passage();
        End neighbour = Ways.end("neighbour", "node-1", "10.244.1.6", Ways.points("7"), List.of(there));
        return Way.of(Ways.client(own), List.of(neighbour), Way.Filter.None);
    }

    @Test
    void oneLostSegmentIsNamedInTheSingular() {
        assertTrue(sent(Tallies.segments(1), NONE).startsWith("1 of 1 packet leave"));
        assertTrue(sent(Tallies.segments(2), Tallies.segments(1)).startsWith("1 of 2 packets leave"));
    }

    @Test
    void ofUncutFramesBytesAreCounted() {
        assertTrue(sent(Tallies.uncut(45, 3), Tallies.cut(44, 3)).startsWith("1448 of 65160 bytes of payload"));
        Tally oneByte = new Tally(2, 1, 1, 0, 0, 0, 1000, 1000, Sighting.ONE_PACKET + 1);
        assertTrue(sent(oneByte, Tallies.acknowledgments(1)).startsWith("1 of 1 byte of payload"));
    }

    @Test
    void ofUncutFramesWhosePayloadArrivedAcknowledgmentsAreCounted() {
        assertTrue(sent(Tallies.uncut(45, 3), Tallies.cut(45, 1)).startsWith("2 of 3 segments without payload"));
        assertTrue(sent(Tallies.uncut(45, 1), Tallies.cut(45, 0)).startsWith("1 of 1 segment without payload"));
    }

    @Test
    void aSynAmongOthersThatIsLostIsNotCountedAsHandshake() {
        Tally twice = new Tally(12, 1000, 10, 2, 0, 0, 1000, 1000, 540);
        Tally once = new Tally(11, 1000, 9, 1, 0, 0, 1000, 1000, 540);
        assertTrue(sent(twice, once).startsWith("1 of 12 packets leave"), () -> sent(twice, once));
    }

    @Test
    void aPartialLossDoesNotSayNever() {
        assertTrue(sent(Tallies.segments(5), Tallies.segments(4)).contains("do not reach node-1's uplink ens1"));
        assertTrue(sent(Tallies.segments(5), NONE).contains("never reach node-1's uplink ens1"));
    }

    @Test
    void nothingToOneServerIsAnErrorThoughAnotherOneIsReached() {
        Talked fine = Talked.tcp(LOCAL, "10.0.0.2:80").sent(Tallies.opened(10)).received(Tallies.opened(10));
        Talked some = Talked.tcp(LOCAL, OUTSIDE)
                .sent(Ways.data(9), Ways.data(9), Ways.data(8))
                .received(Ways.data(9));
        assertEquals(Severity.Warning, vanished(alone(fine, some)).severity());
        assertEquals(Severity.Error, vanished(alone(fine, dead())).severity());
    }

    /** An old connection still works, a new one does not get through: a rule was added. */
    @Test
    void newConnectionsThatNeverGetThroughAreAnErrorThoughOldOnesWork() {
        Talked old = Talked.tcp(Ways.CLIENT + ":1", OUTSIDE).sent(Ways.data(9)).received(Ways.data(9));
        assertEquals(Severity.Error, vanished(alone(old, dead())).severity());
        Talked other =
                Talked.tcp(Ways.CLIENT + ":2", OUTSIDE).sent(Tallies.opened(10)).received(Tallies.opened(10));
        assertEquals(Severity.Warning, vanished(alone(other, dead())).severity());
    }

    /** The same server's answers pass the same two points the other way round. */
    @Test
    void whatPassesTheOtherWayDoesNotMakeItLessSerious() {
        Talked halfDead = Talked.udp(LOCAL, OUTSIDE)
                .sent(Tallies.datagrams(9), Tallies.datagrams(9), NONE)
                .received(NONE, Tallies.datagrams(2), Tallies.datagrams(2));
        List<Finding> findings = alone(halfDead).findings();
        assertTrue(findings.stream().noneMatch(one -> one.severity() == Severity.Warning), findings::toString);
    }

    @Test
    void smallPacketsThatPassShowThatTheSizeMatters() {
        Tally before = new Tally(20, 10 * 100 + 5 * 1448, 5, 0, 0, 0, 1000, 5000, 1500);
        Tally after = new Tally(15, 10 * 100, 5, 0, 0, 0, 1000, 5000, 152);
        Way way = alone(Talked.tcp(LOCAL, OUTSIDE).sent(before, before, after).received(Ways.data(1)));
        Finding finding = vanished(way);
        assertTrue(finding.message().endsWith("(too small an MTU there is the usual cause)"), finding::message);
        assertTrue(
                finding.message().contains("the largest that passed has 152 bytes, the largest sent has 1500"),
                finding::message);
        assertEquals(Severity.Warning, finding.severity());
    }

    /** In each case something other than the size decides. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    why                                  | bare | syns | largest | bareBehind | synsBehind | largestBehind | large
                    some large ones passed               | 5    | 0    | 1500    | 5          | 0          | 1500          | false
                    the sent are not large               | 5    | 0    | 1000    | 5          | 0          | 152           | false
                    the sent are just large              | 5    | 0    | 1001    | 5          | 0          | 152           | true
                    acknowledgments are lost as well     | 5    | 0    | 1500    | 4          | 0          | 152           | false
                    handshakes are lost as well          | 5    | 1    | 1500    | 4          | 0          | 152           | false
                    nothing passed                       | 5    | 0    | 1500    | 0          | 0          | 0             | false
                    uncut, and full segments passed      | 5    | 0    | 65000   | 5          | 0          | 1500          | false
                    uncut, and segments of 1280 passed   | 5    | 0    | 65000   | 5          | 0          | 1280          | false
                    uncut, and only smaller ones passed  | 5    | 0    | 65000   | 5          | 0          | 1279          | true
                    """)
    void onlyLargeOnesAreSaidToVanishWhenAllElsePassed(
            String why,
            long bare,
            long syns,
            long largest,
            long bareBehind,
            long synsBehind,
            long largestBehind,
            boolean large) {
        Tally before = new Tally(bare + 50, 70_000, bare, syns, 0, 0, 1000, 5000, largest);
        Tally after = largestBehind == 0
                ? NONE
                : new Tally(bareBehind + 10, 1000, bareBehind, synsBehind, 0, 0, 1000, 5000, largestBehind);
        Way way = alone(Talked.tcp(LOCAL, OUTSIDE).sent(before, before, after).received(Ways.data(1)));
        assertEquals(large, vanished(way).message().contains("only large packets"), why);
    }

    /** Of ICMP each packet counts as one that nothing cuts. */
    @Test
    void largePingsAloneMayVanishToo() {
        Tally before = new Tally(20, 0, 20, 0, 0, 0, 1000, 5000, 1500);
        Tally after = new Tally(10, 0, 10, 0, 0, 0, 1000, 5000, 84);
        Way way = alone(
                Talked.icmp(Ways.CLIENT, "10.0.0.1").sent(before, before, after).received(after));
        assertTrue(vanished(way).message().contains("only large packets"), way.findings()::toString);
    }

    @Test
    void sizeIsTheCauseOnlyIfAllConversationsLoseLargePackets() {
        Talked small = Talked.tcp(Ways.CLIENT + ":1", OUTSIDE)
                .sent(Tallies.acknowledgments(9), Tallies.acknowledgments(9), Tallies.acknowledgments(8))
                .received(Ways.data(1));
        Tally before = new Tally(20, 10 * 100 + 5 * 1448, 5, 0, 0, 0, 1000, 5000, 1500);
        Tally after = new Tally(15, 10 * 100, 5, 0, 0, 0, 1000, 5000, 152);
        Talked large = Talked.tcp(LOCAL, OUTSIDE).sent(before, before, after).received(Ways.data(1));
        Finding finding = vanished(alone(large, small));
        assertFalse(finding.message().contains("only large"), finding::message);
        assertFalse(finding.nextStep().contains("MTU of the devices"), finding::nextStep);
    }

    private static Talked dead() {
        return Talked.tcp(LOCAL, OUTSIDE).sent(Ways.syns(3), NONE, NONE);
    }

    private static String sent(Tally before, Tally after) {
        return vanished(alone(
                        Talked.tcp(LOCAL, OUTSIDE).sent(before, before, after).received(Ways.data(1))))
                .message();
    }

    private static Way alone(Talked... talks) {
        return Way.of(Ways.client(Talked.all(talks)), List.of(), Way.Filter.None);
    }

    private static List<String> named(Finding finding) {
        return finding.evidence().stream()
                .filter(text -> text.startsWith("lost: "))
                .toList();
    }

    private static Finding vanished(Way way) {
        List<Finding> vanished = way.findings().stream()
                .filter(finding -> finding.code().equals(Code.PacketsVanish.name()))
                .toList();
        assertEquals(1, vanished.size(), way.findings()::toString);
        return vanished.getFirst();
    }
}
