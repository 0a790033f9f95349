package io.nettools.analyser.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.packet.LinkType;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.wire.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final byte[] NO_OPTIONS = {};

    private final Copies copies = new Copies();
    private final Packet packet = new Packet();
    private long micros = 1_763_433_148_000_000L;

    private boolean isCopy(byte[] datagram, long afterMicros) {
        micros += afterMicros;
        packet.read(LinkType.Raw, datagram, 0, datagram.length, datagram.length, micros);
        return copies.accept(packet);
    }

    private static byte[] segment(String flags, long sequence, String payload) {
        return Wire.tcp(40_000, 80, flags, sequence, 1, NO_OPTIONS, Wire.ascii(payload));
    }

    private static byte[] counted(byte[] datagram, int identification) {
        datagram[4] = (byte) (identification >> 8);
        datagram[5] = (byte) identification;
        return datagram;
    }

    private static byte[] over4(int identification, byte[] segment) {
        return counted(Wire.ip4(TCP, "10.0.0.1", "10.0.0.2", segment), identification);
    }

    @Test
    void theSamePacketWithinAMomentIsACopy() {
        assertFalse(isCopy(over4(7, segment("P.", 1, "GET")), 0));
        assertTrue(isCopy(over4(7, segment("P.", 1, "GET")), 4));
        assertTrue(isCopy(over4(7, segment("P.", 1, "GET")), 90_000));
        assertEquals(List.of("Packets that were captured more than once: 2. Each is evaluated once."), copies.notes());
    }

    @Test
    void aPacketBehindARouterHasALowerTimeToLiveAndIsACopy() {
        assertFalse(isCopy(over4(7, segment("P.", 1, "GET")), 0));
        byte[] routed = over4(7, segment("P.", 1, "GET"));
        routed[8]--;
        assertTrue(isCopy(routed, 20));
    }

    @Test
    void aRetransmissionHasAnotherIdentification() {
        assertFalse(isCopy(over4(7, segment("P.", 1, "GET")), 0));
        assertFalse(isCopy(over4(8, segment("P.", 1, "GET")), 300));
    }

    @Test
    void anotherSegmentIsNoCopyThoughItsIdentificationComesAgain() {
        assertFalse(isCopy(over4(7, segment("P.", 1, "GET")), 0));
        assertFalse(isCopy(over4(7, segment("P.", 4, "GET")), 4));
        assertFalse(isCopy(over4(7, segment(".", 1, "GET")), 4));
    }

    @Test
    void theSamePacketMuchLaterIsNoCopy() {
        assertFalse(isCopy(over4(7, segment("P.", 1, "GET")), 0));
        assertFalse(isCopy(over4(7, segment("P.", 1, "GET")), 100_001));
    }

    @Test
    void withoutAnIdentificationOnlyTheSameMomentMakesACopy() {
        byte[] segment = segment("P.", 1, "GET");
        assertFalse(isCopy(Wire.ip6(TCP, 1, 2, segment), 0));
        assertTrue(isCopy(Wire.ip6(TCP, 1, 2, segment), 200));
        assertFalse(isCopy(Wire.ip6(TCP, 1, 2, segment), 201));
    }

    @Test
    void aSenderWithOneIdentificationForAllPacketsDoesNotCount() {
        assertFalse(isCopy(over4(1, segment("P.", 1, "GET")), 0));
        assertFalse(isCopy(over4(1, segment("P.", 4, "GET")), 100));
        assertTrue(isCopy(over4(1, segment("P.", 4, "GET")), 2_000));
        assertFalse(isCopy(over4(1, segment("P.", 4, "GET")), 20_000));
    }

    @Test
    void aRepeatedAcknowledgmentWithoutAnIdentificationIsNoCopy() {
        assertFalse(isCopy(Wire.ip6(TCP, 1, 2, segment(".", 1, "")), 0));
        assertFalse(isCopy(Wire.ip6(TCP, 1, 2, segment(".", 1, "")), 10));
    }

    @Test
    void datagramsDifferByTheirContent() {
        assertFalse(isCopy(counted(udp("the same beginning, one"), 0), 0));
        assertFalse(isCopy(counted(udp("the same beginning, two"), 0), 10));
        assertTrue(isCopy(counted(udp("the same beginning, two"), 0), 10));
    }

    private static byte[] udp(String content) {
        return Wire.ip4(UDP, "10.0.0.1", "10.0.0.2", Wire.udp(5000, 514, Wire.ascii(content)));
    }
}
