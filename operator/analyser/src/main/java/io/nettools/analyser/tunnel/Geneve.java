package io.nettools.analyser.tunnel;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Frame;
import io.nettools.analyser.packet.Packet;

/**
 * Geneve (RFC 8926 §3.4).
 *
 * <pre>
 * 0 version (2 bits), options / 4 (6 bits) | 1 flags: control 80, critical options 40 | 2 protocol
 * 4 network identifier (3) | 7 zero | 8 options
 * </pre>
 */
final class Geneve {
    private static final int HEADER = 8;
    private static final int CRITICAL = 0x40;

    private Geneve() {}

    /** Reads a header into {@code into}; false if it is not of this kind. */
    static boolean read(Bytes bytes, int at, Header into) {
        int first = bytes.u8(at);
        int protocol = bytes.u16(at + 2);
        boolean known = protocol == Packet.ETHERNET || protocol == Frame.IP4 || protocol == Frame.IP6;
        // control packets are for the tunnel's end itself
        boolean plain = first >> 6 == 0 && (bytes.u8(at + 1) & ~CRITICAL) == 0 && bytes.u8(at + 7) == 0;
        if (!bytes.has(at, HEADER) || !known || !plain) {
            return false;
        }
        int options = (first & 0x3f) * 4;
        return into.is(Tunnel.Kind.Geneve, bytes.u32(at + 4) >>> 8, protocol, at + HEADER + options);
    }
}
