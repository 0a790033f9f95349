package io.nettools.analyser;

import static io.nettools.analyser.wire.Wire.ascii;
import static io.nettools.analyser.wire.Wire.cooked;
import static io.nettools.analyser.wire.Wire.cooked2;
import static io.nettools.analyser.wire.Wire.ethernet;
import static io.nettools.analyser.wire.Wire.geneve;
import static io.nettools.analyser.wire.Wire.gre;
import static io.nettools.analyser.wire.Wire.hex;
import static io.nettools.analyser.wire.Wire.icmp;
import static io.nettools.analyser.wire.Wire.ip4;
import static io.nettools.analyser.wire.Wire.ip6;
import static io.nettools.analyser.wire.Wire.join;
import static io.nettools.analyser.wire.Wire.loopback;
import static io.nettools.analyser.wire.Wire.tcp;
import static io.nettools.analyser.wire.Wire.u16;
import static io.nettools.analyser.wire.Wire.udp;
import static io.nettools.analyser.wire.Wire.vlan;
import static io.nettools.analyser.wire.Wire.vxlan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Pcapng;
import io.nettools.analyser.wire.Tcpdump;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packet lines are those of the real tcpdump, over captures of a real kernel (resources/captures) and over packets written by hand. */
class TcpdumpWordingTest {
    private static final byte[] NONE = {};

    @ParameterizedTest
    @ValueSource(strings = {"loopback-http", "loopback-ipv6", "any-cooked1", "any-cooked2", "udp-icmp", "resets"})
    void realCaptures(String name) throws IOException {
        try (InputStream in = TcpdumpWordingTest.class.getResourceAsStream("/captures/" + name + ".pcap")) {
            assertSameLines(in.readAllBytes());
        }
    }

    @Test
    void bigEndianFile() {
        assertSameLines(Capture.bigEndian(Capture.RAW).packet(httpRequest("GET / HTTP/1.1\r\n\r\n")));
    }

    @Test
    void pcapngFile() {
        byte[] request = httpRequest("GET / HTTP/1.1\r\n\r\n");
        assertSameLines(Pcapng.of(Capture.RAW)
                .packet(0, 1_763_433_148_000_007L, request)
                .oldPacket(0, 1_763_433_148_000_008L, request)
                .simplePacket(request, request.length)
                .bytes());
    }

    @Test
    void rawPacketsOfOtherSystems() {
        byte[] four = ip4(17, "10.0.0.1", "10.0.0.2", udp(5000, 5001, ascii("hello")));
        assertSameLines(Capture.of(12).packet(four));
    }

    @Test
    void nanosecondFile() {
        assertSameLines(
                Capture.nanos(Capture.RAW).at(1_763_433_148_000_007L).packet(httpRequest("GET / HTTP/1.1\r\n\r\n")));
    }

    @Test
    void rawAndLoopbackLinks() {
        byte[] four = ip4(17, "10.0.0.1", "10.0.0.2", udp(5000, 5001, ascii("hello")));
        byte[] six = ip6(17, 1, 2, udp(5000, 5001, ascii("hello")));
        assertSameLines(Capture.of(Capture.RAW).packet(four).packet(six));
        assertSameLines(Capture.of(0).packet(join(hex("02000000"), four)).packet(join(hex("1e000000"), six)));
        assertSameLines(Capture.of(108).packet(join(hex("00000002"), four)).packet(join(hex("0000001c"), six)));
    }

    @Test
    void vlanTags() {
        byte[] ping = ip4(1, "10.0.0.1", "10.0.0.2", icmp(8, 0, 0x12340007, ascii("abcdefgh")));
        assertSameLines(Capture.of(Capture.ETHERNET)
                .packet(ethernet(0x8100, vlan(100, 0x0800, ping)))
                .packet(ethernet(0x88a8, vlan(100, 0x8100, vlan(7, 0x0800, ping))))
                .packet(ethernet(0x9100, vlan(100, 0x0800, ping))));
        assertSameLines(Capture.of(Capture.COOKED).packet(cooked(0, 1, 0x8100, vlan(100, 0x0800, ping))));
        assertSameLines(Capture.of(Capture.COOKED2).packet(cooked2(1, 0, 1, 0x8100, vlan(100, 0x0800, ping))));
    }

