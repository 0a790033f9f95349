package io.nettools.analyser.pcap;

import io.nettools.analyser.packet.LinkType;

/**
 * The header of a capture file (pcap-savefile(5)).
 *
 * <pre>
 * 0 magic | 4 version | 8 zone | 12 accuracy | 16 snap length | 20 link type (low 16 bits; above them flags)
 * </pre>
 *
 * @param bigEndian byte order of this header and the record headers: that of the host that wrote them
 * @param nanos whether times count nanoseconds rather than microseconds
 * @param snapLength most bytes of a packet that are read
 * @param linkNumber number of the link type in the file
 */
record FileHeader(boolean bigEndian, boolean nanos, int snapLength, int linkNumber) {
    static final int LENGTH = 24;

    private static final int MICROS_MAGIC = 0xa1b2c3d4;
    private static final int NANOS_MAGIC = 0xa1b23c4d;
    private static final int SNAP_LENGTH = 16;
    private static final int LINK_TYPE = 20;

    /** Whether {@code array} begins with the magic number of a capture file. */
    static boolean isCapture(byte[] array) {
        return isMagic(Words.word(array, 0, true)) || isMagic(Words.word(array, 0, false));
    }

    /** @param array begins with a header for which {@link #isCapture} is true */
    static FileHeader of(byte[] array) {
        boolean bigEndian = isMagic(Words.word(array, 0, true));
        int snapLength = Words.word(array, SNAP_LENGTH, bigEndian);
        // as in libpcap, an impossible length means no limit
        int limit = snapLength <= 0 || snapLength > Format.LONGEST_PACKET ? Format.LONGEST_PACKET : snapLength;
        boolean nanos = Words.word(array, 0, bigEndian) == NANOS_MAGIC;
        return new FileHeader(bigEndian, nanos, limit, Words.word(array, LINK_TYPE, bigEndian) & 0xffff);
    }

    LinkType link() {
        return LinkType.of(linkNumber);
    }

    int word(byte[] array, int at) {
        return Words.word(array, at, bigEndian);
    }

    private static boolean isMagic(int word) {
        return word == MICROS_MAGIC || word == NANOS_MAGIC;
    }
}
