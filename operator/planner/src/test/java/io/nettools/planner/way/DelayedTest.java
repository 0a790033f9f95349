package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Tally;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where packets wait, and when that is unknown. */
class DelayedTest {
    private static final long BARE = 10;

    @Test
    void theWorstConversationAtAPlaceIsReported() {
        Way way = Way.of(
                Ways.client(waiting(1, at(0), at(0), at(40_000)), waiting(2, at(0), at(0), at(90_000))),
                List.of(),
                Way.Filter.None);
        Finding finding = way.findings().getFirst();
        assertEquals(1, way.findings().size());
        assertTrue(finding.message().contains("90.0 ms"), finding::message);
        assertTrue(finding.evidence().getFirst().startsWith("tcp 10.244.1.5:2 >"), finding.evidence()::toString);
    }

    @Test
    void theWorstPlaceIsReportedFirst() {
        Way way = Way.of(Ways.client(waiting(1, at(0), at(30_000), at(130_000))), List.of(), Way.Filter.None);
        assertEquals(
                List.of("node-1: between veth1 and ens1", "node-1: between pod client's eth0 and veth1"),
                way.findings().stream().map(Finding::place).toList());
    }

    /** Means of different packets cannot be compared. */
    @Test
    void differentPacketsAtTwoPointsHaveNoDelay() {
        Tally fewer = tally(BARE - 1, 0, 90_000);
        assertEquals(
                List.of(), delays(Way.of(Ways.client(waiting(1, at(0), at(0), fewer)), List.of(), Way.Filter.None)));
    }

    @Test
    void packetsAtTheWindowsEdgeHaveNoDelay() {
        Tally edge = tally(BARE, 1, 90_000);
        assertEquals(
                List.of(), delays(Way.of(Ways.client(waiting(1, at(0), at(0), edge)), List.of(), Way.Filter.None)));
        assertEquals(
                List.of(),
                delays(Way.of(
                        Ways.client(waiting(1, at(0), tally(BARE, 1, 0), at(90_000))), List.of(), Way.Filter.None)));
    }

    /**
     * The server's clock is ahead by 200 to 400 ms: no answer came before it was sent, and another packet took 400 ms
     * by both clocks.
     */
    @Test
    void betweenNodesTheClockDifferenceIsSubtracted() {
        Finding finding = delays(between(700_000, 400_000, -200_000, -200_000)).getFirst();
        assertEquals("between node-1's uplink ens1 and node-2's uplink ens2", finding.place());
        assertTrue(finding.message().contains("take at least 300.0 ms"), finding::message);
    }

    @Test
    void onTheWayBackTheClocksCountTheOtherWayRound() {
        Finding finding = delays(between(-200_000, -200_000, 700_000, 400_000)).getFirst();
        assertEquals("between node-2's uplink ens2 and node-1's uplink ens1", finding.place());
        assertTrue(finding.message().contains("take at least 300.0 ms"), finding::message);
    }

    @Test
    void endsThatWatchedAtOtherTimesHaveNoDelayBetweenThem() {
        End client = Ways.client(waiting(1, at(0), at(0), at(0)));
        End neighbour = Ways.end("server", "node-1", Ways.SERVER, Ways.points("2"), List.of(there(at(90_000))));
        assertEquals(
                1, delays(Way.of(client, List.of(neighbour), Way.Filter.None)).size());
        assertEquals(List.of(), delays(Way.of(client, List.of(Ways.later(neighbour)), Way.Filter.None)));
    }

    /** Two conversations: one waits so long there and back, another one less, which is what bounds the clocks. */
    private static Way between(long there, long leastThere, long back, long leastBack) {
        Stream<long[]> both = Stream.of(new long[] {1, there, back}, new long[] {2, leastThere, leastBack});
        List<long[]> talks = both.toList();
        End client = Ways.client(talks.stream().map(DelayedTest::ofClient).toArray(Passage[]::new));
        End server = Ways.server(talks.stream().map(DelayedTest::ofServer).toArray(Passage[]::new));
        return Way.of(client, List.of(server), Way.Filter.None);
    }

    private static Passage ofClient(long[] talk) {
        Tally back = at(1_000_000 + talk[2]);
        return passage("10.244.1.5:" + talk[0], Ways.SERVER + ":80", at(1_000_000), back);
    }

    private static Passage ofServer(long[] talk) {
        Tally came = at(1_000_000 + talk[1]);
        return passage(Ways.SERVER + ":80", "10.244.1.5:" + talk[0], at(1_000_000), came);
    }

    private static Passage there(Tally came) {
        return passage(Ways.SERVER + ":80", "10.244.1.5:1", Tally.NONE, came);
    }

    private static Passage passage(String local, String remote, Tally sent, Tally received) {
        return new Passage(
                "tcp", local, remote, "", List.of(sent, sent, sent), List.of(received, received, received), List.of());
    }

    private static Passage waiting(int port, Tally... sent) {
        return new Passage(
                "tcp",
                "10.244.1.5:" + port,
                Ways.SERVER + ":80",
                "",
                List.of(sent),
                List.of(Tally.NONE, Tally.NONE, Tally.NONE),
                List.of());
    }

    private static Tally at(long micros) {
        return tally(BARE, 0, micros);
    }

    private static Tally tally(long bare, long edge, long micros) {
        return new Tally(bare, 0, bare, 0, 0, edge, micros, bare * micros, 60);
    }

    private static List<Finding> delays(Way way) {
        return way.findings().stream()
                .filter(finding -> finding.code().equals("PacketsDelayed"))
                .toList();
    }
}
