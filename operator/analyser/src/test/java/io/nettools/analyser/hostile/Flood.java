package io.nettools.analyser.hostile;

import static io.nettools.analyser.wire.Wire.ascii;
import static io.nettools.analyser.wire.Wire.hex;
import static io.nettools.analyser.wire.Wire.ip4;
import static io.nettools.analyser.wire.Wire.ip6;
import static io.nettools.analyser.wire.Wire.join;
import static io.nettools.analyser.wire.Wire.tcp;
import static io.nettools.analyser.wire.Wire.u16;
import static io.nettools.analyser.wire.Wire.u32;
import static io.nettools.analyser.wire.Wire.udp;

import java.util.function.IntFunction;

/** Endless packets of one kind; each is made of its number, so that no two are the same. */
@SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing
enum Flood {
    /** A SYN from another address each. */
    SpoofedFlows(i -> syn(address(i), 1024 + i % 50_000, i)),
    /** Another datagram from another IPv6 address each. */
    SpoofedDatagrams(i -> ip6(17, i & 0xffff, i >>> 16, udp(i % 60_000, 53, u32(i)))),
    /** Connections that answer, so that each is more than a SYN. */
    Handshakes(i -> i % 2 == 0 ? syn(address(i / 2), 9, i) : synAck(address(i / 2), 9, i)),
    /** First fragments of datagrams that never end. */
    FirstFragments(i -> fragment(address(i), i, 0x2000, 64)),
    /** Later fragments of datagrams that never began. */
    LaterFragments(i -> fragment(address(i / 8), i / 8, 0x2000 | 3 + i % 8 * 7, 40)),
    /** Fragments of one datagram, over and over each other. */
    OverlappingFragments(i -> fragment("10.0.0.1", 7, 0x2000 | i * 31 % 8000, 300)),
    /** A fragment of each IPv6 packet. */
    Fragments6(i -> ip6(44, 1, 2, join(hex("1100 0001"), u32(i), new byte[64]))),
    /** One connection, each segment behind a gap. */
    Gaps(i -> data(40_000, 2_000_003L * i, "x")),
    /** One connection, from behind to before. */
    Backwards(i -> data(40_000, 4_000_000_000L - 1000L * i, "some bytes")),
    /** Many connections, all with gaps. */
    GapsEverywhere(i -> data(port(i), 100L * turn(i) * (i % 7), "some bytes")),
    /** Heads of requests that do not end. */
    OpenHeads(i -> data(port(i), 26L * turn(i), turn(i) == 0 ? "GET /" + "a".repeat(21) : "b".repeat(26))),
    /** Requests that nobody answers, with names to trouble a terminal. */
    HostileRequests(i -> data(port(i), 300L * turn(i), request(i))),
    /** Requests with long paths that nobody answers, many on each connection. */
    OpenRequests(i -> data(port(i), 300L * turn(i), "GET /" + "a".repeat(282) + " HTTP/1.1\r\n\r\n")),
    /** Queries of other numbers and names that nobody answers. */
    DnsQueries(i -> ip4(17, "10.0.0.1", "10.0.0.2", udp(port(i), 53, query(i, 0x0100)))),
    /** Answers that nobody asked for. */
    DnsAnswers(i -> ip4(17, "10.0.0.2", "10.0.0.1", udp(53, 5353, query(i, 0x8180)))),
    /** Hellos of TLS that promise more than comes. */
    OpenHellos(i -> data443(port(i), 105L * turn(i), hello(i))),
    /** Logins to Redis that promise more than comes. */
    OpenLogins(i -> data(port(i), 44L * turn(i), login(i))),
    /** Errors of Redis that nobody asked for, on many connections. */
    RedisErrors(Flood::redisError),
    /** ICMP errors about flows that nobody saw. */
    IcmpErrors(i -> ip4(1, address(i), "10.0.0.2", join(hex("0301 0000 00000000"), syn(address(i * 7), 80, i)))),
    /** Tunnels in tunnels. */
    NestedTunnels(Flood::nested),
    /** Protocols that have no ports. */
    OtherProtocols(i -> ip4(i & 255, address(i), "10.0.0.2", u32(i)));

