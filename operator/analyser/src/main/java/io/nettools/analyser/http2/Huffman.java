package io.nettools.analyser.http2;

import io.nettools.analyser.packet.Bytes;

/**
 * The Huffman code of HTTP/2's header fields (RFC 7541 Appendix B), for printable ASCII only: any other character ends
 * the text.
 */
final class Huffman {
    private static final char FIRST = ' ';

    /** Codes of the characters from blank to tilde, aligned to the right. */
    private static final int[] CODES = {
        0x14, 0x3f8, 0x3f9, 0xffa, 0x1ff9, 0x15, 0xf8, 0x7fa, 0x3fa, 0x3fb, 0xf9, 0x7fb, 0xfa, 0x16, 0x17, 0x18, 0x0,
        0x1, 0x2, 0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f, 0x5c, 0xfb, 0x7ffc, 0x20, 0xffb, 0x3fc, 0x1ffa, 0x21, 0x5d,
        0x5e, 0x5f, 0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f,
        0x70, 0x71, 0x72, 0xfc, 0x73, 0xfd, 0x1ffb, 0x7fff0, 0x1ffc, 0x3ffc, 0x22, 0x7ffd, 0x3, 0x23, 0x4, 0x24, 0x5,
        0x25, 0x26, 0x27, 0x6, 0x74, 0x75, 0x28, 0x29, 0x2a, 0x7, 0x2b, 0x76, 0x2c, 0x8, 0x9, 0x2d, 0x77, 0x78, 0x79,
        0x7a, 0x7b, 0x7ffe, 0x7fc, 0x3ffd, 0x1ffd
    };

    /** Number of bits of each code. */
    private static final byte[] LENGTHS = {
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, 13,
        6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6,
        5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13
    };

    private static final int NODES = 256;
    /**
     * Two children of each inner node: the number of another one, or of a character with its sign changed; 0 when there
     * is no child.
     */
    private static final short[] TREE = tree();

    private Huffman() {}

    private static short[] tree() {
        short[] tree = new short[2 * NODES];
        int nodes = 1;
        for (int i = 0; i < CODES.length; i++) {
            int node = 0;
            for (int bit = LENGTHS[i] - 1; bit > 0; bit--) {
                int branch = 2 * node + (CODES[i] >> bit & 1);
                if (tree[branch] == 0) {
                    tree[branch] = (short) nodes++;
                }
                node = tree[branch];
            }
            tree[2 * node + (CODES[i] & 1)] = (short) -(FIRST + i);
        }
        return tree;
    }

    /** The text in [{@code from}, {@code to}), {@code longest} characters of it at most. */
    static String text(Bytes bytes, int from, int to, int longest) {
        StringBuilder text = new StringBuilder(Math.min(longest, (to - from) * 8 / 5));
        int node = 0;
        for (int bit = from * 8; bit < to * 8 && text.length() < longest; bit++) {
            int bitValue = (bytes.u8(bit / 8) >> (7 - bit % 8)) & 1;
            int next = TREE[2 * node + bitValue];
            if (next == 0) {
                break;
            }
            if (next < 0) {
                text.append((char) -next);
            }
            node = Math.max(0, next);
        }
        return text.toString();
    }
}
