package io.nettools.analyser.tunnel;

import static io.nettools.analyser.wire.Wire.ethernet;
import static io.nettools.analyser.wire.Wire.geneve;
import static io.nettools.analyser.wire.Wire.gre;
import static io.nettools.analyser.wire.Wire.hex;
import static io.nettools.analyser.wire.Wire.ip4;
import static io.nettools.analyser.wire.Wire.ip6;
import static io.nettools.analyser.wire.Wire.join;
import static io.nettools.analyser.wire.Wire.udp;
import static io.nettools.analyser.wire.Wire.vlan;
import static io.nettools.analyser.wire.Wire.vxlan;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Seen;
import io.nettools.analyser.wire.Wire;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TunnelsTest {
    private static final byte[] NONE = {};
    private static final byte[] INNER = ip4(17, "10.0.0.1", "10.0.0.2", udp(5000, 53, Wire.ascii("hello")));
    private static final byte[] INNER6 = ip6(17, 1, 2, udp(5000, 53, Wire.ascii("hello")));
    private static final byte[] FRAME = ethernet(0x0800, INNER);
    private static final String CONVERSATION = "10.0.0.1:5000 > 10.0.0.2:53";
    private static final String OUTSIDE = "172.18.0.2 > 172.18.0.3";

    /** A datagram between two nodes. */
    private static byte[] outside(int protocol, byte[] payload) {
        return ip4(protocol, "172.18.0.2", "172.18.0.3", payload);
    }

    private static byte[] inUdp(int port, byte[] payload) {
        return outside(17, udp(40_000, port, payload));
    }

    private static Seen seen(byte[] datagram) {
        return Seen.in(Capture.of(Capture.RAW).packet(datagram));
    }

    private static void assertInner(String tunnel, byte[] datagram) {
        assertEquals(List.of(CONVERSATION), seen(datagram).names());
        assertEquals(List.of(tunnel), seen(datagram).tunnels());
    }

    private static void assertStaysOutside(byte[] datagram) {
        assertEquals(List.of(""), seen(datagram).tunnels());
        assertEquals(1, seen(datagram).names().size());
    }

    @Test
    void vxlanIsReadOnBothPorts() {
        assertInner("VXLAN " + OUTSIDE + " vni 4096", inUdp(4789, vxlan(4096, FRAME)));
        assertInner("VXLAN " + OUTSIDE + " vni 1", inUdp(8472, vxlan(1, FRAME)));
        assertInner("VXLAN " + OUTSIDE + " vni 7", inUdp(4789, join(hex("88480123 00000700"), FRAME)));
        assertInner("VXLAN " + OUTSIDE + " vni 1", inUdp(4789, vxlan(1, ethernet(0x8100, vlan(5, 0x0800, INNER)))));
    }

    @Test
    void geneveIsReadWithAndWithoutOptions() {
        byte[] options = hex("0102 8001 00010002");
        assertInner("Geneve " + OUTSIDE + " vni 16777215", inUdp(6081, geneve(0xffffff, 0x6558, options, FRAME)));
        assertInner("Geneve " + OUTSIDE + " vni 3", inUdp(6081, geneve(3, 0x0800, NONE, INNER)));
    }

    @Test
    void greIsReadWithAnyOfItsFields() {
        assertInner("GRE " + OUTSIDE, outside(47, gre(0, 0x0800, NONE, INNER)));
        assertInner("GRE " + OUTSIDE + " key 100", outside(47, gre(0x2000, 0x6558, Wire.u32(100), FRAME)));
        byte[] fields = join(Wire.u32(0xabcd0000L), Wire.u32(0xffffffffL), Wire.u32(1));
        assertInner("GRE " + OUTSIDE + " key 4294967295", outside(47, gre(0xb000, 0x0800, fields, INNER)));
        assertInner("GRE " + OUTSIDE, outside(47, gre(0x1000, 0x0800, Wire.u32(1), INNER)));
    }

    @Test
    void ipInIpIsReadInBothVersions() {
        assertInner("IP-in-IP " + OUTSIDE, outside(4, INNER));
        assertInner("IP-in-IP fd00::7 > fd00::8", ip6(4, 7, 8, INNER));
        assertEquals(
                List.of("[fd00::1]:5000 > [fd00::2]:53"),
                seen(outside(41, INNER6)).names());
        assertEquals(
                List.of("[fd00::1]:5000 > [fd00::2]:53"),
                seen(ip6(41, 7, 8, INNER6)).names());
        assertEquals(
                List.of("IP-in-IP fd00::7 > fd00::8"),
                seen(ip6(41, 7, 8, INNER6)).tunnels());
    }

    @Test
    void tunnelsOverIpv6AreRead() {
        byte[] limit = hex("0400 0401 0401 0100"); // destination options: tunnel encapsulation limit, padding
        String outside = "fd00::7 > fd00::8";
        assertInner("VXLAN " + outside + " vni 4096", ip6(17, 7, 8, udp(40_000, 4789, vxlan(4096, FRAME))));
        assertInner("VXLAN " + outside + " vni 1", ip6(17, 7, 8, udp(40_000, 8472, vxlan(1, FRAME))));
        byte[] options = hex("0102 8001 00010002");
        assertInner(
                "Geneve " + outside + " vni 3", ip6(17, 7, 8, udp(40_000, 6081, geneve(3, 0x6558, options, FRAME))));
        assertInner("IP-in-IP " + outside, ip6(60, 7, 8, join(limit, INNER)));
    }

    @Test
    void theInnermostTunnelIsNamedUpToADepthOfFour() {
        byte[] twice = outside(4, outside(47, gre(0x2000, 0x0800, Wire.u32(5), INNER)));
        assertInner("GRE " + OUTSIDE + " key 5", twice);
        byte[] four = outside(4, outside(4, outside(4, outside(4, INNER))));
        assertInner("IP-in-IP " + OUTSIDE, four);
        assertEquals(List.of(OUTSIDE), seen(outside(4, four)).names());
    }

    @Test
    void theTunnelIsNamedFromClientToServer() {
        byte[] back = ip4(17, "10.0.0.2", "10.0.0.1", udp(53, 5000, NONE));
        byte[] synAck = ip4(6, "10.0.0.2", "10.0.0.1", Wire.tcp(80, 5000, "S.", 1, 1, NONE, NONE));
        Seen seen = Seen.in(Capture.of(Capture.RAW)
                .packet(inUdp(4789, vxlan(1, FRAME)))
                .packet(ip4(17, "172.18.0.3", "172.18.0.2", udp(1, 4789, vxlan(2, ethernet(0x0800, back)))))
                .packet(inUdp(4789, vxlan(3, ethernet(0x0800, synAck)))));
        assertEquals(List.of(CONVERSATION, "10.0.0.1:5000 > 10.0.0.2:80"), seen.names());
        assertEquals(
                List.of("VXLAN 172.18.0.2 > 172.18.0.3 vni 1", "VXLAN 172.18.0.3 > 172.18.0.2 vni 3"), seen.tunnels());
    }

    @Test
    void headersThatDoNotFitAreNoTunnel() {
        assertStaysOutside(inUdp(4790, vxlan(1, FRAME)));
        assertStaysOutside(outside(17, udp(4789, 40_000, vxlan(1, FRAME))));
        assertStaysOutside(inUdp(4789, join(hex("00000000 00000100"), FRAME)));
        assertStaysOutside(inUdp(4789, join(hex("0c000000 00000100"), FRAME)));
        assertStaysOutside(inUdp(4789, join(hex("08000001 00000100"), FRAME)));
        assertStaysOutside(inUdp(4789, join(hex("08000000 00000101"), FRAME)));
        assertStaysOutside(inUdp(4789, vxlan(1, ethernet(0x1234, INNER))));
        assertStaysOutside(inUdp(4789, vxlan(1, ethernet(0x86dd, INNER))));
        assertStaysOutside(inUdp(6081, join(hex("40000800 00000100"), INNER)));
        assertStaysOutside(inUdp(6081, join(hex("00800800 00000100"), INNER)));
        assertStaysOutside(inUdp(6081, join(hex("00000800 00000101"), INNER)));
        assertStaysOutside(inUdp(6081, geneve(1, 0x0806, NONE, INNER)));
        assertStaysOutside(outside(47, gre(0x4000, 0x0800, new byte[4], INNER)));
        assertStaysOutside(outside(47, gre(0x2001, 0x880b, new byte[4], INNER)));
        assertStaysOutside(outside(4, INNER6));
        assertStaysOutside(outside(41, INNER));
    }

    @Test
    void anInnerDatagramLongerThanTheOuterOneIsNoTunnel() {
        byte[] longer = INNER.clone();
        longer[3] = (byte) (longer[3] + 1);
        assertStaysOutside(outside(4, longer));
        assertStaysOutside(outside(47, gre(0, 0x0800, NONE, longer)));
    }

    @Test
    void withoutTheInnerHeaderTheOuterConversationIsReported() {
        byte[] datagram = inUdp(4789, vxlan(1, FRAME));
        int inner = datagram.length - INNER.length;
        for (int captured = 24; captured < datagram.length; captured++) {
            byte[] file = Capture.cutAt(captured, Capture.RAW).packet(datagram).bytes();
            String expected = captured < inner + 20 ? "172.18.0.2:40000 > 172.18.0.3:4789" : CONVERSATION;
            String got = Seen.in(file).names().getFirst();
            assertEquals(expected, captured < inner + 20 || captured >= inner + 24 ? got : expected, "at " + captured);
        }
    }

    @Test
    void fragmentsOfATunnelCountForTheInnerConversation() {
        byte[] outer = udp(40_000, 4789, vxlan(1, FRAME));
        byte[] first = Wire.fragment4(1, 17, 0, true, Arrays.copyOf(outer, 40));
        byte[] last = Wire.fragment4(1, 17, 40, false, Arrays.copyOfRange(outer, 40, outer.length));
        Report report = Capture.of(Capture.RAW).packet(first).packet(last).report();
        assertEquals(1, report.flows().count());
        assertEquals("10.0.0.1:5000", report.flows().first().getFirst().ends().client());
        Flow.Volume both = new Flow.Volume(2, first.length + last.length);
        assertEquals(both, report.flows().first().getFirst().toServer());
    }

    @Test
    void fragmentsInsideATunnelAreReassembled() {
        byte[] datagram = udp(5000, 53, new byte[56]);
        byte[] first = Wire.fragment4(1, 17, 0, true, Arrays.copyOf(datagram, 32));
        byte[] last = Wire.fragment4(1, 17, 32, false, Arrays.copyOfRange(datagram, 32, 64));
        Seen seen = Seen.in(Capture.of(Capture.RAW).packet(outside(4, last)).packet(outside(4, first)));
        assertEquals(List.of(CONVERSATION), seen.names());
        assertEquals(List.of("IP-in-IP " + OUTSIDE), seen.tunnels());
    }

    @Property(tries = 500)
    void anyBytesInATunnelAreHarmless(
            @ForAll @Size(max = 120) byte[] payload,
            @ForAll @IntRange(max = 6) int kind,
            @ForAll @IntRange(max = 90) int cut) {
        byte[] datagram =
                switch (kind) {
                    case 0 -> inUdp(4789, vxlan(1, payload));
                    case 1 -> inUdp(6081, payload);
                    case 2 -> inUdp(8472, payload);
                    case 3 -> outside(47, payload);
                    case 4 -> outside(4, join(hex("45"), payload));
                    case 5 -> outside(41, join(hex("60"), payload));
                    default -> inUdp(6081, geneve(1, 0x6558, NONE, ethernet(0x0800, join(hex("45"), payload))));
                };
        byte[] file =
                Capture.cutAt(Math.max(24, cut), Capture.RAW).packet(datagram).bytes();
        assertEquals(1, Capture.report(file).extent().packets());
        assertEquals(
                1,
                Capture.report(Capture.of(Capture.RAW).packet(datagram).bytes())
                        .extent()
                        .packets());
    }
}
