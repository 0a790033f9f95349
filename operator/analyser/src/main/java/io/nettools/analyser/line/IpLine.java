package io.nettools.analyser.line;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Datagram;

/** IP headers, as print-ip.c, print-ip6.c, print-frag6.c, print-ip6opts.c and print-ip-demux.c. */
final class IpLine {
    private static final int IP4_HEADER = 20;
    private static final int IP6_HEADER = 40;
    private static final int MOST_EXTENSIONS = 16;

    private static final int HOP_BY_HOP = 0;
    private static final int FRAGMENT = 44;
    private static final int IP4_IN = 4;
    private static final int IP6_IN = 41;
    private static final int GRE = 47;
    private static final int NO_NEXT_HEADER = 59;
    private static final int DESTINATION = 60;

    private final TcpLine tcp = new TcpLine();

    /** @param length of the datagram on the wire */
    void writeIp4(Line line, int at, int length) {
        Bytes bytes = line.bytes();
        if (!line.has(at, 1)) {
            line.truncated("ip");
            return;
        }
        int version = bytes.u8(at) >> 4;
        if (version != 4) {
            line.add(version == 6 ? "IP6, wrong link-layer encapsulation (invalid)" : "IP" + version + " (invalid)");
            return;
        }
        line.add("IP ");
        int headerLength = (bytes.u8(at) & 15) * 4;
        if (!line.has(at, IP4_HEADER)) {
            line.truncated("ip");
        } else if (length < IP4_HEADER) {
            line.add("truncated-ip ").add(length);
        } else if (headerLength < IP4_HEADER) {
            line.add("bad-hlen ").add(headerLength);
        } else {
            writeIp4Body(line, at, headerLength, length);
        }
    }

    private void writeIp4Body(Line line, int at, int headerLength, int wireLength) {
        Bytes bytes = line.bytes();
        int named = bytes.u16(at + 2);
        if (wireLength < named) {
            line.add("truncated-ip - ").add(named - wireLength).add(" bytes missing! ");
        }
        if (named < headerLength) {
            line.add("bad-len ").add(named);
            return;
        }
        line.limit(at + named);
        int protocol = bytes.u8(at + 9);
        if ((bytes.u16(at + 6) & 0x1fff) != 0) {
            line.addIp4(at + 12).add(" > ").addIp4(at + 16).add(": ip-proto-").add(protocol);
            return;
        }
        boolean more = (bytes.u16(at + 6) & 0x2000) != 0;
        Carrier carrier = new Carrier(4, at, protocol, more);
        if (protocol != Datagram.TCP && protocol != Datagram.UDP) {
            carrier.writeAddresses(line);
        }
        if (!line.has(at, headerLength)) {
            int there = Math.max(0, line.end() - at);
            line.add(" [remaining caplen(" + there + ") < header length(" + headerLength + ")]");
            line.truncated("ip");
            return;
        }
        writePayload(line, carrier, protocol, at + headerLength, named - headerLength);
    }

    /** @param length of the datagram on the wire */
    void writeIp6(Line line, int at, int length) {
        Bytes bytes = line.bytes();
        if (!line.has(at, IP6_HEADER)) {
            line.truncated("ip6");
            return;
        }
        if (length < IP6_HEADER) {
            line.add("truncated-ip6 ").add(length);
            return;
        }
        line.add("IP6 ");
        if (bytes.u8(at) >> 4 != 6) {
            line.add("version error: ").add(bytes.u8(at) >> 4).add(" != 6");
            return;
        }
        writeIp6Body(line, at, length);
    }

    private void writeIp6Body(Line line, int at, int wireLength) {
        Bytes bytes = line.bytes();
        int next = bytes.u8(at + 6);
        int named = bytes.u16(at + 4);
        // a length of 0 is a jumbogram if hop-by-hop options follow, else an empty packet
        int payloadLength = named == 0 && next == HOP_BY_HOP ? wireLength - IP6_HEADER : named;
        if (wireLength < payloadLength + IP6_HEADER) {
            line.add("truncated-ip6 - ")
                    .add(payloadLength + IP6_HEADER - wireLength)
                    .add(" bytes missing!");
        }
        int end = at + IP6_HEADER + payloadLength;
        line.limit(end);
        if (next != Datagram.TCP && next != Datagram.UDP) {
            new Carrier(6, at, next, false).writeAddresses(line);
        }
        writeExtensions(line, at, end);
    }

    private void writeExtensions(Line line, int at, int end) {
        Bytes bytes = line.bytes();
        int next = bytes.u8(at + 6);
        int position = at + IP6_HEADER;
        boolean more = false;
        for (int i = 0; i < MOST_EXTENSIONS && (next == HOP_BY_HOP || next == DESTINATION || next == FRAGMENT); i++) {
            int size = next == FRAGMENT ? 8 : (bytes.u8(position + 1) + 1) * 8;
            if (!line.has(position, size)) {
                line.truncated(next == HOP_BY_HOP ? "hbhopt" : next == FRAGMENT ? "frag6" : "dstopt");
                return;
            }
            if (next != FRAGMENT) {
                line.add(next == HOP_BY_HOP ? "HBH " : "DSTOPT ");
            } else if (writeFragment(line, position, end)) {
                return;
            } else {
                more = true;
            }
            next = bytes.u8(position);
            position += size;
        }
        Carrier carrier = new Carrier(6, at, bytes.u8(at + 6), more);
        writePayload(line, carrier, next, position, Math.max(0, end - position));
    }

    /** Returns whether it is a later fragment, whose payload has no header. */
    private static boolean writeFragment(Line line, int at, int end) {
        int offset = line.bytes().u16(at + 2) & 0xfff8;
        line.add("frag (").add(offset).add("|").add(end - at - 8).add(")");
        line.add(offset == 0 ? " " : "");
        return offset != 0;
    }

    private void writePayload(Line line, Carrier carrier, int protocol, int at, int length) {
        if (!line.deeper()) {
            return;
        }
        switch (protocol) {
            case Datagram.TCP -> tcp.write(line, carrier, at, length);
            case Datagram.UDP -> UdpLine.write(line, this, carrier, at, length);
            case Datagram.ICMP -> writeIcmp(line, carrier, at, length);
            case Datagram.ICMP6 -> writeIcmp6(line, carrier, at, length);
            case IP4_IN -> writeIp4(line, at, length);
            case IP6_IN -> writeIp6(line, at, length);
            case GRE -> TunnelLine.writeGre(line, this, at, length);
            case NO_NEXT_HEADER -> line.add("no next header");
            default -> line.add(" ip-proto-").add(protocol).add(" ").add(length);
        }
    }

    private static void writeIcmp(Line line, Carrier carrier, int at, int length) {
        if (carrier.version() != 4) {
            line.add("[ICMP requires IPv4] (invalid)");
            return;
        }
        IcmpLine.write(line, at, length);
    }

    private static void writeIcmp6(Line line, Carrier carrier, int at, int length) {
        if (carrier.version() != 6) {
            line.add("[ICMPv6 requires IPv6] (invalid)");
            return;
        }
        Icmp6Line.write(line, at, length);
    }
}