    @Test
    void tunnels() {
        byte[] inner = ip4(17, "10.0.0.1", "10.0.0.2", udp(5000, 5001, ascii("hello")));
        byte[] inner6 = ip6(17, 1, 2, udp(5000, 5001, ascii("hello")));
        byte[] frame = ethernet(0x0800, inner);
        Capture capture = Capture.of(Capture.RAW);
        capture.packet(fromNode(4, inner))
                .packet(fromNode(4, fromNode(4, inner)))
                .packet(fromNode(41, inner6));
        capture.packet(ip6(4, 7, 8, inner)).packet(ip6(41, 7, 8, inner6));
        capture.packet(fromNode(47, gre(0, 0x0800, NONE, inner)));
        capture.packet(fromNode(47, gre(0x2000, 0x6558, hex("00000064"), frame)));
        capture.packet(fromNode(47, gre(0xb000, 0x0800, hex("abcd0000 ffffffff 00000007"), inner)));
        capture.packet(fromNode(47, gre(0, 0x655a, NONE, inner)));
        capture.packet(fromNode(17, udp(40_000, 6081, geneve(4096, 0x6558, NONE, frame))));
        capture.packet(fromNode(17, udp(40_000, 6081, geneve(1, 0x6558, hex("0102800100010002"), frame))));
        assertSameLines(capture);
    }

    @Test
    void vxlanComesOnOneLine() {
        byte[] inner = ip4(17, "10.0.0.1", "10.0.0.2", udp(5000, 5001, ascii("hello")));
        byte[] datagram = fromNode(17, udp(40_000, 4789, vxlan(4096, ethernet(0x0800, inner))));
        Capture capture = Capture.of(Capture.RAW).packet(datagram);
        assertEquals(
                String.join(": ", Tcpdump.lines(capture.bytes())),
                capture.report().excerpt().getFirst());
    }

    private static byte[] fromNode(int protocol, byte[] payload) {
        return ip4(protocol, "172.18.0.2", "172.18.0.3", payload);
    }

    @Test
    void cookedDirections() {
        byte[] datagram = ip4(17, "10.0.0.1", "10.0.0.2", udp(5000, 5001, NONE));
        Capture capture = Capture.of(Capture.COOKED2);
        for (int type = 0; type < 6; type++) {
            capture.packet(cooked2(1, type, 772, 0x0800, datagram));
        }
        assertSameLines(capture.packet(cooked2(99_999, 0, 1, 0x0800, datagram)));
    }

    @Test
    void arp() {
        byte[] header = hex("0001 0800 06 04");
        byte[] sender = hex("0a580a800201 0a000001");
        assertSameLines(Capture.of(Capture.ETHERNET)
                .packet(ethernet(0x0806, join(header, u16(1), sender, hex("000000000000 0a000002"))))
                .packet(ethernet(0x0806, join(header, u16(1), sender, hex("ffffffffffff 0a000001"))))
                .packet(ethernet(0x0806, join(header, u16(2), sender, hex("0a580a800202 0a000002"), new byte[18]))));
    }

