package io.nettools.analyser.packet;

/**
 * The link-layer header of a packet.
 *
 * <pre>
 * Ethernet          0 destination | 6 source | 12 type | (tag 2, type 2)* | 14 packet
 * Linux cooked v1   0 packet type | 2 ARPHRD | 4 address length | 6 address | 14 protocol | 16 packet
 * Linux cooked v2   0 protocol | 2 zero | 4 interface index | 8 ARPHRD | 10 packet type | 11 address length | 12 address | 20 packet
 * BSD loopback      0 address family | 4 packet
 * </pre>
 *
 * @see <a href="https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html">LINKTYPE_LINUX_SLL2</a>
 */
public final class Frame {
    public static final int IP4 = 0x0800;
    public static final int ARP = 0x0806;
    public static final int IP6 = 0x86dd;

    private static final int ETHERNET_TYPE = 12;
    private static final int COOKED_HARDWARE = 2;
    private static final int COOKED_PROTOCOL = 14;
    private static final int COOKED2_PROTOCOL = 0;
    private static final int COOKED2_INTERFACE = 4;
    private static final int COOKED2_HARDWARE = 8;
    private static final int COOKED2_PACKET_TYPE = 10;

    /** PACKET_OTHERHOST of Linux' include/uapi/linux/if_packet.h. */
    private static final int OTHERHOST = 3;

    /** ARPHRD_LOOPBACK of Linux' include/uapi/linux/if_arp.h. */
    private static final int LOOPBACK_HARDWARE = 772;

    private static final int SOURCE = 6;
    private static final int COOKED_ADDRESS = 6;
    private static final int COOKED2_ADDRESS = 12;

    private final Bytes bytes;
    private LinkType link = LinkType.Unread;
    private int interfaceNumber;
    private int type;
    private int end;

    Frame(Bytes bytes) {
        this.bytes = bytes;
    }

    void read(LinkType link) {
        this.link = link;
        end = link.headerLength();
        type = bytes.has(0, end) ? type() : 0;
    }

    private int type() {
        return switch (link) {
            case Ethernet -> untagged(bytes.u16(ETHERNET_TYPE));
            case Cooked -> untagged(bytes.u16(COOKED_PROTOCOL));
            case Cooked2 -> untagged(bytes.u16(COOKED2_PROTOCOL));
            case Null, Loop -> family();
            case Raw -> bytes.u8(0) >> 4 == 6 ? IP6 : IP4;
            case RawIp4 -> IP4;
            case RawIp6 -> IP6;
            case Unread -> 0;
        };
    }

    private int untagged(int first) {
        int from = end;
        int tags = Tags.length(bytes, first, from);
        end += Math.max(0, tags);
        return tags < 0 ? 0 : Tags.typeBehind(bytes, first, from, tags);
    }

    /** AF_INET is 2 everywhere; AF_INET6 is 10 on Linux, 24, 28 or 30 on the BSDs; in either byte order. */
    private int family() {
        int family = bytes.i32(0);
        int value = (family & 0xffff) == 0 ? Integer.reverseBytes(family) : family;
        return switch (value) {
            case 2 -> IP4;
            case 10, 24, 28, 30 -> IP6;
            default -> 0;
        };
    }

    /** @param number of the interface in the file, of frames read from now on */
    void interfaceNumber(int number) {
        interfaceNumber = number;
    }

    public LinkType link() {
        return link;
    }

    /** The frame as it was captured. */
    public Bytes bytes() {
        return bytes;
    }

    /** EtherType of what the frame carries, 0 when the header was not captured whole. */
    public int etherType() {
        return type;
    }

    /** Whether it has a VLAN tag. */
    public boolean tagged() {
        return end > link.headerLength();
    }

    /** Offset of what the frame carries. */
    public int payload() {
        return end;
    }

    /**
     * Number of the interface in the captured namespace; where the link type does not say, its number in the file,
     * which is 0 in a file of one interface.
     */
    public int interfaceIndex() {
        return link == LinkType.Cooked2 ? bytes.i32(COOKED2_INTERFACE) : interfaceNumber;
    }

    /** Link-layer address of the sender, as a number of 48 bits; 0 where the link has none. */
    public long sourceMac() {
        return switch (link) {
            case Ethernet -> mac(SOURCE);
            case Cooked -> mac(COOKED_ADDRESS);
            case Cooked2 -> mac(COOKED2_ADDRESS);
            case Null, Loop, Raw, RawIp4, RawIp6, Unread -> 0;
        };
    }

    private long mac(int at) {
        return (long) bytes.u16(at) << 32 | bytes.u32(at + 2);
    }

    /**
     * PACKET_HOST 0, BROADCAST 1, MULTICAST 2, OTHERHOST 3, OUTGOING 4 (Linux' if_packet.h); -1 where the link type
     * does not say.
     */
    public int packetType() {
        return switch (link) {
            case Cooked -> bytes.u16(0);
            case Cooked2 -> bytes.u8(COOKED2_PACKET_TYPE);
            default -> -1;
        };
    }

    /** Whether the kernel of the captured namespace found another host's address on it; false where the link type does not say. */
    public boolean forOtherHost() {
        return packetType() == OTHERHOST;
    }

    /** Whether it was seen on a loopback interface: there Linux writes Ethernet frames without addresses. */
    public boolean loopback() {
        return switch (link) {
            case Ethernet -> bytes.has(0, end) && bytes.i64(0) == 0 && bytes.i32(8) == 0;
            case Cooked -> bytes.u16(COOKED_HARDWARE) == LOOPBACK_HARDWARE;
            case Cooked2 -> bytes.u16(COOKED2_HARDWARE) == LOOPBACK_HARDWARE;
            case Null, Loop -> true;
            case Raw, RawIp4, RawIp6, Unread -> false;
        };
    }
}
