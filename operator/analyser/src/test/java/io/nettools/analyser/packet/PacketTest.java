package io.nettools.analyser.packet;

import static io.nettools.analyser.wire.Wire.ascii;
import static io.nettools.analyser.wire.Wire.cooked;
import static io.nettools.analyser.wire.Wire.cooked2;
import static io.nettools.analyser.wire.Wire.ethernet;
import static io.nettools.analyser.wire.Wire.hex;
import static io.nettools.analyser.wire.Wire.ip4;
import static io.nettools.analyser.wire.Wire.ip6;
import static io.nettools.analyser.wire.Wire.join;
import static io.nettools.analyser.wire.Wire.loopback;
import static io.nettools.analyser.wire.Wire.tcp;
import static io.nettools.analyser.wire.Wire.udp;
import static io.nettools.analyser.wire.Wire.vlan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PacketTest {
    private static final byte[] UDP = udp(5000, 53, ascii("hello"));
    private static final byte[] FOUR = ip4(17, "10.0.0.1", "10.0.0.2", UDP);
    private static final byte[] SIX = ip6(17, 1, 2, UDP);

    private static Packet read(LinkType link, byte[] bytes) {
        return read(link, bytes, bytes.length);
    }

    private static Packet read(LinkType link, byte[] bytes, int captured) {
        Packet packet = new Packet();
        byte[] surrounded = join(new byte[7], Arrays.copyOf(bytes, captured), new byte[] {-1, -1, -1, -1});
        packet.read(link, surrounded, 7, captured, bytes.length, 0);
        return packet;
    }

    @Test
    void everyLinkLeadsToTheDatagram() {
        assertPorts(read(LinkType.Ethernet, ethernet(0x0800, FOUR)));
        assertPorts(read(LinkType.Ethernet, ethernet(0x86dd, SIX)));
        assertPorts(read(LinkType.Ethernet, ethernet(0x8100, vlan(5, 0x0800, FOUR))));
        assertPorts(read(LinkType.Ethernet, ethernet(0x88a8, vlan(5, 0x8100, vlan(6, 0x86dd, SIX)))));
        assertPorts(read(LinkType.Cooked, cooked(0, 1, 0x0800, FOUR)));
        assertPorts(read(LinkType.Cooked, cooked(0, 1, 0x8100, vlan(5, 0x0800, FOUR))));
        assertPorts(read(LinkType.Cooked2, cooked2(3, 0, 1, 0x86dd, SIX)));
        assertPorts(read(LinkType.Cooked2, cooked2(3, 0, 1, 0x8100, vlan(5, 0x0800, FOUR))));
        assertPorts(read(LinkType.Raw, FOUR));
        assertPorts(read(LinkType.Raw, SIX));
        assertPorts(read(LinkType.RawIp6, SIX));
        assertPorts(read(LinkType.Null, join(hex("02000000"), FOUR)));
        assertPorts(read(LinkType.Null, join(hex("0000000a"), SIX)));
        assertPorts(read(LinkType.Loop, join(hex("00000018"), SIX)));
    }

    private static void assertPorts(Packet packet) {
        assertTrue(packet.hasPorts());
        assertEquals(5000, packet.sourcePort());
        assertEquals(53, packet.destinationPort());
        assertEquals(13, packet.datagram().payloadLength());
    }

    @Test
    void headersThatWereNotCapturedAreNotGuessed() {
        byte[] frame = ethernet(0x0800, FOUR);
        for (int captured = 0; captured < frame.length; captured++) {
            Packet packet = read(LinkType.Ethernet, frame, captured);
            assertEquals(captured >= 34, packet.datagram().version() == 4, "captured " + captured);
            assertEquals(captured >= 38, packet.hasPorts(), "captured " + captured);
        }
    }

    @Test
    void tcpHeaderMustBeWhole() {
        byte[] datagram = ip4(6, "10.0.0.1", "10.0.0.2", tcp(1, 2, "S", 3, 4, hex("020405b4"), ascii("abc")));
        assertFalse(read(LinkType.Raw, datagram, 39).segment().present());
        Segment cut = read(LinkType.Raw, datagram, 41).segment();
        assertTrue(cut.present());
        assertTrue(cut.cut());
        assertEquals(3, cut.payloadLength());
        assertFalse(read(LinkType.Raw, datagram).segment().cut());
        datagram[32] = 0x40;
        assertFalse(read(LinkType.Raw, datagram).segment().present(), "data offset too small");
        datagram[32] = (byte) 0xf0;
        assertFalse(read(LinkType.Raw, datagram).segment().present(), "data offset beyond the datagram");
    }

    @Test
    void paddingOfTheLinkIsNoPayload() {
        byte[] datagram = ip4(6, "10.0.0.1", "10.0.0.2", tcp(1, 2, ".", 3, 4, new byte[0], new byte[0]));
        Packet packet = read(LinkType.Ethernet, ethernet(0x0800, join(datagram, new byte[6])));
        assertEquals(0, packet.segment().payloadLength());
        assertEquals(packet.segment().payload(), packet.segment().capturedEnd());
    }

    @Test
    void extensionHeadersAreWalked() {
        byte[] options = hex("3c00 0104 00000000");
        byte[] routing = hex("1100 0000 00000000");
        assertPorts(read(LinkType.Raw, ip6(0, 1, 2, join(hex("3c00 0104 00000000"), hex("1100 0104 00000000"), UDP))));
        assertPorts(read(LinkType.Raw, ip6(60, 1, 2, join(hex("2b00 0104 00000000"), routing, UDP))));
        assertPorts(read(LinkType.Raw, ip6(51, 1, 2, join(hex("1101 0000 00000000 00000000"), UDP))));
        Packet endless = read(LinkType.Raw, ip6(60, 1, 2, join(options, options, options, options, new byte[900])));
        assertFalse(endless.hasPorts());
    }

    @Test
    void fragments() {
        Packet first = read(LinkType.Raw, ip4(17, 0x2000, "10.0.0.1", "10.0.0.2", new byte[0], UDP));
        assertPorts(first);
        assertTrue(first.datagram().moreFragments());
        Packet later = read(LinkType.Raw, ip4(17, 0x2001, "10.0.0.1", "10.0.0.2", new byte[0], UDP));
        assertFalse(later.hasPorts());
        assertTrue(later.datagram().laterFragment());
        assertPorts(read(LinkType.Raw, ip6(44, 1, 2, join(hex("1100 0001 00000001"), UDP))));
        assertTrue(read(LinkType.Raw, ip6(44, 1, 2, join(hex("1100 0009 00000001"), UDP)))
                .datagram()
                .laterFragment());
    }

    @Test
    void lengthOfASegmentThatTheCardWillCut() {
        byte[] datagram = FOUR.clone();
        datagram[2] = 0;
        datagram[3] = 0;
        assertPorts(read(LinkType.Raw, datagram));
    }

    @Test
    void loopbackPacketsAreCounted() {
        Report ethernet = Capture.of(Capture.ETHERNET)
                .packet(loopback(0x0800, FOUR))
                .packet(loopback(0x0800, FOUR))
                .packet(ethernet(0x0800, FOUR))
                .report();
        assertEquals(2, ethernet.extent().loopbackPackets());
        Report first = Capture.of(Capture.COOKED)
                .packet(cooked(0, 772, 0x0800, FOUR))
                .packet(cooked(0, 772, 0x0800, FOUR))
                .packet(cooked(0, 1, 0x0800, FOUR))
                .report();
        assertEquals(2, first.extent().loopbackPackets());
        Report second = Capture.of(Capture.COOKED2)
                .packet(cooked2(1, 0, 772, 0x0800, FOUR))
                .packet(cooked2(1, 0, 772, 0x0800, FOUR))
                .packet(cooked2(2, 0, 1, 0x0800, FOUR))
                .report();
        assertEquals(2, second.extent().loopbackPackets());
        assertEquals(0, Capture.of(Capture.RAW).packet(FOUR).report().extent().loopbackPackets());
    }

    @Test
    void aPacketLeavesNothingForTheNext() {
        Packet packet = new Packet();
        byte[] whole = ip4(6, "10.0.0.1", "10.0.0.2", tcp(1, 2, "S", 3, 4, new byte[0], new byte[0]));
        packet.read(LinkType.Raw, whole, 0, whole.length, whole.length, 0);
        assertTrue(packet.segment().present());
        packet.read(LinkType.Raw, whole, 0, 0, whole.length, 0);
        assertFalse(packet.segment().present());
        assertFalse(packet.hasPorts());
        assertEquals(0, packet.datagram().version());
    }
}
