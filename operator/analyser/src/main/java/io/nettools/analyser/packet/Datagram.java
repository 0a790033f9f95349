package io.nettools.analyser.packet;

/**
 * The IP header of a packet, with its options or extension headers.
 *
 * <pre>
 * IPv4 (RFC 791 §3.1)   0 version, header length | 2 total length | 6 flags, fragment offset | 9 protocol | 12 source | 16 destination
 * IPv6 (RFC 8200 §3)    0 version | 4 payload length | 6 next header | 8 source | 24 destination | 40 extension headers
 * </pre>
 */
public final class Datagram {
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMP = 1;
    public static final int ICMP6 = 58;

    private static final int IP4_HEADER = 20;
    private static final int IP6_HEADER = 40;
    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION = 60;
    /** RFC 8200 §4.1 knows seven; more is somebody's attempt to waste time. */
    private static final int MOST_EXTENSIONS = 16;

    private final Bytes bytes;
    private int at;
    private int version;
    private int protocol;
    private int counter;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int payload;
    private int end;
    private int fragmentOffset;
    private boolean moreFragments;
    /** Of what all fragments carry together, in this one; 0 when no fragment header was seen. */
    private int fragment;

    private int fragmentProtocol;
    private boolean broken;

    Datagram(Bytes bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads the header at an offset.
     *
     * @param etherType of what is there
     * @param limit offset behind it on the wire, which says how long a datagram is that does not say so itself
     */
    void read(int etherType, int at, int limit) {
        this.at = at;
        version = 0;
        counter = 0;
        fragmentOffset = 0;
        moreFragments = false;
        fragment = 0;
        broken = false;
        switch (etherType) {
            case Frame.IP4 -> readIp4(limit);
            case Frame.IP6 -> readIp6(limit);
            default -> version = 0;
        }
    }

    private void readIp4(int limit) {
        int headerLength = (bytes.u8(at) & 15) * 4;
        int total = bytes.u16(at + 2);
        // 0: a packet that the network card will cut (TCP segmentation offload); its length is that of the frame
        int length = total == 0 ? limit - at : total;
        if (!bytes.has(at, IP4_HEADER)) {
            return;
        }
        if (bytes.u8(at) >> 4 != 4 || headerLength < IP4_HEADER || length < headerLength) {
            broken = true;
            return;
        }
        version = 4;
        protocol = bytes.u8(at + 9);
        counter = bytes.u16(at + 4);
        sourceHigh = 0;
        sourceLow = bytes.u32(at + 12);
        destinationHigh = 0;
        destinationLow = bytes.u32(at + 16);
        payload = at + headerLength;
        end = at + length;
        fragmentOffset = (bytes.u16(at + 6) & 0x1fff) * 8;
        moreFragments = (bytes.u16(at + 6) & 0x2000) != 0;
        fragment = payload;
        fragmentProtocol = protocol;
    }

    private void readIp6(int limit) {
        if (!bytes.has(at, IP6_HEADER)) {
            return;
        }
        if (bytes.u8(at) >> 4 != 6) {
            broken = true;
            return;
        }
        version = 6;
        protocol = bytes.u8(at + 6);
        sourceHigh = bytes.i64(at + 8);
        sourceLow = bytes.i64(at + 16);
        destinationHigh = bytes.i64(at + 24);
        destinationLow = bytes.i64(at + 32);
        payload = at + IP6_HEADER;
        int length = bytes.u16(at + 4);
        // 0 with a hop-by-hop header: a jumbogram (RFC 2675),
        // which Linux also shows for segmentation offload beyond 64 KiB
        end = length == 0 && protocol == HOP_BY_HOP ? limit : payload + length;
        for (int i = 0; i < MOST_EXTENSIONS && isExtension(protocol) && fragmentOffset == 0; i++) {
            if (!bytes.has(payload, 8)) {
                return;
            }
            skipExtension();
        }
    }

    private static boolean isExtension(int protocol) {
        return switch (protocol) {
            case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION -> true;
            default -> false;
        };
    }

    private void skipExtension() {
        int length = bytes.u8(payload + 1);
        int size =
                switch (protocol) {
                    case FRAGMENT -> 8;
                    case AUTHENTICATION -> (length + 2) * 4;
                    default -> (length + 1) * 8;
                };
        if (protocol == FRAGMENT) {
            fragmentOffset = bytes.u16(payload + 2) & 0xfff8;
            moreFragments = (bytes.u16(payload + 2) & 1) != 0;
            fragment = payload + size;
            fragmentProtocol = bytes.u8(payload);
        }
        protocol = bytes.u8(payload);
        payload += size;
    }

    /** 4 or 6; 0 when this is no IP packet, or its header was not captured or makes no sense. */
    public int version() {
        return version;
    }

    /** Protocol number of what the datagram carries (behind extension headers). */
    public int protocol() {
        return protocol;
    }

    /** Offset of what the datagram carries. */
    public int payload() {
        return payload;
    }

    /** Bytes on the wire that the datagram carries, by its own header. */
    public int payloadLength() {
        return Math.max(0, end - payload);
    }

    /** Offset behind the last captured byte of the datagram: without padding of the link. */
    public int capturedEnd() {
        return Math.min(end, bytes.length());
    }

    /** Whether there is a header that was captured and makes no sense. */
    public boolean broken() {
        return broken;
    }

    /**
     * Whether it is one of several fragments of a datagram (RFC 791 §3.2, RFC 8200 §4.5); an atomic one (RFC 6946) is
     * not.
     */
    public boolean fragment() {
        return fragmentOffset > 0 || moreFragments;
    }

    /** Whether it is a fragment that does not begin with the header of the protocol it carries. */
    public boolean laterFragment() {
        return fragmentOffset > 0;
    }

    /** Whether more fragments follow it. */
    public boolean moreFragments() {
        return moreFragments;
    }

    /** Where in the fragments' common content this one's begins, in bytes. */
    public int fragmentOffset() {
        return fragmentOffset;
    }

    /** Offset in the packet of this fragment's part of the common content. */
    public int fragmentContent() {
        return fragment;
    }

    /** Bytes of {@link #fragmentContent} on the wire. */
    public int fragmentLength() {
        return Math.max(0, end - fragment);
    }

    /** Protocol of the common content; of IPv6 perhaps an extension header. */
    public int fragmentProtocol() {
        return fragmentProtocol;
    }

    /** What the fragments of a datagram have in common; of IPv4 16 bits. */
    public int identification() {
        return version == 6 ? bytes.i32(fragment - 4) : bytes.u16(at + 4);
    }

    /**
     * IPv4's identification, which Linux counts up for each packet of a connection (RFC 6864 §4); 0 where the sender does
     * not count, and for IPv6.
     */
    public int counter() {
        return counter;
    }

    /** Offset of the header. */
    public int header() {
        return at;
    }

    /** Time to live, or hop limit. */
    public int hopLimit() {
        return bytes.u8(version == 6 ? at + 7 : at + 8);
    }

    /** The fragment belongs to a datagram of which the protocol is known by another fragment. */
    void protocol(int known) {
        protocol = known;
    }

    /** High half of an IPv6 source address, 0 for IPv4. */
    public long sourceHigh() {
        return sourceHigh;
    }

    /** Low half of an IPv6 source address, or an IPv4 one. */
    public long sourceLow() {
        return sourceLow;
    }

    public long destinationHigh() {
        return destinationHigh;
    }

    public long destinationLow() {
        return destinationLow;
    }
}