    @Test
    void everyIcmpUnreachableAndMore() {
        byte[] about = ip4(17, "10.0.0.1", "10.0.0.9", udp(5000, 53, NONE));
        byte[] aboutTcp = ip4(6, "10.0.0.1", "10.0.0.9", tcp(5000, 443, "S", 1, 0, NONE, NONE));
        byte[] aboutOther = ip4(47, "10.0.0.1", "10.0.0.9", new byte[8]);
        Capture capture = Capture.of(Capture.RAW);
        for (int code = 0; code < 17; code++) {
            capture.packet(fromServer(icmp(3, code, 1400, about)));
            capture.packet(fromServer(icmp(5, code, 0x0a000003, about)));
        }
        capture.packet(fromServer(icmp(3, 4, 0, about)));
        capture.packet(fromServer(icmp(3, 3, 0, aboutTcp))).packet(fromServer(icmp(3, 3, 0, aboutOther)));
        IntStream.range(0, 3).forEach(code -> capture.packet(fromServer(icmp(11, code, 0, about))));
        IntStream.of(0, 4, 8, 10, 42).forEach(type -> capture.packet(fromServer(icmp(type, 0, 0x00050006, NONE))));
        assertSameLines(capture);
    }

    @Test
    void icmp6() {
        byte[] about = ip6(17, 1, 9, udp(5000, 53, NONE));
        byte[] aboutTcp = ip6(6, 1, 9, tcp(5000, 443, "S", 1, 0, NONE, NONE));
        Capture capture = Capture.of(Capture.RAW);
        IntStream.range(0, 5).forEach(code -> capture.packet(ip6(58, 2, 1, icmp(1, code, 0, about))));
        capture.packet(ip6(58, 2, 1, icmp(1, 4, 0, aboutTcp)));
        capture.packet(ip6(58, 2, 1, icmp(2, 0, 1280, about)));
        IntStream.range(0, 3).forEach(code -> capture.packet(ip6(58, 2, 1, icmp(3, code, 0, about))));
        IntStream.range(0, 3).forEach(code -> capture.packet(ip6(58, 2, 1, icmp(4, code, 6, about))));
        IntStream.of(128, 129, 133, 134, 135, 136, 137, 143)
                .forEach(type -> capture.packet(ip6(58, 2, 1, icmp(type, 0, 0x00050006, new byte[40]))));
        assertSameLines(capture);
    }

    @Test
    void ipHeadersWithExtras() {
        byte[] datagram = udp(5000, 5001, ascii("hello"));
        byte[] hopByHop = join(hex("3a00 0502 0000 0100"), icmp(128, 0, 1, NONE));
        assertSameLines(Capture.of(Capture.RAW)
                .packet(ip4(17, 0, "10.0.0.1", "10.0.0.2", hex("94040000"), datagram))
                .packet(ip4(17, 0x2000, "10.0.0.1", "10.0.0.2", NONE, udp(5000, 5001, new byte[16])))
                .packet(ip4(17, 0x0003, "10.0.0.1", "10.0.0.2", NONE, new byte[16]))
                .packet(ip4(201, "10.0.0.1", "10.0.0.2", new byte[7]))
                .packet(ip6(0, 1, 2, hopByHop))
                .packet(ip6(60, 1, 2, join(hex("1100 0104 00000000"), datagram)))
                .packet(ip6(44, 1, 2, join(hex("1100 0001 12345678"), datagram)))
                .packet(ip6(44, 1, 2, join(hex("1100 0010 12345678"), datagram)))
                .packet(ip6(59, 1, 2, NONE))
                .packet(ip6(200, 1, 2, new byte[5])));
    }

    @Test
    void lengthsThatLie() {
        byte[] datagram = ip4(17, "10.0.0.1", "10.0.0.2", udp(5000, 5001, ascii("hello")));
        byte[] padded = join(datagram, new byte[20]);
        byte[] longer = datagram.clone();
        longer[3] = (byte) (longer[3] + 9);
        byte[] shortHeader = datagram.clone();
        shortHeader[0] = 0x44;
        byte[] shortUdp = datagram.clone();
        shortUdp[25] = 3;
        byte[] longUdp = datagram.clone();
        longUdp[25] = (byte) (longUdp[25] + 7);
        byte[] noLength = datagram.clone();
        noLength[3] = 0;
        assertSameLines(Capture.of(Capture.ETHERNET)
                .packet(ethernet(0x0800, padded))
                .packet(ethernet(0x0800, longer))
                .packet(ethernet(0x0800, shortHeader))
                .packet(ethernet(0x0800, shortUdp))
                .packet(ethernet(0x0800, longUdp))
                .packet(ethernet(0x0800, noLength)));
    }

