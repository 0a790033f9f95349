package io.nettools.analyser.line;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Datagram;

/**
 * ICMPv6, as print-icmp6.c (RFC 4443, RFC 4861, RFC 3810):
 * {@code 0 type | 1 code | 4 identifier, MTU or other | 6 sequence number | 8 target or the quoted packet}.
 */
final class Icmp6Line {
    private static final int TARGET = 8;
    private static final int ABOUT = 8;
    private static final int ABOUT_SOURCE = ABOUT + 8;
    private static final int ABOUT_DESTINATION = ABOUT + 24;
    private static final int ABOUT_PAYLOAD = ABOUT + 40;

    private Icmp6Line() {}

    /** @param length of the message by the IP header */
    static void write(Line line, int at, int length) {
        if (length == 0) {
            line.add("ICMP6, length 0 (invalid)");
            return;
        }
        int type = line.bytes().u8(at);
        if (!line.has(at, 2)) {
            line.truncated("icmp6");
            return;
        }
        line.add("ICMP6, ").add(name(type));
        boolean aboutPort = type == 1 && line.bytes().u8(at + 1) == 4;
        line.add(aboutPort ? ", unreachable port" : "");
        if (!line.has(at, needed(type)) || (aboutPort && !namesPort(line, at))) {
            line.truncated("icmp6");
            return;
        }
        writeBody(line, at, type);
        line.add(", length ").add(length);
    }

    private static String name(int type) {
        return switch (type) {
            case 1 -> "destination unreachable";
            case 2 -> "packet too big";
            case 3 -> "time exceeded in-transit";
            case 4 -> "parameter problem";
            case 128 -> "echo request";
            case 129 -> "echo reply";
            case 130 -> "multicast listener query";
            case 131 -> "multicast listener report";
            case 132 -> "multicast listener done";
            case 133 -> "router solicitation";
            case 134 -> "router advertisement";
            case 135 -> "neighbor solicitation";
            case 136 -> "neighbor advertisement";
            case 137 -> "redirect";
            case 143 -> "multicast listener report v2";
            default -> "unknown icmp6 type (" + type + ")";
        };
    }

    /** Bytes that {@link #writeBody} reads. */
    private static int needed(int type) {
        return switch (type) {
            case 1, 4 -> ABOUT_PAYLOAD;
            case 3 -> ABOUT_DESTINATION + 16;
            case 2, 128, 129, 143 -> 8;
            case 131, 132, 135, 136 -> TARGET + 16;
            case 137 -> TARGET + 32;
            default -> 2;
        };
    }

    private static void writeBody(Line line, int at, int type) {
        Bytes bytes = line.bytes();
        switch (type) {
            case 1 -> writeUnreachable(line, at);
            case 2 -> line.add(", mtu ").add(bytes.u32(at + 4));
            case 3 -> writeExceeded(line, at);
            case 4 -> line.add(problem(bytes.u8(at + 1))).add(bytes.u32(at + 4));
            case 128, 129 ->
                line.add(", id ").add(bytes.u16(at + 4)).add(", seq ").add(bytes.u16(at + 6));
            case 131, 132 ->
                line.add("max resp delay: ")
                        .add(bytes.u16(at + 4))
                        .add(" addr: ")
                        .addIp6(at + TARGET);
            case 135 -> line.add(", who has ").addIp6(at + TARGET);
            case 136 -> line.add(", tgt is ").addIp6(at + TARGET);
            case 137 -> line.add(", ").addIp6(at + TARGET + 16).add(" to ").addIp6(at + TARGET);
            case 143 -> line.add(", ").add(bytes.u16(at + 6)).add(" group record(s)");
            default -> line.add("");
        }
    }

    private static void writeUnreachable(Line line, int at) {
        int code = line.bytes().u8(at + 1);
        switch (code) {
            case 0 -> line.add(", unreachable route ").addIp6(at + ABOUT_DESTINATION);
            case 1 -> line.add(",  unreachable prohibited ").addIp6(at + ABOUT_DESTINATION);
            case 2 -> {
                line.add(", beyond scope ").addIp6(at + ABOUT_DESTINATION);
                line.add(", source address ").addIp6(at + ABOUT_SOURCE);
            }
            case 3 -> line.add(", unreachable address ").addIp6(at + ABOUT_DESTINATION);
            case 4 -> writePort(line, at);
            default -> line.add(", unknown unreach code (").add(code).add(")");
        }
    }

    /** Whether the quoted packet has ports and no extension headers, which is usual. */
    private static boolean namesPort(Line line, int at) {
        int protocol = line.bytes().u8(at + ABOUT + 6);
        return (protocol == Datagram.TCP || protocol == Datagram.UDP) && line.has(at + ABOUT_PAYLOAD, 4);
    }

    private static void writePort(Line line, int at) {
        int protocol = line.bytes().u8(at + ABOUT + 6);
        line.add(", ").addIp6(at + ABOUT_DESTINATION).add(protocol == Datagram.TCP ? " tcp" : " udp");
        line.add(" port ").add(line.bytes().u16(at + ABOUT_PAYLOAD + 2));
    }

    private static void writeExceeded(Line line, int at) {
        int code = line.bytes().u8(at + 1);
        switch (code) {
            case 0 -> line.add(" for ").addIp6(at + ABOUT_DESTINATION);
            case 1 -> line.add(" (reassembly)");
            default -> line.add(", unknown code (").add(code).add(")");
        }
    }

    private static String problem(int code) {
        return switch (code) {
            case 0 -> ", erroneous - octet ";
            case 1 -> ", next header - octet ";
            case 2 -> ", option - octet ";
            default -> ", code-#" + code + " ";
        };
    }
}
