package io.nettools.analyser.neighbour;

import static io.nettools.analyser.wire.Wire.arp;
import static io.nettools.analyser.wire.Wire.ethernet;
import static io.nettools.analyser.wire.Wire.hex;
import static io.nettools.analyser.wire.Wire.icmp;
import static io.nettools.analyser.wire.Wire.ip6;
import static io.nettools.analyser.wire.Wire.join;
import static io.nettools.analyser.wire.Wire.mac;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Seen;
import io.nettools.analyser.wire.Wire;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    private static final int REQUEST = 1;
    private static final int REPLY = 2;
    private static final long BEGIN = 1_000_000_000_000L;
    private static final String POD = "10.0.0.2";
    private static final String GATEWAY = "10.0.0.1";

    private final Capture capture = Capture.of(Capture.ETHERNET).at(BEGIN);

    private NeighboursTest arp4(int operation, int senderMac, String sender, String target) {
        capture.packet(ethernet(0x0806, arp(operation, senderMac, sender, 0, target)));
        return this;
    }

    private NeighboursTest after(long micros) {
        capture.after(micros);
        return this;
    }

    private List<Neighbour> all() {
        return Seen.in(capture).neighbours();
    }

    private Neighbour of(String address) {
        return all().stream()
                .filter(each -> each.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aReplyAnswersARequest() {
        arp4(REQUEST, 2, POD, GATEWAY).arp4(REPLY, 1, GATEWAY, POD);
        assertEquals(
                List.of(
                        new Neighbour(0, GATEWAY, POD, 1, 0, BEGIN + 1000, "0a:58:0a:80:02:01", "", 0),
                        new Neighbour(0, POD, "", 0, 0, BEGIN, "0a:58:0a:80:02:02", "", 0)),
                all());
    }

    @Test
    void unansweredRequestsAreCounted() {
        arp4(REQUEST, 2, POD, GATEWAY).arp4(REPLY, 1, GATEWAY, POD).after(1_000_000);
        arp4(REQUEST, 2, POD, GATEWAY).after(1_000_000).arp4(REQUEST, 2, POD, GATEWAY);
        assertEquals(3, of(GATEWAY).asked());
        assertEquals(2, of(GATEWAY).unanswered());
        arp4(REQUEST, 2, POD, "10.0.0.77");
        assertEquals("", of("10.0.0.77").mac());
        assertEquals(1, of("10.0.0.77").unanswered());
    }

    @Test
    void probesAndAnnouncementsAreNoRequests() {
        arp4(REQUEST, 2, "0.0.0.0", POD).arp4(REQUEST, 2, POD, POD).arp4(REPLY, 2, POD, POD);
        assertEquals(1, all().size());
        assertEquals(0, of(POD).asked());
        assertEquals("0a:58:0a:80:02:02", of(POD).mac());
    }

    @Test
    void repliesOfTwoMachinesChangeTheLinkLayerAddress() {
        arp4(REPLY, 7, POD, GATEWAY).arp4(REPLY, 8, POD, GATEWAY).arp4(REPLY, 7, POD, GATEWAY);
        assertEquals(2, of(POD).changes());
        assertEquals("0a:58:0a:80:02:07", of(POD).mac());
        assertEquals("0a:58:0a:80:02:08", of(POD).previousMac());
    }

    @Test
    void aProbeClaimsNothing() {
        for (int i = 0; i < 3; i++) {
            arp4(REQUEST, 7, "0.0.0.0", POD).arp4(REPLY, 8, POD, "0.0.0.0");
        }
        assertEquals(0, of(POD).changes());
        assertEquals(0, of(POD).asked());
    }

    @Test
    void aFailoverAndItsWayBackAreTwoMoves() {
        arp4(REPLY, 7, POD, POD).after(60_000_000).arp4(REPLY, 8, POD, POD);
        arp4(REPLY, 8, POD, POD).after(60_000_000).arp4(REPLY, 7, POD, POD);
        assertEquals(1, of(POD).changes());
    }

    @Test
    void copiesOfAQuestionAreOneQuestion() {
        arp4(REQUEST, 2, POD, GATEWAY).arp4(REQUEST, 2, POD, GATEWAY).arp4(REQUEST, 2, POD, GATEWAY);
        assertEquals(1, of(GATEWAY).unanswered());
    }

    @Test
    void questionsNowAndThenAreNoAttempt() {
        for (int i = 0; i < 5; i++) {
            arp4(REQUEST, 2, POD, GATEWAY).after(30_000_000);
        }
        assertEquals(5, of(GATEWAY).asked());
        assertEquals(1, of(GATEWAY).unanswered());
    }

    @Test
    void oneAddressOnTwoInterfacesIsTwoNeighbours() {
        Capture any = Capture.of(Capture.COOKED2)
                .packet(Wire.cooked2(1, 0, 1, 0x0806, arp(REPLY, 7, POD, 0, GATEWAY)))
                .packet(Wire.cooked2(2, 0, 1, 0x0806, arp(REPLY, 8, POD, 0, GATEWAY)));
        assertEquals(
                List.of(1, 2),
                Seen.in(any).neighbours().stream()
                        .map(Neighbour::interfaceIndex)
                        .toList());
    }

    @Test
    void otherArpIsIgnored() {
        byte[] reply = arp(REPLY, 1, GATEWAY, 0, POD);
        for (int at : new int[] {3, 4, 5, 7}) {
            byte[] other = reply.clone();
            other[at] = 9;
            capture.packet(ethernet(0x0806, other));
        }
        capture.packet(ethernet(0x0806, Arrays.copyOf(reply, 27)));
        assertEquals(List.of(), all());
    }

    @Test
    void aFullTableKeepsRecentlyUsedAddresses() {
        arp4(REPLY, 1, GATEWAY, POD);
        for (int i = 0; i < 5000; i++) {
            arp4(REQUEST, 1, GATEWAY, "10.1." + (i >> 8) + "." + (i & 255));
        }
        assertEquals(Neighbours.CAPACITY, all().size());
        assertEquals("0a:58:0a:80:02:01", of(GATEWAY).mac(), "spoken of all the time");
    }

    private static final byte[] PREFIX = hex("fd00 0000 0000 0000 0000 0000 0000");

    private static byte[] solicitation(int source, int target, byte[] options) {
        return onLink(ip6(58, source, 0xffff, icmp(135, 0, 0, join(PREFIX, Wire.u16(target), options))));
    }

    private static byte[] advertisement(int target, byte[] options) {
        return onLink(ip6(58, target, 1, icmp(136, 0, 0x60000000L, join(PREFIX, Wire.u16(target), options))));
    }

    private static byte[] onLink(byte[] datagram) {
        datagram[7] = (byte) 255;
        return ethernet(0x86dd, datagram);
    }

    private static byte[] option(int type, int mac) {
        return join(new byte[] {(byte) type, 1}, mac(mac));
    }

    @Test
    void anAdvertisementAnswersASolicitation() {
        capture.packet(solicitation(2, 1, option(1, 2))).packet(advertisement(1, option(2, 1)));
        capture.packet(solicitation(2, 3, option(1, 2)));
        assertEquals("fd00::2", of("fd00::1").askedBy());
        assertEquals(0, of("fd00::1").unanswered());
        assertEquals("0a:58:0a:80:02:01", of("fd00::1").mac());
        assertEquals("0a:58:0a:80:02:02", of("fd00::2").mac());
        assertEquals(1, of("fd00::3").unanswered());
    }

    @Test
    void duplicateAddressDetectionIsNoRequest() {
        byte[] probe = solicitation(0, 5, hex("0e01 010203040506"));
        for (int i = 14 + 8; i < 14 + 24; i++) {
            probe[i] = 0;
        }
        capture.packet(probe);
        assertEquals(List.of(), all());
        capture.packet(advertisement(5, join(hex("0e01 010203040506"), option(2, 9))));
        assertEquals(0, of("fd00::5").asked());
        assertEquals(0, of("fd00::5").changes());
    }

    @Test
    void advertisementsFromOutsideTheLinkAreIgnored() {
        byte[] forged = advertisement(1, option(2, 9));
        forged[14 + 7] = (byte) 254;
        capture.packet(forged);
        assertEquals(List.of(), all());
    }
}
