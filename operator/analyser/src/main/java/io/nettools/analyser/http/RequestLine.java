package io.nettools.analyser.http;

import io.nettools.analyser.packet.Bytes;
import java.util.Optional;
import java.util.Set;

/**
 * A request line: {@code method SP target SP HTTP/1.x} (RFC 9112 §3).
 *
 * @param method a token of capital letters, e.g. GET
 * @param target without what must not be shown; not yet escaped
 * @param version with the space before it, e.g. {@code " HTTP/1.1"}; empty when the line was cut before it
 */
public record RequestLine(String method, String target, String version) {
    private static final int LONGEST_METHOD = 17;
    /** A line without its end is believed only when it is long enough to have been cut. */
    private static final int LONG_LINE = 200;

    private static final Set<String> COMMON =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    /**
     * The request line at {@code from}, if there is one.
     *
     * @param to behind the last byte to look at
     */
    public static Optional<RequestLine> at(Bytes bytes, int from, int to) {
        int methodEnd = methodEnd(bytes, from, to);
        if (methodEnd == from || bytes.u8(methodEnd) != ' ') {
            return Optional.empty();
        }
        int targetEnd = targetEnd(bytes, methodEnd + 1, to);
        if (targetEnd == to) {
            return unfinished(bytes, from, methodEnd, to);
        }
        int lineEnd = lineEnd(bytes, targetEnd, to);
        String version = bytes.ascii(targetEnd, lineEnd);
        if (!version.startsWith(" HTTP/1.") || targetEnd == methodEnd + 1) {
            return Optional.empty();
        }
        String target = Target.shown(bytes.ascii(methodEnd + 1, targetEnd));
        return Optional.of(new RequestLine(bytes.ascii(from, methodEnd), target, version));
    }

    /** Whether a common method and a blank are at {@code from}: the beginning of a request line, which may be cut. */
    public static boolean beginsAt(Bytes bytes, int from, int to) {
        int methodEnd = methodEnd(bytes, from, to);
        return methodEnd < to && bytes.u8(methodEnd) == ' ' && COMMON.contains(bytes.ascii(from, methodEnd));
    }

    private static Optional<RequestLine> unfinished(Bytes bytes, int from, int methodEnd, int to) {
        String method = bytes.ascii(from, methodEnd);
        boolean believable = to - from >= LONG_LINE && COMMON.contains(method) && bytes.u8(methodEnd + 1) == '/';
        if (!believable) {
            return Optional.empty();
        }
        String target = Target.shown(bytes.ascii(methodEnd + 1, to));
        return Optional.of(new RequestLine(method, target.endsWith("...") ? target : target + "...", ""));
    }

    private static int methodEnd(Bytes bytes, int from, int to) {
        int limit = Math.min(to, from + LONGEST_METHOD);
        int at = from;
        while (at < limit && isMethod(bytes.u8(at))) {
            at++;
        }
        return at;
    }

    private static boolean isMethod(int c) {
        return (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    }

    /** A target has no blanks and no control characters; bytes above ASCII occur and are harmless, since all text is escaped later. */
    private static int targetEnd(Bytes bytes, int from, int to) {
        int at = from;
        while (at < to && bytes.u8(at) > ' ' && bytes.u8(at) != 0x7f) {
            at++;
        }
        return at;
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
