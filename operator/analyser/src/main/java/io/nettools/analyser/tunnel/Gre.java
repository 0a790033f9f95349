package io.nettools.analyser.tunnel;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Frame;
import io.nettools.analyser.packet.Packet;

/**
 * Generic routing encapsulation (RFC 2784, RFC 2890).
 *
 * <pre>
 * 0 flags: checksum 8000, key 2000, sequence 1000, version 0007 | 2 protocol
 * checksum and zero (4) | key (4) | sequence number (4)
 * </pre>
 */
final class Gre {
    private static final int CHECKSUM = 0x8000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    private static final int KNOWN_FLAGS = CHECKSUM | KEY | SEQUENCE;
    private static final int HEADER = 4;
    private static final int FIELD = 4;

    private Gre() {}

    /** Reads a header into {@code into}; false if it is not of this kind. */
    static boolean read(Bytes bytes, int at, Header into) {
        int flags = bytes.u16(at);
        int protocol = bytes.u16(at + 2);
        // source routing (RFC 1701) and version 1 (PPTP) are other formats
        boolean known = (flags & ~KNOWN_FLAGS) == 0
                && (protocol == Frame.IP4 || protocol == Frame.IP6 || protocol == Packet.ETHERNET);
        if (!known || !bytes.has(at, HEADER)) {
            return false;
        }
        int key = at + HEADER + ((flags & CHECKSUM) != 0 ? FIELD : 0);
        boolean keyed = (flags & KEY) != 0;
        int payload = key + (keyed ? FIELD : 0) + ((flags & SEQUENCE) != 0 ? FIELD : 0);
        return into.is(Tunnel.Kind.Gre, keyed ? bytes.u32(key) : Header.NO_ID, protocol, payload);
    }
}