    /** So few that the table holds all of them, with what is kept about each. */
    private static final int CONNECTIONS = 8_000;

    private static final byte[] NONE = {};

    private final IntFunction<byte[]> packet;

    Flood(IntFunction<byte[]> packet) {
        this.packet = packet;
    }

    /** The IP packet of that number. */
    byte[] packet(int number) {
        return packet.apply(number);
    }

    private static int port(int i) {
        return 1024 + i % CONNECTIONS;
    }

    /** How often a connection has spoken before. */
    private static int turn(int i) {
        return i / CONNECTIONS;
    }

    private static String address(int i) {
        return (11 + (i >>> 24)) + "." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255);
    }

    private static byte[] syn(String from, int port, int sequence) {
        return ip4(6, from, "10.0.0.2", tcp(port, 9000, "S", sequence, 0, NONE, NONE));
    }

    private static byte[] synAck(String to, int port, int sequence) {
        return ip4(6, "10.0.0.2", to, tcp(9000, port, "S.", sequence, sequence, NONE, NONE));
    }

    private static byte[] fragment(String from, int id, int offset, int length) {
        byte[] packet = ip4(17, offset, from, "10.0.0.2", NONE, new byte[length]);
        packet[4] = (byte) (id >> 8);
        packet[5] = (byte) id;
        return packet;
    }

    private static byte[] data(int port, long sequence, String payload) {
        return ip4(6, "10.0.0.1", "10.0.0.2", tcp(port, 80, "P.", sequence, 1, NONE, ascii(payload)));
    }

    private static byte[] data443(int port, long sequence, byte[] payload) {
        return ip4(6, "10.0.0.1", "10.0.0.2", tcp(port, 443, "P.", sequence, 1, NONE, payload));
    }

    private static String request(int i) {
        return ("GET /\u001b[2J\u001b]0;" + i + "\u0007\u009b31m\u0000\\x1b?" + "\u00ff".repeat(270)
                        + " HTTP/1.1\r\n\r\n")
                .substring(0, 300);
    }

    /** A name of four labels, all of them control characters and high bytes. */
    private static byte[] query(int i, int flags) {
        byte[] label = join(new byte[] {60}, u32(i), ascii("\u001b[2J\u0000.\\\u009b"), new byte[48]);
        return join(
                u16(i), u16(flags), hex("0001 0000 0000 0000"), join(label, label, label, label), hex("00 0001 0001"));
    }

    /** Begins a ClientHello of 16,000 bytes; what comes after it is more of it. */
    private static byte[] hello(int i) {
        return turn(i) == 0
                ? join(hex("16 0301 3e80 01 003e7c 0303"), u32(i), new byte[91])
                : join(u32(i), new byte[101]);
    }

    /** Begins a command with a user of its own; what comes after it is more of its password. */
    private static String login(int i) {
        return turn(i) == 0 ? String.format("*3\r\n$4\r\nAUTH\r\n$8\r\n%08d\r\n$999999\r\n12", i) : "3".repeat(44);
    }

    /** A client's first command, and then nothing but errors. */
    private static byte[] redisError(int i) {
        return turn(i) == 0
                ? data(port(i), 0, String.format("*3\r\n$4\r\nAUTH\r\n$8\r\n%08d\r\n$1\r\nx\r\n", i))
                : ip4(6, "10.0.0.2", "10.0.0.1", tcp(80, port(i), "P.", 30L * turn(i), 1, NONE, ascii(refusal(i))));
    }

    private static String refusal(int i) {
        return turn(i) % 2 == 0 ? "-WRONGPASS \u001b[2J 4567890123\r\n" : "-NOPERM \u001b[2J 4567890123456\r\n";
    }

    private static byte[] nested(int i) {
        byte[] packet = syn(address(i), 80, i);
        for (int depth = 0; depth < 20; depth++) {
            packet = ip4(
                    depth % 2 == 0 ? 4 : 47,
                    address(i + depth),
                    "10.0.0.2",
                    depth % 2 == 0 ? packet : join(hex("0000 0800"), packet));
        }
        return packet;
    }
}
