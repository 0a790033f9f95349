package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which packets bound the difference of two clocks, and how tightly. By the client's clock all are sent at the third
 * second.
 */
class BoundsOfClocksTest {
    private static final long SENT = 3_000_000;
    private static final long BARE = 10;
    private static final String EVEN = "the clocks of node-1 and node-2 differ by at most 0 us";

    /** Ahead by 200 ms at least and 400 at most: the middle, and half of the difference to either side. */
    @Test
    void theMiddleOfTheBoundsIsReportedWithItsError() {
        assertEquals(
                List.of("the clock of node-2 is 300.0 ms ahead of that of node-1 (+-100.0 ms)"),
                notes(at(SENT), at(SENT + 400_000), at(SENT), at(SENT - 200_000)));
        assertEquals(
                List.of("the clock of node-2 is 101.0 ms behind that of node-1 (+-99.0 ms)"),
                notes(at(SENT), at(SENT - 2_000), at(SENT), at(SENT + 200_000)));
    }

    /** Neither clock is reported as ahead if their order is unknown. */
    @Test
    void clocksThatMayBeEqualDifferAtMostByTheFartherBound() {
        assertEquals(
                List.of("the clocks of node-1 and node-2 differ by at most 999 us"),
                notes(at(SENT), at(SENT + 300), at(SENT), at(SENT + 999)));
        assertEquals(
                List.of("the clocks of node-1 and node-2 differ by at most 1.0 ms"),
                notes(at(SENT), at(SENT + 1000), at(SENT), at(SENT + 999)));
    }

    /** What goes there arrives before it was sent by more than what comes back takes: a clock was set meanwhile. */
    @Test
    void boundsThatExcludeEachOtherAreUnknown() {
        assertEquals(
                1, notes(at(SENT), at(SENT - 1000), at(SENT), at(SENT + 1000)).size());
        assertEquals(List.of(), notes(at(SENT), at(SENT - 1001), at(SENT), at(SENT + 1000)));
    }

    /** The first packet waits for a neighbour's address, the others do not. */
    @Test
    void theMeanIsTighterThanASlowFirstPacket() {
        Tally slowFirst = new Tally(BARE, 0, BARE, 0, 0, 0, SENT + 90_000, BARE * SENT + BARE * 10_000, 60);
        assertEquals(
                List.of("the clocks of node-1 and node-2 differ by at most 10.0 ms"),
                notes(at(SENT), slowFirst, at(SENT), at(SENT)));
    }

    /** Datagrams may be cut on the way, so that only the first one's time is known. */
    @Test
    void datagramsAreBoundedByTheFirstOne() {
        Tally sent = Tallies.later(Tallies.datagrams(5), SENT);
        assertEquals(1, notes(sent, Tallies.later(sent, 100), sent, sent).size());
    }

    @ParameterizedTest
    @CsvSource({
        "11, 0, 0, 0, 0, false",
        "10, 1, 0, 0, 0, false",
        "10, 0, 1, 0, 0, false",
        "10, 0, 0, 1, 0, false",
        "10, 0, 0, 0, 1, false",
        "10, 0, 0, 0, 0, true"
    })
    void otherPacketsThanWereSentSayNothing(
            long bare, long payload, long syns, long edgeThere, long edgeHere, boolean known) {
        Tally came = new Tally(bare, payload, bare, syns, 0, edgeThere, SENT, bare * SENT, 60);
        assertEquals(
                known ? 1 : 0,
                notes(Tallies.edge(at(SENT), edgeHere), came, at(SENT), at(SENT))
                        .size());
    }

    /** The peer's trace pod began a second later by its own clock, and counts from there. */
    @Test
    void eachEndCountsFromItsOwnBeginning() {
        End server = Ways.later(server(at(SENT - 1_000_000), at(SENT - 1_000_000)));
        List<String> notes = Way.of(client(at(SENT), at(SENT)), List.of(server), Way.Filter.None)
                .notes();
        assertTrue(notes.getFirst().startsWith(EVEN), notes::toString);
        assertTrue(notes.getLast().contains("not captured at the same time"), notes::toString);
    }

    @Test
    void theOutermostPointThatSawAllOfThemCounts() {
        List<Point> lossy =
                List.of(Ways.points("1").get(0), Ways.points("1").get(1), new Point(Where.Uplink, "ens1", 100, 7, ""));
        Tally fewer = new Tally(4, 0, 4, 0, 0, 0, SENT, 4 * SENT, 60);
        for (Tally atUplink : List.of(fewer, Tally.NONE)) {
            Passage own = Talked.tcp("10.244.1.5:1", Ways.SERVER + ":80")
                    .sent(at(SENT), at(SENT), atUplink)
                    .received(at(SENT), at(SENT), atUplink)
                    .passage();
            End client = Ways.end("client", "node-1", Ways.CLIENT, lossy, List.of(own));
            Way way = Way.of(client, List.of(server(at(SENT), at(SENT))), Way.Filter.None);
            assertTrue(way.notes().getFirst().startsWith(EVEN), way.notes()::toString);
        }
    }

    @Test
    void onOneNodeThereIsOneClock() {
        End neighbour = Ways.end(
                "server",
                "node-1",
                Ways.SERVER,
                Ways.points("2"),
                server(at(SENT), at(SENT)).passages());
        assertEquals(
                List.of(),
                Way.of(client(at(SENT), at(SENT)), List.of(neighbour), Way.Filter.None)
                        .notes());
    }

    @Test
    void eachPeersNodeHasItsOwnClock() {
        End third = Ways.end("third", "node-3", "10.244.3.3", Ways.points("3"), List.of());
        List<String> notes = Way.of(
                        client(at(SENT), at(SENT)), List.of(third, server(at(SENT), at(SENT))), Way.Filter.None)
                .notes();
        assertEquals(1, notes.size(), notes::toString);
        assertFalse(notes.getFirst().contains("node-3"));
    }

    private static List<String> notes(Tally sent, Tally came, Tally sentBack, Tally cameBack) {
        // what is sent back carries the server's time, what came back the client's
        return Way.of(client(sent, cameBack), List.of(server(came, sentBack)), Way.Filter.None)
                .notes();
    }

    private static End client(Tally sent, Tally received) {
        return Ways.client(Talked.tcp("10.244.1.5:1", Ways.SERVER + ":80")
                .sent(sent)
                .received(received)
                .passage());
    }

    private static End server(Tally received, Tally sent) {
        return Ways.server(Talked.tcp(Ways.SERVER + ":80", "10.244.1.5:1")
                .sent(sent)
                .received(received)
                .passage());
    }

    private static Tally at(long micros) {
        return new Tally(BARE, 0, BARE, 0, 0, 0, micros, BARE * micros, 60);
    }
}
