package io.nettools.analyser.line;

import io.nettools.analyser.packet.Address;
import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.redaction.Paths;

/**
 * The line about one packet, while it is written. Printers read the packet through it, since an IP header limits the
 * bytes that printers behind it may read.
 */
final class Line {
    /** Limit for nested IP headers. */
    private static final int DEEPEST = 8;

    private final StringBuilder text = new StringBuilder(200);
    private final Bytes bytes;
    private final Paths paths;
    private int end;
    private int depth;

    /** @param paths how much of the path of an HTTP request may be shown */
    Line(Bytes bytes, Paths paths) {
        this.bytes = bytes;
        this.paths = paths;
        end = bytes.length();
    }

    Bytes bytes() {
        return bytes;
    }

    Paths paths() {
        return paths;
    }

    /** Whether bytes are there: captured, and within the length of the innermost header. */
    boolean has(int at, int count) {
        return bytes.has(at, count) && at <= end - count;
    }

    /** Offset behind the last byte that is there. */
    int end() {
        return end;
    }

    /** Ends the packet before {@code offset}. */
    void limit(int offset) {
        end = Math.min(end, offset);
    }

    /** Counts another nested IP header; false if there are too many. */
    boolean deeper() {
        depth++;
        return depth <= DEEPEST;
    }

    Line add(String part) {
        text.append(part);
        return this;
    }

    Line add(long number) {
        text.append(number);
        return this;
    }

    /** Adds a 32-bit number without sign. */
    Line addUnsigned(int number) {
        text.append(Integer.toUnsignedString(number));
        return this;
    }

    Line addHex(int value, int digits) {
        String hex = Integer.toHexString(value);
        text.repeat("0", Math.max(0, digits - hex.length())).append(hex);
        return this;
    }

    Line addIp4(int at) {
        return add(Address.ip4(bytes.i32(at)));
    }

    Line addIp6(int at) {
        return add(Address.ip6(bytes.i64(at), bytes.i64(at + 8)));
    }

    /** Adds a link-layer address of {@code length} bytes. */
    Line addMac(int at, int length) {
        for (int i = 0; i < length; i++) {
            add(i > 0 ? ":" : "").addHex(bytes.u8(at + i), 2);
        }
        return this;
    }

    /** Adds tcpdump's mark for a header that was not captured whole. */
    void truncated(String protocol) {
        text.append(" [|").append(protocol).append(']');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
