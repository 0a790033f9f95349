package io.nettools.analyser.http;

import io.nettools.analyser.packet.Bytes;

/**
 * Finds the end of a message's head, which may come in any number of segments, and how long its body is said to be. Nothing else of the
 * header fields is looked at.
 */
final class Head {
    private static final String LENGTH = "content-length:";
    /** More digits than any real body; keeps the sum from overflowing. */
    private static final long LONGEST_BODY = 1L << 50;

    private boolean open;
    private int column;
    private int matched;
    private long bodyLength;

    void begin() {
        open = true;
        column = 0;
        matched = 0;
        bodyLength = 0;
    }

    /** Gives up on a head whose rest was not captured. */
    void abandon() {
        open = false;
        bodyLength = 0;
    }

    /** Whether the end of the head has not been seen yet. */
    boolean open() {
        return open;
    }

    /** Value of Content-Length, 0 without one. */
    long bodyLength() {
        return bodyLength;
    }

    /** Reads on; returns the offset behind the head, or {@code to} while it is open. */
    int read(Bytes bytes, int from, int to) {
        for (int at = next(bytes, from, to); at < to; at = next(bytes, at + 1, to)) {
            int c = bytes.u8(at);
            if (c == '\n' && column == 0) {
                open = false;
                return at + 1;
            }
            if (c == '\n') {
                column = 0;
                matched = 0;
            } else if (c != '\r') {
                take(c);
            }
        }
        return to;
    }

    /** Nearly all bytes of a head are in lines that have turned out to be another field's, and need no look each. */
    private int next(Bytes bytes, int at, int to) {
        boolean otherField = matched < column && matched < LENGTH.length();
        return otherField ? bytes.find('\n', at, to) : at;
    }

    private void take(int c) {
        if (matched == LENGTH.length()) {
            takeDigit(c - '0');
        } else if (matched == column && Character.toLowerCase(c) == LENGTH.charAt(matched)) {
            matched++;
            bodyLength = matched == LENGTH.length() ? 0 : bodyLength;
        }
        column++;
    }

    private void takeDigit(int digit) {
        if (digit >= 0 && digit <= 9 && bodyLength < LONGEST_BODY) {
            bodyLength = bodyLength * 10 + digit;
        }
    }
}
