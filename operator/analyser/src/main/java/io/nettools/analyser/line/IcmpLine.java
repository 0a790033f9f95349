package io.nettools.analyser.line;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Datagram;

/**
 * ICMP, as print-icmp.c (RFC 792):
 * {@code 0 type | 1 code | 4 identifier or other | 6 sequence number or MTU | 8 the quoted packet}.
 */
final class IcmpLine {
    private static final int ABOUT = 8;
    private static final int ABOUT_PROTOCOL = ABOUT + 9;
    private static final int ABOUT_DESTINATION = ABOUT + 16;

    private IcmpLine() {}

    /** @param length of the message by the IP header */
    static void write(Line line, int at, int length) {
        int type = line.bytes().u8(at);
        if (!line.has(at, needed(type))) {
            line.truncated("icmp");
            return;
        }
        line.add("ICMP ");
        switch (type) {
            case 0, 8 -> writeEcho(line, at, type == 8 ? "request" : "reply");
            case 3 -> writeUnreachable(line, at);
            case 5 -> writeRedirect(line, at);
            case 11 -> line.add(exceeded(line.bytes().u8(at + 1)));
            default -> line.add(name(type));
        }
        line.add(", length ").add(length);
    }

    private static int needed(int type) {
        return switch (type) {
            case 0, 8 -> 8;
            case 3, 5, 11 -> ABOUT_DESTINATION + 4;
            default -> 2;
        };
    }

    private static void writeEcho(Line line, int at, String kind) {
        Bytes bytes = line.bytes();
        line.add("echo ")
                .add(kind)
                .add(", id ")
                .add(bytes.u16(at + 4))
                .add(", seq ")
                .add(bytes.u16(at + 6));
    }

    private static void writeUnreachable(Line line, int at) {
        int code = line.bytes().u8(at + 1);
        String before =
                switch (code) {
                    case 0, 6, 9, 11 -> "net ";
                    case 1, 7, 10, 12, 13, 14, 15 -> "host ";
                    default -> "";
                };
        line.add(before).addIp4(at + ABOUT_DESTINATION);
        switch (code) {
            case 2 ->
                line.add(" protocol ").add(line.bytes().u8(at + ABOUT_PROTOCOL)).add(" unreachable");
            case 3 -> writePort(line, at);
            case 4 -> writeMtu(line, line.bytes().u16(at + 6));
            default -> line.add(unreachable(code));
        }
    }

    private static void writePort(Line line, int at) {
        Bytes bytes = line.bytes();
        int protocol = bytes.u8(at + ABOUT_PROTOCOL);
        int port = bytes.u16(at + ABOUT + (bytes.u8(at + ABOUT) & 15) * 4 + 2);
        switch (protocol) {
            case Datagram.TCP -> line.add(" tcp");
            case Datagram.UDP -> line.add(" udp");
            default -> line.add(" protocol ").add(protocol);
        }
        line.add(" port ").add(port).add(" unreachable");
    }

    private static void writeMtu(Line line, int mtu) {
        line.add(" unreachable - need to frag").add(mtu == 0 ? "" : " (mtu " + mtu + ")");
    }

    private static String unreachable(int code) {
        return switch (code) {
            case 0, 1 -> " unreachable";
            case 5 -> " unreachable - source route failed";
            case 6, 7 -> " unreachable - unknown";
            case 8 -> " unreachable - source host isolated";
            case 9, 10 -> " unreachable - admin prohibited";
            case 11, 12 -> " unreachable - tos prohibited";
            case 13 -> " unreachable - admin prohibited filter";
            case 14 -> " unreachable - host precedence violation";
            case 15 -> " unreachable - precedence cutoff";
            default -> " unreachable - #" + code;
        };
    }

    private static void writeRedirect(Line line, int at) {
        int code = line.bytes().u8(at + 1);
        String kind =
                switch (code) {
                    case 0, 1 -> "redirect ";
                    case 2, 3 -> "redirect-tos ";
                    default -> "redirect-#" + code + " ";
                };
        String to =
                switch (code) {
                    case 0, 2 -> " to net ";
                    case 1, 3 -> " to host ";
                    default -> " to ";
                };
        line.add(kind).addIp4(at + ABOUT_DESTINATION).add(to).addIp4(at + 4);
    }

    private static String exceeded(int code) {
        return switch (code) {
            case 0 -> "time exceeded in-transit";
            case 1 -> "ip reassembly time exceeded";
            default -> "time exceeded-#" + code;
        };
    }

    private static String name(int type) {
        return switch (type) {
            case 4 -> "source quench";
            case 10 -> "router solicitation";
            default -> "type-#" + type;
        };
    }
}
