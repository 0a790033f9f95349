package io.nettools.analyser.stream;

import io.nettools.analyser.packet.Bytes;

/**
 * The header of the PROXY protocol (doc/proxy-protocol.txt of HAProxy, sections 2.1 and 2.2), by which a load balancer says in front of a
 * client's bytes for whom it asks. It is no part of the protocol behind it, whatever that is.
 *
 * <pre>
 *   version 1:  PROXY TCP4 10.0.0.1 10.0.0.2 40000 80 CR LF
 *   version 2:  0 signature (12 bytes) | 12 version (4 bits), command | 13 family | 14 length | 16 addresses
 * </pre>
 */
final class ProxyHeader {
    private static final String TEXT = "PROXY ";
    private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
    private static final int LONGEST_TEXT = 107;
    private static final int BINARY = 16;

    private ProxyHeader() {}

    /** Length of the header at {@code from}, which may go on behind {@code to}; 0 without one, or if it has no end. */
    static int length(Bytes bytes, int from, int to) {
        int first = bytes.u8(from);
        if (first == 'P') {
            return bytes.startsWith(TEXT, from) ? textLength(bytes, from, to) : 0;
        }
        boolean binary = first == '\r' && to - from >= BINARY && bytes.startsWith(SIGNATURE, from);
        return binary && bytes.u8(from + 12) >> 4 == 2 ? BINARY + bytes.u16(from + 14) : 0;
    }

    private static int textLength(Bytes bytes, int from, int to) {
        int limit = Math.min(to, from + LONGEST_TEXT);
        int end = bytes.find('\n', from, limit);
        boolean family =
                bytes.startsWith("TCP", from + TEXT.length()) || bytes.startsWith("UNKNOWN", from + TEXT.length());
        return end < limit && family ? end + 1 - from : 0;
    }
}
