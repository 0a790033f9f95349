package io.nettools.analyser.packet;

/** VLAN tags in front of what a frame carries (IEEE 802.1Q, 802.1ad and the two numbers used before it). */
final class Tags {
    /** More tags than this are nobody's network; it bounds the work per packet. */
    private static final int MOST = 8;

    private static final int LENGTH = 4;

    private Tags() {}

    /**
     * Bytes of all tags.
     *
     * @param type EtherType in front of the first tag
     * @param at offset behind that EtherType
     * @return -1 when they were not captured whole
     */
    static int length(Bytes bytes, int type, int at) {
        int found = type;
        int length = 0;
        for (int tags = 0; isTag(found) && tags < MOST; tags++) {
            if (!bytes.has(at + length, LENGTH)) {
                return -1;
            }
            found = bytes.u16(at + length + 2);
            length += LENGTH;
        }
        return length;
    }

    /** The EtherType behind tags of {@code length} bytes. */
    static int typeBehind(Bytes bytes, int type, int at, int length) {
        return length == 0 ? type : bytes.u16(at + length - 2);
    }

    private static boolean isTag(int type) {
        return type == 0x8100 || type == 0x88a8 || type == 0x9100 || type == 0x9200;
    }
}
