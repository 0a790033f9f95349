package io.nettools.analyser.order;

import io.nettools.analyser.redaction.Paths;
import io.nettools.analyser.redaction.RequestTarget;
import java.util.Optional;

/**
 * A URL of a probe, RFC 9110 §4.2, in a form that all programs read alike: no user, no fragment, no character that would have to be escaped.
 *
 * @param secure https
 * @param host without brackets
 * @param port the scheme's own when none is written
 * @param target path and query as written; may be empty
 */
public record HttpUrl(boolean secure, Host host, int port, String target) {
    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";
    private static final String ESCAPED = "\"#<>\\^`{|}";
    private static final int LENGTH = 1024;
    private static final int LARGEST_PORT = 65_535;

    /** Empty when it has not that form. */
    public static Optional<HttpUrl> parse(String text) {
        boolean secure = text.startsWith(HTTPS);
        if (text.length() > LENGTH || !plain(text) || !(secure || text.startsWith(HTTP))) {
            return Optional.empty();
        }
        String rest = text.substring(secure ? HTTPS.length() : HTTP.length());
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
            end++;
        }
        return authority(secure, rest.substring(0, end), rest.substring(end));
    }

    private static Optional<HttpUrl> authority(boolean secure, String authority, String target) {
        boolean bracketed = authority.startsWith("[");
        int close = bracketed ? authority.indexOf(']') : -1;
        int colon = authority.indexOf(':', bracketed ? close + 1 : 0);
        int end = colon < 0 ? authority.length() : colon;
        if (bracketed && (close < 0 || close + 1 != end)) {
            return Optional.empty();
        }
        Host host = new Host(bracketed ? authority.substring(1, close) : authority.substring(0, end));
        int port = colon < 0 ? usual(secure) : port(authority.substring(colon + 1));
        boolean fits = bracketed == (host.text().indexOf(':') >= 0);
        return host.valid() && fits && port > 0
                ? Optional.of(new HttpUrl(secure, host, port, target))
                : Optional.empty();
    }

    /** For people to see: without its query and what else may be secret. */
    String shown(Paths paths) {
        String path = RequestTarget.of(target, false).shown(paths);
        return (secure ? HTTPS : HTTP) + host.bracketed() + (port == usual(secure) ? "" : ":" + port) + path;
    }

    private static int usual(boolean secure) {
        return secure ? 443 : 80;
    }

    /** 0 when it is none. */
    private static int port(String text) {
        if (text.isEmpty() || text.length() > 5) {
            return 0;
        }
        int port = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            port = 10 * port + c - '0';
        }
        return port <= LARGEST_PORT ? port : 0;
    }

    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || ESCAPED.indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }
}
