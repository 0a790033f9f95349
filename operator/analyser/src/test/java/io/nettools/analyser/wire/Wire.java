package io.nettools.analyser.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/** Headers as bytes, from what a test wants to say about them; each method puts its header in front of a payload. */
public final class Wire {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private Wire() {}

    /** Bytes written as hex digits; blanks are for the reader. */
    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Network byte order. */
    public static byte[] u16(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    public static byte[] u32(long value) {
        return join(u16((int) (value >> 16)), u16((int) value));
    }

    /** An Ethernet frame of the loopback interface: no addresses. */
    public static byte[] loopback(int type, byte[] payload) {
        return join(new byte[12], u16(type), payload);
    }

    /** An Ethernet frame between two machines. */
    public static byte[] ethernet(int type, byte[] payload) {
        return join(hex("0a580a80022b 0a580a800201"), u16(type), payload);
    }

    /** A VLAN tag and what it carries, to be put behind the type 0x8100 or 0x88a8. */
    public static byte[] vlan(int id, int type, byte[] payload) {
        return join(u16(id), u16(type), payload);
    }

    public static byte[] cooked(int packetType, int hardware, int type, byte[] payload) {
        return join(u16(packetType), u16(hardware), hex("0006 0a580a800201 0000"), u16(type), payload);
    }

    public static byte[] cooked2(int index, int packetType, int hardware, int type, byte[] payload) {
        byte[] middle = new byte[] {(byte) packetType, 6};
        return join(u16(type), u16(0), u32(index), u16(hardware), middle, hex("0a580a800201 0000"), payload);
    }

    public static byte[] address(String dotted) {
        byte[] bytes = new byte[4];
        String[] parts = dotted.split("\\.", -1);
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }

    public static byte[] ip4(int protocol, String source, String destination, byte[] payload) {
        return ip4(protocol, 0x4000, source, destination, new byte[0], payload);
    }

    /** With flags and fragment offset as on the wire, and options (a multiple of four bytes). */
    public static byte[] ip4(
            int protocol, int fragment, String source, String destination, byte[] options, byte[] payload) {
        int headerLength = 20 + options.length;
        byte[] first = new byte[] {(byte) (0x40 | headerLength / 4), 0};
        byte[] middle = new byte[] {64, (byte) protocol};
        return join(
                join(
                        first,
                        u16(headerLength + payload.length),
                        u16(identification(protocol, fragment)),
                        u16(fragment),
                        middle,
                        u16(0)),
                join(address(source), address(destination), options, payload));
    }

    /** As Linux counts it up for each packet of a TCP connection; the fragments of a datagram have the same. */
    private static int identification(int protocol, int fragment) {
        return protocol == 6 && (fragment & 0x3fff) == 0 ? (COUNTER.incrementAndGet() & 0x7fff) + 0x8000 : 0x4d1c;
    }

    /** Between the addresses {@code fd00::source} and {@code fd00::destination}. */
    public static byte[] ip6(int next, int source, int destination, byte[] payload) {
        byte[] prefix = hex("fd00 0000 0000 0000 0000 0000 0000");
        byte[] middle = new byte[] {(byte) next, 64};
        return join(
                join(hex("60000000"), u16(payload.length), middle),
                join(prefix, u16(source), prefix, u16(destination), payload));
    }

    public static byte[] udp(int source, int destination, byte[] payload) {
        return join(u16(source), u16(destination), u16(8 + payload.length), u16(0), payload);
    }

    /** A TCP header whose flags are given as tcpdump writes them, with options (a multiple of four bytes). */
    public static byte[] tcp(
            int source, int destination, String flags, long sequence, long ack, byte[] options, byte[] payload) {
        int bits = flags.chars().map(flag -> 1 << "FSRP.UEW".indexOf(flag)).sum();
        byte[] offset = new byte[] {(byte) ((5 + options.length / 4) << 4), (byte) bits};
        return join(
                join(u16(source), u16(destination), u32(sequence), u32(ack), offset),
                join(u16(512), u16(0), u16(0), options, payload));
    }

    public static byte[] icmp(int type, int code, long rest, byte[] payload) {
        return join(new byte[] {(byte) type, (byte) code}, u16(0), u32(rest), payload);
    }

    /** An IPv4 fragment of datagram {@code id} at an offset that is a multiple of eight. */
    public static byte[] fragment4(int id, int protocol, int offset, boolean more, byte[] content) {
        byte[] datagram = ip4(protocol, offset / 8 | (more ? 0x2000 : 0), "10.0.0.1", "10.0.0.2", new byte[0], content);
        datagram[4] = (byte) (id >> 8);
        datagram[5] = (byte) id;
        return datagram;
    }

    /** An IPv6 fragment of datagram {@code id}, between {@code fd00::1} and {@code fd00::2}. */
    public static byte[] fragment6(int id, int next, int offset, boolean more, byte[] content) {
        byte[] header = join(new byte[] {(byte) next, 0}, u16(offset | (more ? 1 : 0)), u32(id));
        return ip6(44, 1, 2, join(header, content));
    }

    /** A VXLAN header and what it carries, to be put in UDP. */
    public static byte[] vxlan(int vni, byte[] frame) {
        return join(hex("08000000"), u32((long) vni << 8), frame);
    }

    /** A Geneve header with options (a multiple of four bytes) and what it carries. */
    public static byte[] geneve(int vni, int type, byte[] options, byte[] payload) {
        byte[] first = new byte[] {(byte) (options.length / 4), 0};
        return join(first, u16(type), u32((long) vni << 8), options, payload);
    }

    /** A GRE header with the fields that its flags ask for, and what it carries. */
    public static byte[] gre(int flags, int type, byte[] fields, byte[] payload) {
        return join(u16(flags), u16(type), fields, payload);
    }

    /** An ARP packet between Ethernet stations, whose MAC addresses end in a byte of their own. */
    public static byte[] arp(int operation, int senderMac, String sender, int targetMac, String target) {
        return join(
                join(hex("0001 0800 06 04"), u16(operation)),
                join(mac(senderMac), address(sender), mac(targetMac), address(target)));
    }

    /** {@code 0a:58:0a:80:02:xx}; all zero for 0. */
    public static byte[] mac(int last) {
        return last == 0 ? new byte[6] : join(hex("0a580a8002"), new byte[] {(byte) last});
    }
}
