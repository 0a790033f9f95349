package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.Views.Lost;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Losses and differences that are not losses, at the three points of one end. */
class LossTest {
    private static final Tally NONE = Tally.NONE;

    @Test
    void packetsAtTheWindowsEdgeAreNoLoss() {
        Tally oneAtTheEdge = Tallies.edge(Ways.data(10), 1);
        assertEquals(List.of(), sent(oneAtTheEdge, oneAtTheEdge, Ways.data(9)));
        assertEquals(List.of("node-1: between veth1 and ens1"), sent(Ways.data(10), Ways.data(10), Ways.data(9)));
    }

    @Test
    void segmentsThatTheKernelCutsLaterAreNoLoss() {
        Tally whole = new Tally(11, 65_160, 10, 0, 0, 0, 1000, 10_000, 65_200);
        Tally cut = new Tally(55, 65_160, 10, 0, 0, 0, 1000, 10_000, 1500);
        assertEquals(List.of(), sent(whole, whole, cut));
        assertEquals(List.of(), received(cut, whole, whole));
    }

    @Test
    void lossBehindOffloadIsCountedInBytes() {
        Tally whole = new Tally(11, 65_160, 10, 0, 0, 0, 1000, 10_000, 65_200);
        Tally cut = new Tally(54, 63_712, 10, 0, 0, 0, 1000, 10_000, 1500);
        Finding finding = Way.of(client(passage(whole, whole, cut)), List.of(), Way.Filter.None)
                .findings()
                .getFirst();
        assertTrue(finding.message().startsWith("1448 of 65160 bytes of payload leave pod client"), finding::message);
    }

    @Test
    void aPointThatItselfLostPacketsIsNotCompared() {
        List<Point> points = List.of(
                new Point(Where.Pod, "eth0", 100, 0, ""),
                new Point(Where.Node, "veth1", 100, 0, ""),
                new Point(Where.Uplink, "ens1", 100, 7, ""));
        End client = Ways.listening(client(passage(Ways.data(10), Ways.data(10), Ways.data(9))), points);
        List<Finding> findings = Way.of(client, List.of(), Way.Filter.None).findings();
        assertEquals(List.of("ViewMissing"), codes(findings));
        assertEquals(
                List.of("node-1's uplink ens1: 7 packets dropped by the kernel before they were written"),
                findings.getFirst().evidence());
    }

    @Test
    void aPointThatPacketsBypassIsNotAPlaceOfLoss() {
        assertEquals(List.of(), received(Ways.data(10), NONE, Ways.data(10)));
        assertEquals(
                List.of("node-1: between ens1 and pod client's eth0"), received(Ways.data(10), NONE, Ways.data(5)));
    }

    @Test
    void aPointThatDidNotCaptureIsReportedAndSpanned() {
        List<Point> points = List.of(
                new Point(Where.Pod, "eth0", 100, 0, ""),
                new Point(Where.Node, "", 0, 0, "no such device"),
                new Point(Where.Uplink, "ens1", 100, 0, ""));
        End client = Ways.listening(client(passage(Ways.data(10), NONE, Ways.data(5))), points);
        List<Finding> findings = Way.of(client, List.of(), Way.Filter.None).findings();
        assertEquals(List.of("PacketsVanish", "ViewMissing"), codes(findings));
        assertEquals(
                "node-1: between pod client's eth0 and ens1",
                findings.getFirst().place());
        assertEquals(
                List.of("node-1's end of pod client's interface: no such device"),
                findings.getLast().evidence());
    }

    @Test
    void answersByAnotherDeviceShowThatNothingVanished() {
        Tally begun = new Tally(20, 1448, 19, 1, 0, 0, 1000, 20_000, 1500);
        Passage answered = new Passage(
                "tcp",
                "10.244.1.5:1",
                "10.0.0.1:80",
                "",
                List.of(begun, begun, NONE),
                List.of(begun, begun, begun),
                List.of());
        assertEquals(
                List.of(), Way.of(client(answered), List.of(), Way.Filter.None).findings());
    }

    @Test
    void packetsOnOneNodeNeedNotPassTheUplink() {
        Passage local = new Passage(
                "udp",
                "10.244.1.5:1",
                "10.244.1.1:53",
                "",
                List.of(Ways.data(3), Ways.data(3), NONE),
                List.of(Ways.data(3), Ways.data(3), NONE),
                List.of());
        Way way = Way.of(client(local), List.of(), Way.Filter.None);
        assertEquals(List.of(), way.findings());
        assertEquals(2, way.passages().getFirst().points().size());
    }

    @Test
    void multicastAndLinkLocalPacketsAreNotLost() {
        for (String remote : List.of("ff02::2", "224.0.0.251:5353", "169.254.1.1", "fe80::1", "255.255.255.255:67")) {
            Passage group = new Passage(
                    "udp",
                    "10.244.1.5:1",
                    remote,
                    "",
                    List.of(Ways.data(3), NONE, NONE),
                    List.of(NONE, NONE, NONE),
                    List.of());
            assertEquals(
                    List.of(), Way.of(client(group), List.of(), Way.Filter.None).findings(), remote);
        }
    }

    @Test
    void aFilterThatHidesAnswersFromThePodIsNoLoss() {
        Tally requests = Ways.data(5);
        Passage oneWay = new Passage(
                "tcp",
                "10.244.1.5:1",
                "10.0.0.1:80",
                "",
                List.of(requests, requests, requests),
                List.of(NONE, NONE, Ways.data(5)),
                List.of());
        assertEquals(List.of(), places(Way.of(client(oneWay), List.of(), Way.Filter.OfUser)));
        assertEquals(
                1, places(Way.of(client(oneWay), List.of(), Way.Filter.None)).size());
    }

