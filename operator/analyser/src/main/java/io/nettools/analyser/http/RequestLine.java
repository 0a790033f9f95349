package io.nettools.analyser.http;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.redaction.RequestTarget;

/**
 * A request line: {@code method SP target SP HTTP/1.x} (RFC 9112 §3). A view that is used for one line after the other;
 * it makes texts only on request.
 */
public final class RequestLine {
    private static final int LONGEST_METHOD = 17;
    /** A line without its end is believed only when it is long enough to have been cut. */
    private static final int LONG_LINE = 200;

    private static final int READ_BY_PEOPLE = 1024;

    /** The registered methods (RFC 9110 §9, RFC 5789). */
    private static final String[] COMMON = {
        "GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE"
    };

    private static final String VERSION = " HTTP/1.";

    private Bytes bytes = new Bytes();
    private int from;
    private int methodEnd;
    private int targetEnd;
    private int end;

    /**
     * Reads a line, which may have been cut.
     *
     * @param to behind the last byte to look at
     * @return whether it is a request line; only then are the other methods valid
     */
    public boolean read(Bytes line, int begin, int to) {
        bytes = line;
        from = begin;
        methodEnd = methodEnd(line, begin, to);
        if (methodEnd == begin || line.u8(methodEnd) != ' ') {
            return false;
        }
        // bytes above ASCII occur and are harmless, since all text is escaped later
        targetEnd = line.wordEnd(methodEnd + 1, to);
        end = targetEnd;
        if (targetEnd == to) {
            return to - begin >= LONG_LINE && common() != null && line.u8(methodEnd + 1) == '/';
        }
        end = lineEnd(line, targetEnd, to);
        return targetEnd > methodEnd + 1 && end - targetEnd >= VERSION.length() && line.startsWith(VERSION, targetEnd);
    }

    /** A token of capital letters, e.g. GET. */
    public String method() {
        String common = common();
        return common != null ? common : bytes.ascii(from, methodEnd);
    }

    boolean is(String method) {
        return methodEnd - from == method.length() && bytes.startsWith(method, from);
    }

    private String common() {
        for (String method : COMMON) {
            if (is(method)) {
                return method;
            }
        }
        return null;
    }

    /** The target, cut at the longest length that is used. */
    public RequestTarget target() {
        return target(READ_BY_PEOPLE);
    }

    /** @param longest the number of bytes that are needed */
    RequestTarget target(int longest) {
        RequestTarget target = new RequestTarget();
        target(longest, target);
        return target;
    }

    /** The same, in the memory of an earlier target. */
    void target(int longest, RequestTarget target) {
        int begin = methodEnd + 1;
        boolean path = bytes.u8(begin) == '/';
        // the end of a password is known only when the whole target is read; a path has no password
        boolean cut = path && targetEnd - begin > longest;
        target.take(bytes, begin, cut ? longest : targetEnd - begin, cut || end == targetEnd);
    }

    /** With the space before it, e.g. {@code " HTTP/1.1"}; empty when the line was cut before it. */
    public String version() {
        return bytes.ascii(targetEnd, end);
    }

    /** Whether a common method and a blank are at {@code from}: the beginning of a request line, which may be cut. */
    public static boolean beginsAt(Bytes bytes, int from, int to) {
        for (String method : COMMON) {
            int blank = from + method.length();
            if (blank < to && bytes.u8(blank) == ' ' && bytes.startsWith(method, from)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the captured bytes of a line without its end could begin a request line. */
    static boolean mayBegin(Bytes bytes, int from, int to) {
        int methodEnd = methodEnd(bytes, from, to);
        return methodEnd == to || (methodEnd > from && bytes.u8(methodEnd) == ' ');
    }

    private static int methodEnd(Bytes bytes, int from, int to) {
        int limit = Math.min(to, from + LONGEST_METHOD);
        int at = from;
        while (at < limit && isMethod(bytes.u8(at))) {
            at++;
        }
        return at;
    }

    /** Whether a text is a method; HTTP/2 allows any text in its place. */
    static boolean isMethod(String text) {
        return text.length() <= LONGEST_METHOD && text.chars().allMatch(RequestLine::isMethod);
    }

    private static boolean isMethod(int c) {
        return (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    }

    private static int lineEnd(Bytes bytes, int from, int to) {
        int limit = Math.min(to, from + " HTTP/1.1".length());
        int at = from;
        while (at < limit && bytes.u8(at) >= ' ' && bytes.u8(at) <= '~') {
            at++;
        }
        return at;
    }
}
