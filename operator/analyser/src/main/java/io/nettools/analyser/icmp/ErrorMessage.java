package io.nettools.analyser.icmp;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;

/**
 * An ICMP error in a packet (RFC 792, RFC 4443 §3, RFC 4861 §4.5).
 *
 * <pre>
 * 0 type | 1 code | 4 other | 8 the packet that it is about; ICMPv6 redirect: in option 4, from 40 on
 * </pre>
 */
final class ErrorMessage {
    private static final int QUOTE = 8;
    private static final int REDIRECT6 = 137;
    private static final int REDIRECT6_OPTIONS = 40;
    private static final int REDIRECTED_HEADER = 4;
    private static final int REDIRECTED_QUOTE = 8;
    private static final int MOST_OPTIONS = 4;

    private ErrorMessage() {}

    /** Whether the packet is an ICMP error. */
    static boolean isIn(Packet packet) {
        Datagram datagram = packet.datagram();
        boolean captured = packet.bytes().has(datagram.payload(), QUOTE);
        int type = packet.bytes().u8(datagram.payload());
        return switch (datagram.protocol()) {
            case Datagram.ICMP ->
                captured && datagram.version() == 4 && (type == 3 || type == 5 || type == 11 || type == 12);
            case Datagram.ICMP6 ->
                captured && datagram.version() == 6 && ((type >= 1 && type <= 4) || type == REDIRECT6);
            default -> false;
        };
    }

    /** Offset of the quoted packet; beyond the captured bytes when there is none. */
    static int quote(Packet packet) {
        int at = packet.datagram().payload();
        boolean redirect6 = packet.datagram().version() == 6 && packet.bytes().u8(at) == REDIRECT6;
        return redirect6 ? redirected(packet.bytes(), at + REDIRECT6_OPTIONS) : at + QUOTE;
    }

    private static int redirected(Bytes bytes, int from) {
        int at = from;
        for (int i = 0; i < MOST_OPTIONS; i++) {
            int length = bytes.u8(at + 1) * 8;
            if (bytes.u8(at) == REDIRECTED_HEADER) {
                return at + REDIRECTED_QUOTE;
            }
            if (length == 0) {
                return bytes.length();
            }
            at += length;
        }
        return bytes.length();
    }
}
