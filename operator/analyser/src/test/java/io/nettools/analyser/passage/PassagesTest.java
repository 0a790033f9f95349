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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Lost;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.wire.Wire;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class PassagesTest {
    private static final int MSS = 1_448;

    private static List<Long> of(List<Tally> tallies, ToLongFunction<Tally> what) {
        return tallies.stream().map(what::applyAsLong).toList();
    }

    private static List<String> names(Passage passage) {
        return passage.lost().stream().map(Lost::packet).toList();
    }

    /** The pod's kernel hands on 20 segments as one, and the uplink's card puts what comes together again. */
    @Test
    void allPointsCountAHealthyStreamAlikeDespiteOffload() {
        Road road = new Road().handshake();
        road.seen(POD_POINT, fromPod(".", 1, 20 * MSS)).seen(NODE, fromPod(".", 1, 20 * MSS));
        for (int i = 0; i < 20; i++) {
            road.seen(UPLINK, fromPod(".", 1 + (long) i * MSS, MSS))
                    .seen(POD_POINT, toPod(".", 1 + (long) i * MSS, MSS));
        }
        road.seen(NODE, toPod(".", 1, 13 * MSS)).seen(NODE, toPod(".", 1 + 13 * MSS, 7 * MSS));
        road.seen(UPLINK, toPod(".", 1, 20 * MSS));
        Passage passage = road.out(ALL, fromPod("F.", 1 + 20 * MSS, 0)).passage();
        assertEquals(
                "tcp 10.244.1.5:40000 10.244.2.7:8080",
                passage.protocol() + ' ' + passage.local() + ' ' + passage.remote());
        assertEquals("", passage.translated());
        assertEquals(List.of(28_960L, 28_960L, 28_960L), of(passage.sent(), Tally::payload));
        assertEquals(List.of(28_960L, 28_960L, 28_960L), of(passage.received(), Tally::payload));
        assertEquals(List.of(3L, 3L, 3L), of(passage.sent(), Tally::bare));
        assertEquals(List.of(4L, 4L, 23L), of(passage.sent(), Tally::packets));
        assertEquals(List.of(1L, 1L, 1L), of(passage.received(), Tally::syns));
        assertEquals(List.of(29_000L, 29_000L, 1_488L), of(passage.sent(), Tally::largest));
        assertEquals(List.of(), passage.lost());
    }

    @Test
    void aSynThatNeverLeavesTheNodeIsNamedThere() {
        Road road = new Road();
        for (int i = 0; i < 4; i++) {
            road.out(2, fromPod("S", 0, 0)).after(500_000);
        }
        Passage passage = road.passage();
        assertEquals(List.of(4L, 4L, 0L), of(passage.sent(), Tally::syns));
        assertEquals(List.of(new Lost(true, NODE, "SYN, seq 4294963200, 4 times")), passage.lost());
        assertEquals(Tally.NONE, passage.sent().get(UPLINK));
    }

    @Test
    void theSeventhSegmentThatIsLostIsNamedByItsBytes() {
        Road road = new Road().handshake();
        for (int i = 0; i < 10; i++) {
            road.out(i == 6 ? 1 : ALL, fromPod("P.", 1 + i * 100L, 100));
        }
        // sent again, and this time it comes through
        Passage passage = road.out(ALL, fromPod("P.", 601, 100)).passage();
        assertEquals(List.of(1_100L, 1_000L, 1_000L), of(passage.sent(), Tally::payload));
        assertEquals(List.of(new Lost(true, POD_POINT, "seq 4294963801:4294963901 (100 bytes)")), passage.lost());
    }

    @Test
    void aLostRangeMayGoBeyondTheLastSequenceNumber() {
        Road road = new Road().handshake();
        road.out(ALL, fromPod("P.", 1, 4_000)).out(1, fromPod("P.", 4_001, 200)).out(ALL, fromPod("P.", 4_201, 10));
        assertEquals(List.of("seq 4294967201:105 (200 bytes)"), names(road.passage()));
    }

    @Test
    void answersThatAreLostAreNamedByTheirOwnDirection() {
        Road road = new Road();
        road.out(ALL, fromPod("S", 0, 0)).in(1, toPod("S.", 0, 0));
        road.out(ALL, fromPod("S", 0, 0)).in(2, toPod("S.", 0, 0));
        Passage passage = road.passage();
        assertEquals(List.of(0L, 1L, 2L), of(passage.received(), Tally::syns));
        assertEquals(
                List.of(new Lost(false, UPLINK, "SYN, seq 7000"), new Lost(false, NODE, "SYN, seq 7000")),
                passage.lost());
    }

    /** More than a sketch can tell: the counts stand, and at most four names are given of any gap. */
    @Test
    void aLossOfOneInTwentyIsCountedExactly() {
        Road road = new Road(256).handshake();
        for (int i = 0; i < 2_000; i++) {
            road.after(-1_000).out(i % 20 == 19 ? 2 : ALL, fromPod(".", 1 + (long) i * MSS, MSS));
        }
        Passage passage = road.passage();
        assertEquals(2_000L * MSS, passage.sent().get(NODE).payload());
        assertEquals(1_900L * MSS, passage.sent().get(UPLINK).payload());
        assertTrue(passage.lost().size() <= 4, passage.lost()::toString);
        List<String> known = new java.util.ArrayList<>();
        for (int i = 19; i < 2_000; i += 20) {
            long from = Road.FIRST_SEQ + 1 + (long) i * MSS & 0xffff_ffffL;
            known.add("seq %d:%d (1448 bytes)".formatted(from, from + MSS & 0xffff_ffffL));
        }
        assertTrue(known.containsAll(names(passage)), passage.lost()::toString);
    }

    @Test
    void aServiceThatIsTranslatedBehindThePodIsTheSameConversation() {
        Road road = new Road();
        byte[] before = Road.segment(POD, 40_000, SERVICE, 80, "S", 5, 0);
        byte[] behind = Road.segment(POD, 40_000, PEER, 8080, "S", 5, 0);
        road.seen(POD_POINT, before).seen(NODE, before).seen(UPLINK, behind);
        // another one in front of another Service has the same end at the target
        road.seen(UPLINK, Road.segment(POD, 40_000, PEER, 9090, "S", 123_456, 0));
        Passage passage = road.passage();
        assertEquals("10.96.0.20:80", passage.remote());
        assertEquals("10.244.2.7:8080", passage.translated());
        assertEquals(List.of(1L, 1L, 1L), of(passage.sent(), Tally::syns));
        assertEquals(List.of(), passage.lost());
    }

    @Test
    void aTranslatedDatagramIsKnownByItsContent() {
        Road road = new Road();
        byte[] before = Road.datagram(POD, 5_000, SERVICE, 53, "which one");
        road.seen(POD_POINT, before).seen(NODE, before);
        road.seen(UPLINK, Road.datagram(POD, 5_000, PEER, 53, "another"));
        road.seen(UPLINK, Road.datagram(POD, 5_000, "10.244.2.8", 53, "which one"));
        Passage passage = road.passage();
        assertEquals("10.244.2.8:53", passage.translated());
        assertEquals(List.of(9L, 9L, 9L), of(passage.sent(), Tally::payload));
    }

    @Test
    void aConversationWithTwoMatchesIsNotJoined() {
        Road road = new Road();
        for (String service : List.of(SERVICE, "10.96.0.21")) {
            byte[] query = Road.datagram(POD, 5_000, service, 53, "which one");
            road.seen(POD_POINT, query).seen(NODE, query);
        }
        road.seen(UPLINK, Road.datagram(POD, 5_000, PEER, 53, "which one"));
        assertEquals(
                List.of("", ""),
                road.views().passages().stream().map(Passage::translated).toList());
    }

    @Test
    void tunnelledPacketsAtTheUplinkAreCountedByTheirContent() {
        for (int kind = 0; kind < 2; kind++) {
            int tunnel = kind;
            Road road = new Road(256).through(packet -> tunnel == 0 ? vxlan(packet) : geneve(packet));
            Passage passage = road.handshake().out(ALL, fromPod("P.", 1, 1_000)).passage();
            assertEquals(List.of(1_000L, 1_000L, 1_000L), of(passage.sent(), Tally::payload));
            assertEquals(List.of(1_040L, 1_040L, 1_040L), of(passage.sent(), Tally::largest));
        }
    }

    private static byte[] vxlan(byte[] packet) {
        return Wire.ip4(
                17, "172.18.0.2", "172.18.0.3", Wire.udp(4_000, 4_789, Wire.vxlan(1, Wire.ethernet(0x0800, packet))));
    }

    private static byte[] geneve(byte[] packet) {
        byte[] inner = Wire.geneve(1, 0x6558, new byte[0], Wire.ethernet(0x0800, packet));
        return Wire.ip4(17, "172.18.0.2", "172.18.0.3", Wire.udp(4_000, 6_081, inner));
    }

    @Test
    void packetsOfOtherAddressesAreIgnored() {
        Road road = new Road().unfiltered();
        byte[] stranger = Road.segment("10.244.1.6", 1, PEER, 8080, "S", 1, 0);
        byte[] tunnelled = vxlan(stranger);
        byte[] own = Road.segment(POD, 1, "10.244.1.5", 8080, "S", 1, 0);
        byte[] group = Wire.ip4(17, POD, "224.0.0.251", Wire.udp(5_353, 5_353, new byte[4]));
        for (byte[] packet : List.of(stranger, tunnelled, own, group)) {
            road.out(ALL, packet).in(ALL, packet);
        }
        Views views = road.views();
        assertEquals(0, views.passageCount());
        assertEquals(List.of(), views.passages());
        assertEquals("", views.sketch());
    }

    @Test
    void packetsOutsideTheWindowDoNotCountAndThoseAtItsEdgesAreReported() {
        Road road = new Road();
        long length = 10_000_000;
        for (long micros :
                List.of(-1L, 0L, 99_999L, 100_000L, length - 100_001, length - 100_000, length - 1, length)) {
            road.at(micros).seen(POD_POINT, fromPod(".", 1, 0));
        }
        Tally tally = road.passage().sent().getFirst();
        assertEquals(6, tally.bare());
        assertEquals(4, tally.edge());
        assertEquals(0, tally.firstMicros());
        assertEquals(99_999 + 100_000 + 3 * length - 200_002, tally.bareMicros());
    }

    /**
     * A stream that was under way before the window and goes on behind it: another point may have seen more of it, not
     * less of its middle.
     */
    @Test
    void atTheEdgesOfTheWindowNothingIsLost() {
        Road road = new Road().at(-50);
        for (int i = 0; i < 1_000; i++) {
            road.out(i == 500 ? 1 : ALL, fromPod(".", i * 100L, 100)).after(8_710);
        }
        Passage passage = road.passage();
        assertTrue(passage.sent().getFirst().edge() > 0);
        assertTrue(
                passage.sent().getFirst().payload() < passage.sent().get(UPLINK).payload() + 200);
        assertEquals(List.of(new Lost(true, POD_POINT, "seq 45904:46004 (100 bytes)")), passage.lost());
    }

    @Test
    void withANeighbourOnTheNodeNothingIsLostOnTheUplink() {
        Road road = new Road().out(2, fromPod("S", 0, 0));
        byte[] answer = toPod("S.", 0, 0);
        Passage passage = road.seen(NODE, answer).seen(POD_POINT, answer).passage();
        assertEquals(List.of(), passage.lost());
        assertEquals(List.of(1L, 1L, 0L), of(passage.sent(), Tally::syns));
    }

    @Test
    void withoutAFilterAConversationSeenOnlyAtTheUplinkBelongs() {
        byte[] knock = toPod("S", 0, 0);
        byte[] gone = Road.segment(POD, 9, PEER, 9, "S", 0, 0);
        assertEquals(0, new Road().in(1, knock).views().passageCount());
        Passage passage =
                new Road().unfiltered().in(1, knock).seen(UPLINK, gone).passage();
        assertEquals(List.of(0L, 0L, 1L), of(passage.received(), Tally::syns));
        assertEquals(List.of(new Lost(false, UPLINK, "SYN, seq 7000")), passage.lost());
    }

    @Test
    void aConversationSeenAtTheNodesEndBelongsDespiteAFilter() {
        Passage passage = new Road().in(2, toPod("S", 0, 0)).passage();
        assertEquals(List.of(0L, 1L, 1L), of(passage.received(), Tally::syns));
        assertEquals(List.of(new Lost(false, NODE, "SYN, seq 7000")), passage.lost());
    }

    @Test
    void aPointThatDidNotListenIsLeftOutOfTheComparison() {
        Road road = new Road().missing(NODE, "The device went away.").out(1, fromPod("S", 0, 0));
        Passage passage = road.passage();
        assertEquals(Tally.NONE, passage.sent().get(NODE));
        assertEquals(List.of(new Lost(true, POD_POINT, "SYN, seq 4294963200")), passage.lost());
        assertEquals(
                List.of(), road.missing(UPLINK, "No such device.").passage().lost());
    }

    @Test
    void ifTheCaptureLostPacketsNoneIsNamed() {
        Road road = new Road().droppedByKernel(NODE).out(1, fromPod("S", 0, 0));
        assertEquals(List.of(), road.passage().lost());
    }

    /** Where eBPF hands packets over past the device, the point on the node is blind, and nothing was lost. */
    @Test
    void aBypassedPointShowsNoLoss() {
        byte[] answer = toPod("S.", 0, 0);
        Road road = new Road().out(ALL, fromPod("S", 0, 0)).seen(UPLINK, answer).seen(POD_POINT, answer);
        assertEquals(List.of(), road.passage().lost());
    }

    @Test
    void eachKindOfPacketHasItsName() {
        Road road = new Road();
        byte[] ping = Wire.ip4(1, POD, PEER, Wire.icmp(8, 0, 0x0007_0003, new byte[56]));
        byte[] reply = Wire.ip4(1, PEER, POD, Wire.icmp(0, 0, 0x0007_0003, new byte[56]));
        byte[] unreachable = Wire.ip4(1, "10.0.0.9", POD, Wire.icmp(3, 4, 1_400, new byte[28]));
        road.out(2, ping).in(1, reply).in(2, unreachable);
        road.out(2, Road.datagram(POD, 5_000, PEER, 53, "query")).out(2, Wire.ip4(132, POD, PEER, new byte[20]));
        List<String> lost = road.unfiltered().views().passages().stream()
                .flatMap(one -> names(one).stream())
                .sorted()
                .toList();
        assertEquals(
                List.of(
                        "ICMP echo reply, id 7, seq 3",
                        "ICMP echo request, id 7, seq 3",
                        "ICMP type 3, code 4",
                        "UDP id 19740",
                        "id 19740"),
                lost);
    }

    @Test
    void theEndOfAConnectionHasItsNamesToo() {
        Road road = new Road().handshake();
        road.out(1, fromPod("P.", 1, 10))
                .out(1, fromPod("F.", 11, 0))
                .out(1, fromPod("R", 12, 0))
                .out(1, fromPod(".", 12, 0));
        List<String> names = names(road.passage());
        assertEquals(
                List.of(
                        "FIN, seq 4294963211",
                        "RST, seq 4294963212",
                        "seq 4294963201:4294963211 (10 bytes)",
                        "ack " + (3 * (Road.FIRST_SEQ + 12) & 0xffff_ffffL)),
                names);
    }

    @Test
    void inIPv6ADatagramHasNoNumberSoOnlyItsBytesAreKnown() {
        byte[] query = Wire.ip6(17, 5, 7, Wire.udp(5_000, 53, new byte[100]));
        byte[] syn = Wire.ip6(6, 5, 7, Wire.tcp(40_000, 80, "S", 9, 0, new byte[0], new byte[0]));
        byte[] ping = Wire.ip6(58, 5, 7, Wire.icmp(128, 0, 0x0001_0002, new byte[8]));
        byte[] neighbour = Wire.ip6(58, 5, 7, Wire.icmp(128, 0, 0x0001_0002, new byte[8]));
        neighbour[24] = (byte) 0xfe;
        neighbour[25] = (byte) 0x80;
        Views views = new Road()
                .out(2, query)
                .out(2, syn)
                .out(2, ping)
                .out(2, neighbour)
                .views();
        assertEquals(3, views.passageCount(), "a neighbour on the link is never behind the uplink");
        assertEquals(
                List.of("[fd00::5]:5000", "[fd00::5]:40000", "fd00::5"),
                views.passages().stream().map(Passage::local).toList());
        assertEquals(
                List.of(List.of(), List.of("SYN, seq 9"), List.of("ICMP echo request, id 1, seq 2")),
                views.passages().stream().map(PassagesTest::names).toList());
    }

    /**
     * A card that cuts UDP makes others of them: the bytes are the same, and what is lost has no name that would be
     * true.
     */
    @Test
    void datagramsThatAreCutOnTheWayAreNotNamed() {
        Road road = new Road();
        road.seen(POD_POINT, Road.datagram(POD, 5_000, PEER, 443, "one two"))
                .seen(NODE, Road.datagram(POD, 5_000, PEER, 443, "one two"));
        Passage passage =
                road.seen(UPLINK, Road.datagram(POD, 5_000, PEER, 443, "one")).passage();
        assertEquals(List.of(7L, 7L, 3L), of(passage.sent(), Tally::payload));
        assertEquals(List.of(), passage.lost());
    }

    @Test
    void fragmentsAreCountedAsTheDatagramThatTheyAre() {
        byte[] whole = Wire.udp(5_000, 53, new byte[1_992]);
        Road road = new Road(64).of("10.0.0.1").out(2, fragment(0, whole));
        for (int offset = 0; offset < 2_000; offset += 1_000) {
            road.seen(UPLINK, fragment(offset, java.util.Arrays.copyOfRange(whole, offset, offset + 1_000)));
        }
        Passage passage = road.passage();
        assertEquals(List.of(1_992L, 1_992L, 1_992L), of(passage.sent(), Tally::payload));
        assertEquals(List.of(1L, 1L, 1L), of(passage.sent(), Tally::packets));
        assertEquals(List.of(), passage.lost());
    }

    private static byte[] fragment(int offset, byte[] content) {
        return Wire.fragment4(7, 17, offset, offset + content.length < 2_000, content);
    }

    @Test
    void thoseThatLostMostComeFirstThenTheLargest() {
        Road road = new Road();
        for (int i = 0; i < 20; i++) {
            byte[] packet = Road.segment(POD, 1_000 + i, PEER, 80, "S", i, 0);
            for (int times = 0; times < (i == 4 ? 3 : 1); times++) {
                road.out(i == 17 ? 1 : ALL, packet);
            }
        }
        Views views = road.views();
        assertEquals(20, views.passageCount());
        assertEquals(8, views.passages().size());
        assertEquals(POD + ":1017", views.passages().get(0).local());
        assertEquals(POD + ":1004", views.passages().get(1).local());
        assertFalse(views.sketch().isEmpty());
    }

    @Test
    void aTruncatedFileIsNoted() {
        Road road = new Road().handshake();
        Passages passages = road.passages();
        assertEquals(List.of(), passages.notes());
        passages.accept(NODE, java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertEquals(List.of("Node: The capture file ends within a packet, which was not read."), passages.notes());
    }
}
