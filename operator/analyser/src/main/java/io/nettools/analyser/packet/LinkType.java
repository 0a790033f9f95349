package io.nettools.analyser.packet;

/**
 * Link-layer header types that are read; numbers as in <a
 * href="https://www.tcpdump.org/linktypes.html">tcpdump.org</a>.
 */
public enum LinkType {
    /** BSD loopback: an address family in the byte order of the capturing host. */
    Null(0, 4),
    Ethernet(1, 14),
    /**
     * No header: an IP packet. Files also have the number that DLT_RAW has on the writer's system: 12, on OpenBSD 14.
     */
    Raw(101, 0),
    /** OpenBSD loopback: an address family in network byte order. */
    Loop(108, 4),
    /** {@code tcpdump -i any} before libpcap 1.10. */
    Cooked(113, 16),
    RawIp4(228, 0),
    RawIp6(229, 0),
    /** {@code tcpdump -i any} since libpcap 1.10: names the interface. */
    Cooked2(276, 20),
    /** Any other: its packets are only counted. */
    Unread(-1, 0);

    private final int number;
    private final int headerLength;

    LinkType(int number, int headerLength) {
        this.number = number;
        this.headerLength = headerLength;
    }

    /** The type of a number in a capture file's header; {@link #Unread} for any other number. */
    public static LinkType of(int number) {
        int standard = number == 12 || number == 14 ? Raw.number : number;
        for (LinkType type : values()) {
            if (type.number == standard) {
                return type;
            }
        }
        return Unread;
    }

    /** Bytes before the packet that the link carries, without VLAN tags. */
    public int headerLength() {
        return headerLength;
    }
}
