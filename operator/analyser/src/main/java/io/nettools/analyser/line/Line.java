package io.nettools.analyser.line;

import io.nettools.analyser.packet.Address;
import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.redaction.Paths;

/** A line being written about one packet. Printers read the packet through it, since an IP header limits what those behind it may read. */
final class Line {
    /** IP headers in IP headers that are written at most. */
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

    /** Whether bytes are there: captured, and within the innermost length that a header named. */
    boolean has(int at, int count) {
        return bytes.has(at, count) && at <= end - count;
    }

    /** Offset behind the last byte that is there. */
    int end() {
        return end;
    }

    /** Nothing at or behind {@code offset} is part of the packet. */
    void limit(int offset) {
        end = Math.min(end, offset);
    }

    /** Goes on to what another IP header carries; false when there were too many. */
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

    /** A 32-bit number without sign. */
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

    /** A link-layer address of {@code length} bytes. */
    Line addMac(int at, int length) {
        for (int i = 0; i < length; i++) {
            add(i > 0 ? ":" : "").addHex(bytes.u8(at + i), 2);
        }
        return this;
    }

    /** tcpdump's mark for a header that was not captured whole. */
    void truncated(String protocol) {
        text.append(" [|").append(protocol).append(']');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
