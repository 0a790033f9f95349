package io.nettools.analyser.http;

import io.nettools.analyser.packet.Bytes;

/** The header fields that frame the body of a message (RFC 9112 §6), and whether it asks for events; no other field is looked at. */
class Head {
    private static final String LENGTH = "content-length:";
    private static final String CODING = "transfer-encoding:";
    private static final String ACCEPT = "accept:";
    private static final String EVENTS = "accept: text/event-stream";
    private static final String CHUNKED = "chunked";
    private static final int LOWER_CASE = 0x20;
    /** More digits than any real body; keeps the sum from overflowing. */
    private static final long LONGEST_BODY = 1L << 50;

    private long length;
    private boolean coded;
    private boolean chunked;
    private boolean events;

    void begin() {
        length = -1;
        coded = false;
        chunked = false;
        events = false;
    }

    /**
     * Takes field lines with their ends, as many as are whole.
     *
     * @return offset of the next line: the one behind the fields, one that is not whole, or {@code to}
     */
    int fields(Bytes bytes, int from, int to) {
        int at = from;
        while (at < to && bytes.u8(at) > '\r') {
            int end = bytes.find('\n', at, to);
            if (end == to) {
                return at;
            }
            field(bytes, at, bytes.u8(end - 1) == '\r' ? end - 1 : end);
            at = end + 1;
        }
        return at;
    }

    /** Takes one field line, without its end. */
    void field(Bytes line, int from, int to) {
        // the first letter says of most lines that nothing else need be looked at
        switch (line.u8(from) | LOWER_CASE) {
            case 'c' -> length(line, from, to);
            case 't' -> coding(line, from, to);
            case 'a' -> events |= isColon(line, from, ACCEPT) && line.startsWithIgnoringCase(EVENTS, from, to);
            default -> {
                return;
            }
        }
    }

    private void length(Bytes line, int from, int to) {
        if (isColon(line, from, LENGTH) && line.startsWithIgnoringCase(LENGTH, from, to)) {
            length = number(line, from + LENGTH.length(), to);
        }
    }

    private void coding(Bytes line, int from, int to) {
        if (isColon(line, from, CODING) && line.startsWithIgnoringCase(CODING, from, to)) {
            coded = true;
            chunked = endsChunked(line, from + CODING.length(), to);
        }
    }

    /** A name ends where its colon is. */
    private static boolean isColon(Bytes line, int from, String name) {
        return line.u8(from + name.length() - 1) == ':';
    }

    private static long number(Bytes line, int from, int to) {
        long number = 0;
        for (int at = from; at < to && number < LONGEST_BODY; at++) {
            int digit = line.u8(at) - '0';
            // a list that repeats one number is allowed (RFC 9110 §8.6): the first number counts
            if (line.u8(at) == ',') {
                return number;
            }
            number = digit >= 0 && digit <= 9 ? number * 10 + digit : number;
        }
        return number;
    }

    /** The last coding is the outermost (RFC 9112 §6.1). */
    private static boolean endsChunked(Bytes line, int from, int to) {
        int end = to;
        while (end > from && line.u8(end - 1) <= ' ') {
            end--;
        }
        int at = end - CHUNKED.length();
        return at >= from && line.startsWithIgnoringCase(CHUNKED, at, end);
    }

    /** Whether the request accepts server-sent events (HTML Standard §9.2), which come when something happens. */
    boolean events() {
        return events;
    }

    /** Whether a Content-Length counts: a transfer coding overrides it (RFC 9112 §6.3). */
    boolean counted() {
        return length >= 0 && !coded;
    }

    /** Bytes of a body that is {@link #counted}. */
    long length() {
        return length;
    }

    /** Whether the body comes in chunks. */
    boolean chunked() {
        return chunked;
    }
}
