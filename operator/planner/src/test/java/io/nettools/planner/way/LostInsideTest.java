package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Flow.Again;
import io.nettools.analyser.report.Flow.Sender;
import io.nettools.analyser.report.Flow.Tcp;
import io.nettools.analyser.report.Flow.Volume;
import io.nettools.analyser.report.Flow.Window;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segments of open connections that a pod's own interface shows twice, or only as a retransmission. */
class LostInsideTest {
    private static final String OWN = Ways.CLIENT + ":40000";
    private static final String OTHER = "10.96.0.9:80";
    private static final Sender QUIET = sender(Optional.empty(), 0, 0, 0, 0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    time-outs  | fast | tail probes | spurious | before | got twice | lost
                    3          | 0    | 0           | 0        | 0      | 0         | 3
                    0          | 3    | 0           | 0        | 0      | 0         | 3
                    1          | 1    | 1           | 0        | 0      | 0         | 3
                    2          | 2    | 0           | 5        | 0      | 0         | 4
                    3          | 3    | 0           | 2        | 0      | 3         | 5
                    1          | 1    | 0           | 9        | 0      | 0         | 0
                    3          | 3    | 0           | 0        | 0      | 4         | 0
                    9          | 9    | 0           | 0        | 1      | 0         | 16
                    9          | 9    | 0           | 0        | 8      | 0         | 0
                    """,
            useHeadersInDisplayName = true)
    void whatArrivesAgainAndWasLackedIsLostInside(
            long timeouts, long fast, long tailProbes, long spurious, long before, long twice, long lost) {
        Again again = new Again(timeouts, fast, tailProbes, spurious, before, twice);
        List<Finding> found = findings(received(again));
        assertEquals(lost > 0 ? 1 : 0, found.size(), found::toString);
        found.forEach(finding -> {
            assertEquals("inside pod client", finding.place());
            assertEquals("Warning", finding.severity().name());
            assertTrue(
                    finding.message()
                            .startsWith(
                                    lost + " of 100 segments arrive at pod client's interface and are retransmitted"),
                    finding::message);
            assertEquals(List.of("tcp " + OTHER + " > " + OWN + ": " + lost + " of 100 segments"), finding.evidence());
        });
    }

    /** A repeated SYN has its own finding, and a server need not accept each SYN. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 0"})
    void segmentsOfTheHandshakeDoNotCount(long synRetries, int findings) {
        Sender sender = sender(Optional.of(new Again(4, 0, 0, 0, 0, 0)), synRetries, 0, 0, 0);
        assertEquals(findings, findings(flow(sender, QUIET, 100, 100)).size());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 1", "1, 0, 0, 0", "0, 1, 0, 0", "0, 0, 3, 1", "0, 0, 4, 0"})
    void whereSomethingIsMissingAtTheInterfaceItIsNotKnown(long lacking, long missed, long outOfOrder, int findings) {
        Sender sender = sender(Optional.of(new Again(9, 0, 0, 0, 0, 0)), 0, lacking, missed, outOfOrder);
        assertEquals(findings, findings(flow(sender, QUIET, 100, 100)).size());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "6, 1", "7, 0", "99, 0"})
    void whoHasNoRoomDropsWhatComes(long zeroWindows, int findings) {
        Sender sender = sender(Optional.of(new Again(9, 0, 0, 0, 0, 0)), 0, 0, 0, 0);
        Sender full = new Sender(
                new Flow.Syn(1460, 7, 0),
                100,
                0,
                Optional.empty(),
                Flow.Gaps.NONE,
                Optional.of(new Window(zeroWindows, 0, 0, 0, 7)),
                0,
                0,
                false);
        assertEquals(findings, findings(flow(sender, full, 100, 100)).size());
    }

    @ParameterizedTest
    @CsvSource({"3, 300, 1", "3, 301, 0", "2, 2, 0"})
    void aFewAreOfEveryQueue(long lost, long packets, int findings) {
        Sender sender = sender(Optional.of(new Again(lost, 0, 0, 0, 0, 0)), 0, 0, 0, 0);
        assertEquals(findings, findings(flow(sender, QUIET, packets, 100)).size());
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "3, 1"})
    void whatLeavesOnlyWhenItIsSentAgainIsLostOnTheWayOut(long lost, int findings) {
        Sender own = sender(Optional.of(new Again(0, lost, 0, 0, lost, 0)), 0, 0, 0, 0);
        List<Finding> found = findings(flow(QUIET, own, 100, 50));
        assertEquals(findings, found.size(), found::toString);
        found.forEach(finding -> {
            assertTrue(
                    finding.message().startsWith(lost + " of 50 segments leave pod client's interface only when"),
                    finding::message);
            assertEquals("inside pod client", finding.place());
            assertEquals(List.of("tcp " + OWN + " > " + OTHER + ": " + lost + " of 50 segments"), finding.evidence());
        });
    }

    /** What it sends again after it has left the interface was lost elsewhere. */
    @Test
    void aSegmentThatLeavesTwiceWasLostElsewhere() {
        Sender own = sender(Optional.of(new Again(9, 9, 0, 0, 0, 0)), 0, 0, 0, 0);
        assertEquals(List.of(), findings(flow(QUIET, own, 100, 100)));
    }

    @ParameterizedTest
    @CsvSource({"true, only large packets are lost", "false, a full accept queue"})
    void onlyLargeOnesAreSaidToBe(boolean onlySmallOnesPass, String words) {
        Sender sender = new Sender(
                new Flow.Syn(1460, 7, 0),
                1448,
                0,
                Optional.of(new Again(5, 0, 0, 0, 0, 0)),
                Flow.Gaps.NONE,
                Optional.empty(),
                0,
                0,
                onlySmallOnesPass);
        Finding finding = findings(flow(sender, QUIET, 50, 50)).getFirst();
        assertTrue(finding.message().contains(words), finding::message);
    }

    @Test
    void ofManyConnectionsTheThreeThatLostMostAreShown() {
        List<Flow> flows = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> flow(
                        "10.0.0." + i + ":80",
                        sender(Optional.of(new Again(i, 0, 0, 0, 0, 0)), 0, 0, 0, 0),
                        QUIET,
                        10,
                        10))
                .toList();
        Finding finding =
                findings(Ways.flowing(Ways.client(), 0, flows), Way.Filter.None).getFirst();
        assertTrue(finding.message().startsWith("15 of 50 segments"), finding::message);
        assertEquals(
                List.of(
                        "tcp 10.0.0.5:80 > " + OWN + ": 5 of 10 segments",
                        "tcp 10.0.0.4:80 > " + OWN + ": 4 of 10 segments",
                        "tcp 10.0.0.3:80 > " + OWN + ": 3 of 10 segments",
                        "and 2 more connections"),
                finding.evidence());
    }

    /** A pod that talks to itself has one interface for both directions. */
    @Test
    void aConnectionOfAPodToItselfIsIgnored() {
        Sender sender = sender(Optional.of(new Again(9, 0, 0, 0, 9, 0)), 0, 0, 0, 0);
        Flow own = flow(Ways.CLIENT + ":80", sender, sender, 10, 10);
        assertEquals(List.of(), findings(Ways.flowing(Ways.client(), 0, List.of(own)), Way.Filter.None));
    }

    @Test
    void anIncompleteCaptureShowsNoLossInside() {
        End unread = Ways.flowing(Ways.client(), 1, List.of(received(new Again(9, 0, 0, 0, 0, 0))));
        assertEquals(List.of(), findings(unread, Way.Filter.None));
    }

    /**
     * A filter that hides acknowledgments makes each segment look unreceived. The uplink, which has no filter, shows
     * the difference.
     */
    @ParameterizedTest
    @CsvSource({"None, 10, 10, 1", "OfProbe, 10, 20, 1", "OfUser, 10, 10, 1", "OfUser, 10, 20, 0"})
    void ofWhatTheUsersFilterShowsAllMustBeThere(Way.Filter filter, long atPod, long atUplink, int findings) {
        Tally here = Tallies.acknowledgments(atPod);
        Passage passage = Talked.tcp(OWN, OTHER)
                .sent(here, here, Tallies.acknowledgments(atUplink))
                .received(Tallies.acknowledgments(10))
                .passage();
        End client = Ways.flowing(Ways.client(passage), 0, List.of(received(new Again(9, 0, 0, 0, 0, 0))));
        List<Finding> found = findings(client, filter);
        assertEquals(findings, found.size(), found::toString);
    }

    /** At the node's end of the pod's interface it holds, too. */
    @Test
    void withoutTheUplinkAllMayBeFiltered() {
        Point deaf = new Point(Where.Uplink, "", 0, 0, "no default route");
        Tally same = Tallies.acknowledgments(10);
        Passage passage = Talked.tcp(OWN, OTHER)
                .sent(same, same, Tally.NONE)
                .received(same, same, Tally.NONE)
                .passage();
        List<Point> points = Stream.concat(Ways.points("1").stream().limit(2), Stream.of(deaf))
                .toList();
        End client = Ways.end("client", "node-1", Ways.CLIENT, points, List.of(passage));
        End lossy = Ways.flowing(client, 0, List.of(received(new Again(9, 0, 0, 0, 0, 0))));
        assertFalse(codes(lossy, Way.Filter.OfUser).contains("PacketsVanish"));
        assertTrue(codes(lossy, Way.Filter.None).contains("PacketsVanish"));
    }

    @Test
    void withAFilterAConnectionThatNoPointConfirmsIsIgnored() {
        End client = Ways.flowing(Ways.client(), 0, List.of(received(new Again(9, 0, 0, 0, 0, 0))));
        assertEquals(List.of(), findings(client, Way.Filter.OfUser));
    }

    /** It may be a node's, whose connections are also those of pods that it masquerades. */
    @Test
    void aSingleViewShowsNoLossInside() {
        End single = Ways.listening(Ways.client(), Ways.points("1").subList(0, 1));
        End client = Ways.flowing(single, 0, List.of(received(new Again(9, 0, 0, 0, 0, 0))));
        assertEquals(List.of(), findings(client, Way.Filter.None));
    }

    /** The user's filter does not hold at the other end. */
    @Test
    void aPeerMayLoseInsideWhateverTheFilter() {
        Sender sender = sender(Optional.of(new Again(0, 5, 0, 0, 0, 0)), 0, 0, 0, 0);
        Flow asked = new Flow(
                new Flow.Ends("TCP", OWN, Ways.SERVER + ":80", ""),
                new Volume(20, 0),
                new Volume(20, 0),
                -1,
                5,
                "",
                Flow.End.Open,
                Optional.of(new Tcp(0, 0, Optional.empty(), 0, 0, 0, 0, sender, QUIET)));
        End server = Ways.flowing(Ways.server(), 0, List.of(asked));
        Finding finding = Way.of(Ways.client(), List.of(server), Way.Filter.OfUser)
                .findings()
                .getFirst();
        assertEquals("inside pod server", finding.place());
    }

    /** A loss found inside the pod is not sought beyond the uplink. */
    @Test
    void aLossInsideThePodNeedsNoFurtherView() {
        End lossy = Ways.finding(
                Ways.client(Talked.tcp(OWN, OTHER).sent(Ways.data(9)).passage()), "PacketLoss", true);
        assertFalse(codes(lossy).contains("PacketsVanish"));
        assertTrue(codes(lossy).contains("ViewMissing"));
        End inside = Ways.flowing(lossy, 0, List.of(received(new Again(9, 0, 0, 0, 0, 0))));
        assertTrue(codes(inside).contains("PacketsVanish"));
        assertFalse(codes(inside).contains("ViewMissing"));
    }

    private static List<String> codes(End end) {
        return codes(end, Way.Filter.None);
    }

    private static List<String> codes(End end, Way.Filter filter) {
        return findings(end, filter).stream().map(Finding::code).toList();
    }

    private static Sender sender(
            Optional<Again> again, long synRetries, long lackingBytes, long missedBytes, long outOfOrder) {
        return new Sender(
                new Flow.Syn(1460, 7, synRetries),
                1448,
                0,
                again,
                new Flow.Gaps(outOfOrder, 0, missedBytes, lackingBytes),
                Optional.empty(),
                0,
                0,
                false);
    }

    private static Flow received(Again again) {
        return flow(sender(Optional.of(again), 0, 0, 0, 0), QUIET, 100, 100);
    }

    /** The pod is the client of it. */
    private static Flow flow(Sender other, Sender own, long came, long went) {
        return flow(OTHER, other, own, came, went);
    }

    private static Flow flow(String server, Sender other, Sender own, long came, long went) {
        return new Flow(
                new Flow.Ends("TCP", OWN, server, ""),
                new Volume(went, 0),
                new Volume(came, 0),
                -1,
                0,
                "",
                Flow.End.Open,
                Optional.of(new Tcp(0, 0, Optional.empty(), 0, 0, 0, 0, own, other)));
    }

    private static List<Finding> findings(Flow flow) {
        return findings(Ways.flowing(Ways.client(), 0, List.of(flow)), Way.Filter.None);
    }

    private static List<Finding> findings(End end, Way.Filter filter) {
        return Way.of(end, List.of(), filter).findings();
    }
}
