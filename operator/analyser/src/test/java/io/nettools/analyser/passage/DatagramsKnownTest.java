package io.nettools.analyser.passage;

import static io.nettools.analyser.passage.Road.ALL;
import static io.nettools.analyser.passage.Road.NODE;
import static io.nettools.analyser.passage.Road.PEER;
import static io.nettools.analyser.passage.Road.POD;
import static io.nettools.analyser.passage.Road.POD_POINT;
import static io.nettools.analyser.passage.Road.SERVICE;
import static io.nettools.analyser.passage.Road.UPLINK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Lost;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.wire.Harmless;
import io.nettools.analyser.wire.Wire;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By what packets without sequence numbers are known again at the next point, and which of them have a name. */
class DatagramsKnownTest {
    private static final int SCTP = 132;
    private static final int ICMP = 1;

    private static Road query(String text) {
        byte[] query = Road.datagram(POD, 5_000, SERVICE, 53, text);
        return new Road().seen(POD_POINT, query).seen(NODE, query);
    }

    private static Road answeredBy(Road road, String text) {
        return road.seen(UPLINK, Road.datagram(POD, 5_000, PEER, 53, text));
    }

    private static List<String> names(Passage passage) {
        return passage.lost().stream().map(Lost::packet).toList();
    }

    /** Behind a Service: how long it is, and how it begins. What comes later the points may have cut off. */
    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "30, true", "31, true", "32, false", "39, false"})
    void aDatagramIsKnownByItsFirst32BytesAndItsLength(int changed, boolean another) {
        String text = "q".repeat(40);
        String other = text.substring(0, changed) + 'r' + text.substring(changed + 1);
        assertEquals(
                another ? "" : PEER + ":53",
                answeredBy(query(text), other).passage().translated());
        assertEquals(PEER + ":53", answeredBy(query(text), text).passage().translated());
        assertEquals("", answeredBy(query(text), text + 'q').passage().translated());
    }

    /** The uplink may have begun to listen later; for how long one is looked for is bounded. */
    @ParameterizedTest
    @CsvSource({"1, true", "4, true", "5, false"})
    void oneOfTheFirstFourDatagramsIsEnough(int seen, boolean known) {
        Road road = new Road();
        for (int i = 1; i <= 5; i++) {
            byte[] line = Road.datagram(POD, 5_000, SERVICE, 514, "line " + i);
            road.seen(POD_POINT, line).seen(NODE, line).after(1_000);
        }
        road.seen(UPLINK, Road.datagram(POD, 5_000, PEER, 514, "line " + seen));
        assertEquals(known ? PEER + ":514" : "", road.passage().translated());
    }

    @Test
    void otherDatagramsDoNotMatch() {
        Road road = new Road();
        for (int i = 1; i <= 4; i++) {
            byte[] line = Road.datagram(POD, 5_000, SERVICE, 514, "line " + i);
            road.seen(POD_POINT, line).seen(NODE, line).after(1_000);
            road.seen(UPLINK, Road.datagram(POD, 5_000, PEER, 514, "post " + i));
        }
        assertEquals("", road.passage().translated());
    }

    /** An error tells the next hop's MTU or where the fault is (RFC 792): others of the same type are other packets. */
    @ParameterizedTest
    @CsvSource({"3, 4, 1400, 1300", "12, 0, 0x14000000, 0x24000000"})
    void anIcmpErrorIsIdentifiedWithoutItsQuote(int type, int code, String told, String toldNext) {
        byte[] quoted = Road.datagram(POD, 5_000, SERVICE, 53, "");
        byte[] translated = Road.datagram(POD, 5_000, PEER, 53, "");
        String name = "ICMP type " + type + ", code " + code;
        Road changing = new Road()
                .in(2, error(type, code, Long.decode(told), quoted))
                .in(2, error(type, code, Long.decode(toldNext), quoted));
        assertEquals(List.of(name, name), names(changing.passage()));
        Road same = new Road()
                .in(2, error(type, code, Long.decode(told), quoted))
                .in(2, error(type, code, Long.decode(told), translated));
        assertEquals(List.of(name + ", 2 times"), names(same.passage()));
    }

    private static byte[] error(int type, int code, long told, byte[] quoted) {
        return Wire.ip4(ICMP, "10.0.0.9", POD, Wire.icmp(type, code, told, quoted));
    }

    /** IPv6 has no identification and IPv4 often a zero: what would be written there is nowhere in the packet. */
    @Test
    void packetsWithoutIdentificationAreCountedAndNotNamed() {
        byte[] association = Wire.ip6(SCTP, 5, 7, new byte[20]);
        byte[] zero = Wire.ip4(SCTP, POD, PEER, new byte[20]);
        byte[] datagram = Road.datagram(POD, 5_000, PEER, 53, "query");
        for (byte[] packet : List.of(zero, datagram)) {
            packet[4] = 0;
            packet[5] = 0;
        }
        for (byte[] packet : List.of(association, zero, datagram)) {
            Passage passage = new Road().out(2, packet).passage();
            assertEquals(
                    List.of(1L, 1L, 0L),
                    passage.sent().stream().map(Views.Tally::packets).toList());
            assertEquals(List.of(), passage.lost());
        }
    }

    /** One of either half alone is a name. */
    @ParameterizedTest
    @CsvSource({"4, 256", "5, 1"})
    void packetsWithIdentificationAreNamedByIt(int at, int identification) {
        byte[] association = Wire.ip4(SCTP, POD, PEER, new byte[20]);
        association[4] = 0;
        association[5] = 0;
        association[at] = 1;
        assertEquals(
                List.of("id " + identification),
                names(new Road().out(2, association).passage()));
    }

    /** Another point may have seen more of them, or less: what one alone saw need not be lost. */
    @Test
    void withPacketsNearTheWindowsEndsNothingWithoutSequenceNumbersIsNamed() {
        Road datagrams = new Road().at(50_000).out(ALL, Road.datagram(POD, 5_000, PEER, 53, "early"));
        datagrams.at(5_000_000).out(1, Road.datagram(POD, 5_000, PEER, 53, "lost"));
        assertEquals(List.of(), names(datagrams.passage()));
        Road stream = new Road().at(50_000).out(ALL, Road.fromPod("S", 0, 0));
        stream.at(5_000_000).out(1, Road.fromPod(".", 1, 0)).out(1, Road.fromPod("F.", 1, 0));
        assertEquals(List.of("FIN, seq " + (Road.FIRST_SEQ + 1)), names(stream.passage()));
    }

    /** A TCP header that says it is shorter than it can be, and a datagram that ends before its ports. */
    @Test
    void packetsWithInvalidHeadersAreNoConversation() {
        byte[] torn = Road.fromPod("S", 0, 0);
        torn[20 + 12] = 0x10;
        Road road = new Road().unfiltered().out(ALL, torn).in(ALL, Wire.ip4(17, PEER, POD, new byte[3]));
        assertEquals(0, road.views().passageCount());
    }

    @Property(tries = 500)
    void anyContentOfAnyProtocolDoesNoHarm(
            @ForAll @IntRange(max = 255) int protocol,
            @ForAll @Size(max = 60) byte[] content,
            @ForAll @IntRange(min = 1, max = 100) int snapLength) {
        Road road = new Road(snapLength).unfiltered();
        road.out(ALL, Wire.ip4(protocol, POD, PEER, content)).in(2, Wire.ip4(protocol, PEER, POD, content));
        road.out(ALL, Wire.ip6(protocol, 5, 7, content)).in(1, Wire.ip6(protocol, 7, 5, content));
        Views views = road.views();
        Harmless.check(views);
        assertTrue(views.passageCount() <= 4, views::toString);
    }
}
