package io.nettools.analyser.tunnel;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Packet;

/**
 * VXLAN (RFC 7348 §5), also with a group policy (draft-smith-vxlan-group-policy, as Linux writes it).
 *
 * <pre>
 * 0 flags: network identifier present 08, group policy 80 | 1 policy flags | 2 group (2)
 * 4 network identifier (3) | 7 zero | 8 Ethernet frame
 * </pre>
 */
final class Vxlan {
    private static final int HEADER = 8;
    private static final int IDENTIFIED = 0x08;
    private static final int GROUP_POLICY = 0x80;
    /** Flags "do not learn" and "policy applied". */
    private static final int POLICY_FLAGS = 0x48;

    private Vxlan() {}

    /** Reads a header into {@code into}; false if it is not of this kind. */
    static boolean read(Bytes bytes, int at, Header into) {
        int flags = bytes.u8(at);
        boolean plain = flags == IDENTIFIED && bytes.u8(at + 1) == 0 && bytes.u16(at + 2) == 0;
        boolean policy = flags == (IDENTIFIED | GROUP_POLICY) && (bytes.u8(at + 1) & ~POLICY_FLAGS) == 0;
        if (!bytes.has(at, HEADER) || !(plain || policy) || bytes.u8(at + 7) != 0) {
            return false;
        }
        return into.is(Tunnel.Kind.Vxlan, bytes.u32(at + 4) >>> 8, Packet.ETHERNET, at + HEADER);
    }
}
