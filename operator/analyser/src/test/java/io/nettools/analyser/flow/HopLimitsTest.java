package io.nettools.analyser.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.packet.LinkType;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.wire.Wire;
import org.junit.jupiter.api.Test;

class HopLimitsTest {
    private static final int TTL = 8;
    private static final int HOP_LIMIT = 7;

    private final HopLimits hops = new HopLimits();
    private final Packet packet = new Packet();

    private HopLimitsTest sees(String flags, int left) {
        byte[] ip = Wire.ip4(6, "10.0.0.2", "10.0.0.1", Wire.tcp(80, 40_000, flags, 1, 1, new byte[0], new byte[0]));
        ip[TTL] = (byte) left;
        return sees(ip);
    }

    private HopLimitsTest sees(byte[] ip) {
        packet.read(LinkType.Raw, ip, 0, ip.length, ip.length, 0);
        hops.accept(packet);
        return this;
    }

    private String strange() {
        return hops.strangeReset();
    }

    @Test
    void aResetFromWhereTheRestCameIsNotStrange() {
        assertEquals("", sees("S.", 61).sees(".", 61).sees("R", 61).strange());
    }

    @Test
    void aResetFromFartherOrNearerIsStrange() {
        assertEquals("hop limit 64 instead of 61", sees("S.", 61).sees("R", 64).strange());
        assertEquals(
                "hop limit 255 instead of 63",
                new HopLimitsTest().sees("S.", 63).sees(".", 63).sees("R.", 255).strange());
        assertEquals(
                "hop limit 59 instead of 61",
                new HopLimitsTest().sees("S.", 61).sees(".", 61).sees("R.", 59).strange());
    }

    @Test
    void oneHopMayBeAnotherRoute() {
        assertEquals("", sees("S.", 61).sees("R", 62).strange());
        assertEquals("", new HopLimitsTest().sees("S.", 61).sees("R", 60).strange());
    }

    @Test
    void aResetFromWhereTheHandshakeCameIsNotStrange() {
        assertEquals("", sees("S.", 231).sees(".", 212).sees("R.", 231).strange());
    }

    @Test
    void withoutTheHandshakeNoResetIsStrange() {
        assertEquals("", sees(".", 212).sees("R.", 231).strange());
    }

    @Test
    void theLastDistanceBeforeTheResetCounts() {
        assertEquals("", sees("S.", 61).sees(".", 57).sees("R", 57).strange());
    }

    @Test
    void theFirstResetCounts() {
        assertEquals(
                "hop limit 64 instead of 61",
                sees("S.", 61).sees("R", 64).sees("R", 61).strange());
    }

    @Test
    void aResetAloneOrNoResetIsNotStrange() {
        assertEquals("", sees("R.", 3).strange());
        assertEquals("", new HopLimitsTest().sees("S.", 61).sees(".", 40).strange());
    }

    @Test
    void ofIp6TheHopLimitIsTaken() {
        byte[] answer = Wire.ip6(6, 2, 1, Wire.tcp(80, 40_000, "S.", 1, 1, new byte[0], new byte[0]));
        answer[HOP_LIMIT] = (byte) 200;
        byte[] reset = Wire.ip6(6, 2, 1, Wire.tcp(80, 40_000, "R.", 1, 1, new byte[0], new byte[0]));
        assertEquals("hop limit 64 instead of 200", sees(answer).sees(reset).strange());
    }
}