    @Test
    void tcpOptions() {
        Capture capture = Capture.of(Capture.RAW);
        List<String> options = List.of(
                "020405b4 01030307 0402 080a 0000000100000002 0000",
                "0101 050a 0000000500000009",
                "0101 0512 0000000500000009 0000001000000020",
                "1c04 8005",
                "fd04 abcd",
                "0204",
                "02ff 05b4",
                "0201 0000",
                "0305 0701 0101 0000");
        for (String option : options) {
            byte[] bytes = hex(option);
            byte[] padded = join(bytes, new byte[(4 - bytes.length % 4) % 4]);
            capture.packet(ip4(6, "10.0.0.1", "10.0.0.2", tcp(4000, 9, ".", 5, 7, padded, NONE)));
        }
        assertFalse(Tcpdump.lines(capture.bytes()).isEmpty());
        assertSameLines(capture);
    }

    @Test
    void everyTcpFlagAndRelativeNumbers() {
        Capture capture = Capture.of(Capture.RAW);
        List.of("S", "S.", ".", "P.", "F.", "R", "R.", "FSRP.UEW", "", "U.").forEach(flags -> {
            capture.packet(ip4(
                    6,
                    "10.0.0.1",
                    "10.0.0.2",
                    tcp(4000, 9, flags, 0xffff_fff0L, 77, NONE, ascii("0123456789abcdefXYZ"))));
            capture.packet(ip4(6, "10.0.0.2", "10.0.0.1", tcp(9, 4000, flags, 76, 0xffff_fff1L, NONE, NONE)));
        });
        assertSameLines(capture);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /hello.txt HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /no-end HTTP/1.1\n",
                "GET /cut HTTP/1.1",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.0 404 File not found\r\n",
                "HTTP/1.1 200 \u0001\r\n",
                "just some body\r\n",
                "<html>",
                "PROPFIND /dav HTTP/1.1\r\n"
            })
    void http(String payload) {
        assertSameLines(Capture.of(Capture.RAW).packet(httpRequest(payload)));
    }

    @Test
    void packetsCutByTheSnapLength() {
        byte[] request = loopback(0x0800, httpRequest("GET /hello.txt HTTP/1.1\r\nHost: example\r\n\r\n"));
        byte[] datagram = loopback(0x86dd, ip6(17, 1, 2, udp(5000, 5001, ascii("hello"))));
        for (int snap = 1; snap < request.length + 1; snap++) {
            Capture capture =
                    Capture.cutAt(snap, Capture.ETHERNET).packet(request).packet(datagram);
            assertSameLines(capture);
        }
    }

    private static byte[] httpRequest(String payload) {
        return ip4(
                6,
                "10.0.0.1",
                "10.0.0.2",
                tcp(40_000, 8080, "P.", 1, 1, hex("0101 080a 00000001 00000002"), ascii(payload)));
    }

    private static byte[] fromServer(byte[] message) {
        return ip4(1, "10.0.0.2", "10.0.0.1", message);
    }

    private static void assertSameLines(Capture capture) {
        assertSameLines(capture.bytes());
    }

    private static void assertSameLines(byte[] file) {
        Analyser analyser = new Analyser(1000, Tcpdump.interfaceNames());
        analyser.accept(ByteBuffer.wrap(file));
        List<String> expected = Tcpdump.lines(file);
        String lines = String.join("\n", analyser.report().excerpt());
        assertFalse(expected.isEmpty(), "tcpdump reads the file");
        // what differs are the quotation marks around text from the network
        assertEquals(String.join("\n", expected), lines.replace("\"", ""));
    }
}
