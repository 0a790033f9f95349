package io.nettools.analyser.passage;

import static io.nettools.analyser.passage.Road.ALL;
import static io.nettools.analyser.passage.Road.NODE;
import static io.nettools.analyser.passage.Road.PEER;
import static io.nettools.analyser.passage.Road.POD;
import static io.nettools.analyser.passage.Road.POD_POINT;
import static io.nettools.analyser.passage.Road.SERVICE;
import static io.nettools.analyser.passage.Road.UPLINK;
import static io.nettools.analyser.passage.Road.fromPod;
import static io.nettools.analyser.passage.Road.toPod;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Lost;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.wire.Wire;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which packets count, and by what a conversation is known again at the next point. */
class KnownAgainTest {
    /**
     * Behind a Service's translation the uplink began later, or saw less: what it saw is where the pod's packets are,
     * or it is another stream.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    flags | inside | from  | length | same
                    P.    | 1000   | 0     | 1000   | true
                    P.    | 1000   | 400   | 10     | true
                    P.    | 1000   | 1000  | 10     | true
                    P.    | 1000   | 1001  | 10     | false
                    P.    | 1000   | -500  | 500    | true
                    P.    | 1000   | -500  | 499    | false
                    P.    | 5000   | 4500  | 10     | true
                    S     | 0      | 1     | 10     | true
                    S     | 0      | 2     | 10     | false
                    F.    | 100    | 101   | 10     | true
                    F.    | 100    | 102   | 10     | false
                    """)
    void aTranslatedStreamIsKnownBySequenceNumbersThatMeet(
            String flags, int inside, int from, int length, boolean same) {
        byte[] before = Road.segment(POD, 40_000, SERVICE, 80, flags, Road.FIRST_SEQ, inside);
        byte[] behind = Road.segment(POD, 40_000, PEER, 8080, "P.", Road.FIRST_SEQ + from, length);
        Passage passage = new Road()
                .seen(POD_POINT, before)
                .seen(NODE, before)
                .seen(UPLINK, behind)
                .passage();
        assertEquals(same ? PEER + ":8080" : "", passage.translated());
    }

    /**
     * Segments of a stream come in any order: together they are where it was, however often the numbers begin again at
     * zero.
     */
    @Property(tries = 200)
    void theOrderOfSegmentsDoesNotMatter(
            @ForAll @LongRange(max = 0xffff_ffffL) long first,
            @ForAll @IntRange(max = 9) int seen,
            @ForAll List<@IntRange(max = 9) Integer> order) {
        List<Integer> all = new ArrayList<>(order);
        all.add(seen);
        Collections.rotate(all, seen);
        Road road = new Road();
        for (int segment : all) {
            byte[] before = Road.segment(POD, 40_000, SERVICE, 80, ".", first + 1000L * segment, 1000);
            road.seen(POD_POINT, before).seen(NODE, before).after(1000);
        }
        byte[] behind = Road.segment(POD, 40_000, PEER, 8080, ".", first + 1000L * seen, 1000);
        assertEquals(PEER + ":8080", road.seen(UPLINK, behind).passage().translated());
    }

    /** What is sent again of it in the middle of the window may be what another point saw before. */
    @Test
    void forAStreamFromTheWindowsBeginningOnlyLaterBytesAreNamed() {
        Road road = new Road().at(50_000);
        road.out(ALL, fromPod(".", 101, 100)).out(ALL, fromPod(".", 1, 100));
        road.after(2_000_000).out(1, fromPod(".", 101, 100)).out(1, fromPod(".", 301, 100));
        assertEquals(List.of(range(301)), names(road.passage()));
    }

    @Test
    void forAStreamToTheWindowsEndOnlyEarlierBytesAreNamed() {
        Road road = new Road().at(2_000_000);
        road.out(1, fromPod(".", 701, 100)).after(10_000).out(1, fromPod(".", 901, 100));
        road.at(9_950_000).out(ALL, fromPod(".", 1001, 100)).out(ALL, fromPod(".", 901, 100));
        assertEquals(List.of(range(701)), names(road.passage()));
    }

    @Test
    void resetsAreCounted() {
        Passage passage = new Road()
                .out(ALL, fromPod("S", 0, 0))
                .in(ALL, toPod("R.", 0, 0))
                .in(1, toPod("R", 0, 0))
                .passage();
        assertEquals(
                List.of(1L, 1L, 2L),
                passage.received().stream().map(Tally::resets).toList());
        assertEquals(
                List.of(0L, 0L, 0L), passage.sent().stream().map(Tally::resets).toList());
    }

    @Test
    void onlyAPeersPacketsToTheTargetCount() {
        Road road = new Road().unfiltered().with(PEER, "10.244.2.8");
        road.out(ALL, Road.datagram(POD, 5_000, PEER, 514, "one")).in(ALL, Road.datagram(PEER, 514, POD, 5_001, "two"));
        road.out(ALL, Road.datagram(POD, 5_000, "10.244.2.8", 514, "three"));
        road.out(ALL, Road.datagram(POD, 5_000, "10.244.2.9", 514, "four"))
                .in(ALL, Road.datagram("10.244.2.9", 514, POD, 5_002, "five"));
        assertEquals(
                List.of("10.244.2.7:514", "10.244.2.7:514", "10.244.2.8:514"),
                road.views().passages().stream().map(Passage::remote).sorted().toList());
    }

