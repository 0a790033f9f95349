package io.nettools.analyser.line;

import io.nettools.analyser.packet.Bytes;

/** UDP, as print-udp.c: {@code 0 source port | 2 destination port | 4 length | 6 checksum | 8 payload} (RFC 768). */
final class UdpLine {
    private static final int HEADER = 8;

    private UdpLine() {}

    /** @param length of header and payload by the IP header */
    static void write(Line line, IpLine ip, Carrier carrier, int at, int length) {
        Bytes bytes = line.bytes();
        if (!line.has(at, 4)) {
            carrier.writeAddresses(line);
            line.truncated("udp");
            return;
        }
        carrier.writeEnds(line, bytes.u16(at), bytes.u16(at + 2));
        if (length < HEADER) {
            line.add("truncated-udp ").add(length);
            return;
        }
        if (!line.has(at, HEADER)) {
            line.truncated("udp");
            return;
        }
        int named = bytes.u16(at + 4);
        if (named < HEADER) {
            line.add("truncated-udplength ").add(named);
            return;
        }
        int payload = named - HEADER;
        if (payload > length - HEADER && !carrier.fragmented()) {
            line.add("UDP, bad length ").add(payload).add(" > ").add(length - HEADER);
            return;
        }
        boolean tunnel = TunnelLine.writeInUdp(line, ip, bytes.u16(at + 2), at + HEADER, payload);
        line.add(tunnel ? "" : "UDP, length " + payload);
    }
}
