package io.nettools.analyser.pcap;

/** Numbers in the byte order of the host that wrote them. */
final class Words {
    private Words() {}

    static int half(byte[] array, int at, boolean bigEndian) {
        int first = array[at] & 255;
        int second = array[at + 1] & 255;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    static int word(byte[] array, int at, boolean bigEndian) {
        int big = (array[at] & 255) << 24
                | (array[at + 1] & 255) << 16
                | (array[at + 2] & 255) << 8
                | (array[at + 3] & 255);
        return bigEndian ? big : Integer.reverseBytes(big);
    }

    static long twoWords(byte[] array, int at, boolean bigEndian) {
        long first = word(array, at, bigEndian) & 0xffff_ffffL;
        long second = word(array, at + 4, bigEndian) & 0xffff_ffffL;
        return bigEndian ? first << 32 | second : second << 32 | first;
    }
}