    /** A pod has few; looking at each must stay cheap. */
    @Test
    void ofManyAddressesTheFirstSixteenCount() {
        String[] addresses = new String[17];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = "10.244.1." + (i + 1);
        }
        Road road = new Road().of(addresses);
        road.out(ALL, Road.datagram("10.244.1.16", 1, PEER, 514, "known"));
        road.out(ALL, Road.datagram("10.244.1.17", 1, PEER, 514, "beyond"));
        assertEquals("10.244.1.16:1", road.passage().local());
    }

    /** Neighbours on a link are never behind the uplink, and groups are everybody. */
    @ParameterizedTest
    @CsvSource({
        "223.255.255.255, true",
        "224.0.0.1, false",
        "239.255.255.250, false",
        "255.255.255.255, false",
        "0.0.0.0, false",
        "0.0.0.1, true"
    })
    void groupsAndBroadcastsDoNotCount(String remote, boolean counts) {
        Road road = new Road().out(ALL, Road.datagram(POD, 68, remote, 67, "where"));
        assertEquals(counts ? 1 : 0, road.views().passageCount());
    }

    /** RFC 4291, section 2.4: ff00::/8 and fe80::/10. */
    @ParameterizedTest
    @CsvSource({"ff, 02, false", "ff, 00, false", "fe, 80, false", "fe, bf, false", "fe, c0, true", "fd, ff, true"})
    void groupsAndNeighboursInIPv6DoNotCount(String first, String second, boolean counts) {
        Road road = new Road().out(ALL, six(24, Integer.parseInt(first, 16), 25, Integer.parseInt(second, 16)));
        assertEquals(counts ? 1 : 0, road.views().passageCount());
    }

    /** Each part of an end tells one conversation from another: either half of either address, and the ports. */
    @Test
    void endsThatDifferInOnePartAreAnotherConversation() {
        Road road = new Road().of("fd00::5", "fd01::5", "fd00::6").unfiltered();
        List<byte[]> packets = List.of(
                six(8, 0xfd, 39, 7),
                six(9, 1, 39, 7),
                six(23, 6, 39, 7),
                six(25, 1, 39, 7),
                six(39, 8, 8, 0xfd),
                six(41, 1, 39, 7),
                six(43, 1, 39, 7));
        packets.forEach(packet -> road.out(ALL, packet));
        Views views = road.views();
        assertEquals(packets.size(), views.passageCount());
        assertTrue(views.passages().stream()
                .allMatch(one ->
                        one.sent().getFirst().packets() == 1 && one.lost().isEmpty()));
    }

    private static byte[] six(int at, int value, int and, int other) {
        byte[] packet = Wire.ip6(17, 5, 7, Wire.udp(5_000, 514, new byte[20]));
        packet[at] = (byte) value;
        packet[and] = (byte) other;
        return packet;
    }

    /**
     * The first ones are known by their packets, too; of others the counts are all there is, and no sketch would be
     * whole.
     */
    @Test
    void beyondTheFirstThousandConversationsPacketsAreCountedAndNotNamed() {
        Road road = new Road();
        for (int i = 0; i <= PointLog.SKETCHED; i++) {
            boolean lost = i >= PointLog.SKETCHED - 1;
            road.after(-1_200).out(lost ? 1 : ALL, Road.datagram(POD, 1_000 + i, PEER, 514, "line"));
        }
        Views views = road.views();
        assertEquals(PointLog.SKETCHED + 1, views.passageCount());
        List<Passage> worst = views.passages().subList(0, 2);
        assertEquals(List.of(1, 0), worst.stream().map(one -> one.lost().size()).toList(), worst::toString);
        assertTrue(worst.stream().allMatch(one -> one.sent().get(NODE).packets() == 0));
        assertNotEquals("", new Road().handshake().views().sketch());
    }

    @Test
    void aPointThatDidNotListenHasNoNotes() {
        assertEquals(
                List.of(),
                new Road()
                        .missing(NODE, "No such device.")
                        .handshake()
                        .passages()
                        .notes());
    }

    /** Its end on the node is then the last that both have. */
    @Test
    void withoutTheUplinkTheNodesEndNamesTheSentPackets() {
        Road near = new Road().missing(UPLINK, "No route.").out(ALL, fromPod("S", 0, 0));
        Road far = new Road().of(PEER).unfiltered().in(ALL, Road.segment(POD, 40_001, PEER, 8080, "S", 6, 0));
        assertEquals(List.of(List.of("SYN, seq 4294963200")), Between.lost(near.views(), far.views()));
    }

    @Test
    void packetsThatTheOutermostPointDidNotSeeAreNotLostBehindIt() {
        Road near = new Road().out(2, fromPod("S", 0, 0)).out(ALL, Road.segment(POD, 40_002, PEER, 80, "S", 9, 0));
        Road far = new Road().of(PEER).unfiltered().in(ALL, Road.segment(POD, 40_001, PEER, 8080, "S", 6, 0));
        List<List<String>> lost = Between.lost(near.views(), far.views());
        assertEquals(List.of(List.of(), List.of("SYN, seq 9")), lost);
    }

    @Property(tries = 300)
    void bothEndsTagADirectionAlikeAndTheOtherDirectionOtherwise(
            @ForAll @IntRange(min = 1, max = 65_535) int port, @ForAll @IntRange(max = 255) int host) {
        String one = "10.244.1." + host + ":" + port;
        String other = "10.244.2.7:80";
        long there = Tag.of("tcp", one, other);
        assertEquals(there, Tag.of("tcp", one, other));
        assertEquals(there ^ 1, Tag.of("tcp", other, one), "the last bit is the direction");
        assertTrue(there >= 0 && there < 1L << 21);
    }

    /** A hundred bytes from there. */
    private static String range(long offset) {
        long begin = Road.FIRST_SEQ + offset;
        return "seq " + begin + ":" + (begin + 100) + " (100 bytes)";
    }

    private static List<String> names(Passage passage) {
        return passage.lost().stream().map(Lost::packet).toList();
    }
}
