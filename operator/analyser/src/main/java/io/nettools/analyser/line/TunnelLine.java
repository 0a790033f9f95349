package io.nettools.analyser.line;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Frame;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.tunnel.TunnelPorts;

/** Tunnel headers, as print-gre.c, print-geneve.c and print-vxlan.c; the inner packet follows on the same line. */
final class TunnelLine {
    private static final int CHECKSUM = 0x8000;
    private static final int ROUTING = 0x4000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    private static final int VERSION = 7;
    private static final int[] GRE_FIELDS = {CHECKSUM, KEY, SEQUENCE};
    private static final int FIELD = 4;

    private static final int UDP_TUNNEL_HEADER = 8;
    private static final int VXLAN_IDENTIFIED = 0x08;
    private static final int ETHERNET_HEADER = 14;
    private static final int ETHERNET_TYPE = 12;

    private TunnelLine() {}

    /** @param length of header and content by the IP header */
    static void writeGre(Line line, IpLine ip, int at, int length) {
        int flags = line.bytes().u16(at);
        if (!line.has(at, FIELD)) {
            line.truncated("gre");
            return;
        }
        line.add("GREv").add(flags & VERSION);
        if ((flags & (VERSION | ROUTING)) != 0) {
            line.add(", length ").add(length);
            return;
        }
        int next = at + FIELD;
        for (int flag : GRE_FIELDS) {
            if ((flags & flag) != 0 && !line.has(next, FIELD)) {
                line.truncated("gre");
                return;
            }
            if ((flags & flag) != 0) {
                writeField(line, flag, next);
                next += FIELD;
            }
        }
        line.add(", length ").add(length).add(": ");
        writeContent(line, ip, line.bytes().u16(at + 2), next, at + length, "gre");
    }

    private static void writeField(Line line, int flag, int at) {
        Bytes bytes = line.bytes();
        switch (flag) {
            case CHECKSUM -> line.add(", off 0x").addHex(bytes.u16(at + 2), 1);
            case KEY -> line.add(", key=0x").addHex(bytes.i32(at), 1);
            default -> line.add(", seq ").addUnsigned(bytes.i32(at));
        }
    }

    /**
     * Writes the payload of a UDP datagram, if it is a tunnel's.
     *
     * @param length of the payload
     * @return whether it is a tunnel's
     */
    static boolean writeInUdp(Line line, IpLine ip, int port, int at, int length) {
        if (!line.has(at, UDP_TUNNEL_HEADER)) {
            return false;
        }
        return switch (port) {
            case TunnelPorts.VXLAN, TunnelPorts.LINUX_VXLAN -> writeVxlan(line, ip, at, length);
            case TunnelPorts.GENEVE -> writeGeneve(line, ip, at, length);
            default -> false;
        };
    }

    private static boolean writeVxlan(Line line, IpLine ip, int at, int length) {
        Bytes bytes = line.bytes();
        if (bytes.u8(at) != VXLAN_IDENTIFIED) {
            return false;
        }
        line.add("VXLAN, flags [I] (0x08), vni ").add(bytes.i32(at + 4) >>> 8).add(": ");
        writeContent(line, ip, Packet.ETHERNET, at + UDP_TUNNEL_HEADER, at + length, "vxlan");
        return true;
    }

    private static boolean writeGeneve(Line line, IpLine ip, int at, int length) {
        Bytes bytes = line.bytes();
        int options = (bytes.u8(at) & 0x3f) * 4;
        if (bytes.u8(at) >> 6 != 0 || !line.has(at, UDP_TUNNEL_HEADER + options)) {
            return false;
        }
        int flags = bytes.u8(at + 1);
        String names = ((flags & 0x80) != 0 ? "O" : "") + ((flags & 0x40) != 0 ? "C" : "");
        line.add("Geneve, Flags [").add(names.isEmpty() ? "none" : names);
        line.add("], vni 0x").addHex(bytes.i32(at + 4) >>> 8, 1);
        line.add(options > 0 ? ", options [" + options + " bytes]" : "").add(": ");
        writeContent(line, ip, bytes.u16(at + 2), at + UDP_TUNNEL_HEADER + options, at + length, "geneve");
        return true;
    }

    private static void writeContent(Line line, IpLine ip, int type, int at, int end, String carrier) {
        boolean ethernet = type == Packet.ETHERNET;
        int inner = ethernet ? line.bytes().u16(at + ETHERNET_TYPE) : type;
        int content = ethernet ? at + ETHERNET_HEADER : at;
        switch (inner) {
            case Frame.IP4 -> ip.writeIp4(line, content, end - content);
            case Frame.IP6 -> ip.writeIp6(line, content, end - content);
            case Frame.ARP -> ArpLine.write(line, content, end - content);
            default -> line.add(carrier).add("-proto-0x").addHex(inner, 1);
        }
    }
}