    @Test
    void repeatedSynShowsThatTheFilterHidesNothing() {
        Passage unanswered = new Passage(
                "tcp",
                "10.244.1.5:1",
                "10.0.0.1:80",
                "",
                List.of(Ways.syns(4), Ways.syns(4), Ways.syns(4)),
                List.of(NONE, NONE, Ways.syns(4)),
                List.of());
        assertEquals(
                List.of("node-1: between ens1 and veth1"),
                places(Way.of(client(unanswered), List.of(), Way.Filter.OfUser)));
    }

    @Test
    void lostPacketsAreNamed() {
        Passage named = new Passage(
                "tcp",
                "10.244.1.5:1",
                "10.0.0.1:80",
                "",
                List.of(Ways.data(10), Ways.data(10), Ways.data(9)),
                List.of(Ways.data(1), Ways.data(1), Ways.data(1)),
                List.of(new Lost(true, 1, "seq 1:1449"), new Lost(false, 1, "seq 7:9"), new Lost(true, 99, "seq 0:1")));
        List<String> evidence = Way.of(client(named), List.of(), Way.Filter.None)
                .findings()
                .getFirst()
                .evidence();
        assertTrue(evidence.contains("lost: seq 1:1449"), evidence::toString);
    }

    @Test
    void aLossOfOneOfTwoConnectionsToAServerIsAWarning() {
        Passage lost = talk("10.244.1.5:1", NONE, Ways.syns(3), NONE, NONE);
        Passage fine = talk("10.244.1.5:2", Ways.data(1), Ways.syns(1), Ways.syns(1), Ways.syns(1));
        Finding finding = Way.of(client(lost, fine), List.of(), Way.Filter.None)
                .findings()
                .getFirst();
        assertEquals("PacketsVanish", finding.code());
        assertEquals(Severity.Warning, finding.severity());
    }

    /** No healthy way has a place, whatever its amounts and edges. */
    @Property(tries = 300)
    void equalCountsNameNoPlace(
            @ForAll @IntRange(min = 0, max = 1000) int there,
            @ForAll @IntRange(min = 0, max = 1000) int back,
            @ForAll @IntRange(min = 0, max = 5) int edge) {
        Tally sent = Tallies.edge(Ways.data(there), edge);
        Tally received = Tallies.edge(Ways.data(back), edge);
        Passage same = new Passage(
                "tcp",
                "10.244.1.5:1",
                "10.0.0.1:80",
                "",
                List.of(sent, sent, sent),
                List.of(received, received, received),
                List.of());
        assertEquals(List.of(), Way.of(client(same), List.of(), Way.Filter.None).findings());
    }

    private static End client(Passage... passages) {
        return Ways.client(passages);
    }

    private static Passage passage(Tally... sent) {
        Tally answer = Ways.data(1);
        return new Passage(
                "udp", "10.244.1.5:1", "10.0.0.1:80", "", List.of(sent), List.of(answer, answer, answer), List.of());
    }

    private static Passage talk(String local, Tally answer, Tally... sent) {
        return new Passage("tcp", local, "10.0.0.1:80", "", List.of(sent), List.of(answer, answer, answer), List.of());
    }

    private static List<String> sent(Tally pod, Tally node, Tally uplink) {
        return places(Way.of(client(passage(pod, node, uplink)), List.of(), Way.Filter.None));
    }

    private static List<String> received(Tally uplink, Tally node, Tally pod) {
        Tally asked = Ways.data(1);
        Passage passage = new Passage(
                "tcp",
                "10.244.1.5:1",
                "10.0.0.1:80",
                "",
                List.of(asked, asked, asked),
                List.of(pod, node, uplink),
                List.of());
        return places(Way.of(client(passage), List.of(), Way.Filter.None));
    }

    private static List<String> places(Way way) {
        return way.findings().stream()
                .map(Finding::place)
                .filter(place -> !place.isEmpty())
                .toList();
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }

    /** The server never saw the SYN, so it was not the server that answered. */
    @Test
    void resetsFromWithinTheGapAreReportedAsRejection() {
        Tally syn = Ways.syns(1);
        Tally reset = new Tally(1, 0, 1, 0, 1, 0, 1000, 1000, 40);
        Passage rejected = new Passage(
                "tcp",
                "10.244.1.5:1",
                Ways.SERVER + ":8080",
                "",
                List.of(syn, syn, NONE),
                List.of(reset, reset, NONE),
                List.of());
        Finding finding = Way.of(client(rejected), List.of(Ways.server()), Way.Filter.None)
                .findings()
                .getFirst();
        assertEquals("node-1: between veth1 and ens1", finding.place());
        assertTrue(finding.message().contains("rejected there, 1 RST come back"), finding::message);
    }

    /** The user's filter is the target's alone. */
    @Test
    void theTargetsFilterHidesNothingFromTheOtherEnd() {
        Tally syn = Ways.syns(1);
        Tally reset = new Tally(1, 0, 1, 0, 1, 0, 1000, 1000, 40);
        String client = Ways.CLIENT + ":1";
        String server = Ways.SERVER + ":8080";
        Passage own =
                new Passage("tcp", client, server, "", List.of(syn, syn, syn), List.of(reset, reset, reset), List.of());
        Passage there =
                new Passage("tcp", server, client, "", List.of(NONE, NONE, reset), List.of(NONE, NONE, syn), List.of());
        Way way = Way.of(client(own), List.of(Ways.server(there)), Way.Filter.OfProbe);
        assertEquals(List.of("node-2: between ens2 and veth2"), places(way));
        assertTrue(way.findings().getFirst().message().contains("rejected there, 1 RST"), way.findings()::toString);
    }
}
