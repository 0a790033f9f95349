package io.nettools.analyser.truth;

import static io.nettools.analyser.wire.Wire.ethernet;
import static io.nettools.analyser.wire.Wire.hex;
import static io.nettools.analyser.wire.Wire.ip4;
import static io.nettools.analyser.wire.Wire.ip6;
import static io.nettools.analyser.wire.Wire.join;
import static io.nettools.analyser.wire.Wire.udp;
import static io.nettools.analyser.wire.Wire.vlan;

import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Records;
import io.nettools.analyser.wire.Talk;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What this machine's kernel may not be able to make: an HTTP exchange in every wrapping, and what TCP seldom does.
 *
 * @param shows the {@link Field} of which tshark must have found something
 */
record Made(String name, String shows, Capture capture) {
    private static final int BSD_NULL = 0;
    private static final int BSD_LOOP = 108;
    private static final int RAW_IP4 = 228;

    @Override
    public String toString() {
        return name;
    }

    static List<Made> all() {
        return Stream.of(links(), networks(), tunnels(), MadeTcp.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Made> links() {
        return List.of(
                wrapped("VLAN", Capture.ETHERNET, ip -> ethernet(0x8100, vlan(5, 0x0800, ip))),
                wrapped("QinQ", Capture.ETHERNET, ip -> ethernet(0x88a8, vlan(5, 0x8100, vlan(6, 0x0800, ip)))),
                wrapped("padded Ethernet", Capture.ETHERNET, ip -> Arrays.copyOf(ethernet(0x0800, ip), 14 + 200)),
                wrapped("BSD null", BSD_NULL, ip -> join(hex("02000000"), ip)),
                wrapped("BSD loop", BSD_LOOP, ip -> join(hex("00000002"), ip)),
                wrapped("raw IPv4", RAW_IP4, ip -> ip));
    }

    private static List<Made> networks() {
        return List.of(
                wrapped("IPv4 options", Capture.RAW, ip -> {
                    byte[] turned = ip[12 + 3] == 1
                            ? ip4Options("10.0.0.1", "10.0.0.2", ip)
                            : ip4Options("10.0.0.2", "10.0.0.1", ip);
                    return turned;
                }),
                wrapped("IPv6 extension headers", Capture.RAW, ip -> {
                    byte[] options = join(hex("3c00 0104 00000000"), hex("0600 0104 00000000"), segment(ip));
                    return ip[15] == 1 ? ip6(0, 1, 2, options) : ip6(0, 2, 1, options);
                }));
    }

    private static byte[] ip4Options(String source, String destination, byte[] ip) {
        return ip4(6, 0x4000, source, destination, hex("94040000"), segment(ip));
    }

    private static byte[] segment(byte[] ip) {
        return Arrays.copyOfRange(ip, 20, ip.length);
    }

    private static List<Made> tunnels() {
        return List.of(
                wrapped("IP-in-IP", Capture.RAW, ip -> ip4(4, "192.0.2.1", "192.0.2.2", ip)),
                wrapped("IPv4 in IPv6", Capture.RAW, ip -> ip6(4, 1, 2, ip)),
                wrapped("GRE", Capture.RAW, ip -> ip4(47, "192.0.2.1", "192.0.2.2", join(hex("0000 0800"), ip))),
                wrapped(
                        "GRE with a key",
                        Capture.RAW,
                        ip -> ip4(47, "192.0.2.1", "192.0.2.2", join(hex("2000 0800 00000007"), ip))),
                wrapped(
                        "VXLAN",
                        Capture.RAW,
                        ip -> datagram(4789, join(hex("08000000 00000700"), ethernet(0x0800, ip)))),
                wrapped(
                        "VLAN in VXLAN",
                        Capture.RAW,
                        ip -> datagram(4789, join(hex("08000000 00000700"), ethernet(0x8100, vlan(9, 0x0800, ip))))),
                wrapped(
                        "Geneve",
                        Capture.RAW,
                        ip -> datagram(6081, join(hex("0000 6558 000007 00"), ethernet(0x0800, ip)))),
                wrapped(
                        "Geneve with options",
                        Capture.RAW,
                        ip -> datagram(
                                6081, join(hex("0200 6558 000007 00 0102 80 01 00000001"), ethernet(0x0800, ip)))));
    }

    private static byte[] datagram(int port, byte[] payload) {
        return ip4(17, "192.0.2.1", "192.0.2.2", udp(50_000, port, payload));
    }

    private static Made wrapped(String name, int link, UnaryOperator<byte[]> wrapping) {
        Capture capture = Capture.of(link);
        Talk talk = new Talk()
                .handshake()
                .asks("GET /page HTTP/1.1\r\nHost: x\r\n\r\n")
                .answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
                .clientEnds()
                .serverEnds();
        Records.of(talk.capture().bytes()).forEach(ip -> capture.packet(wrapping.apply(ip)));
        return new Made(name, "exchanges", capture);
    }
}
