package io.nettools.analyser.http;

/**
 * What of a request target (RFC 9112 §3.2) may be shown. Queries, fragments and path parameters often carry tokens and session numbers,
 * the part before {@code @} of an authority carries a password; each is replaced by three dots.
 */
final class Target {
    private static final String HIDDEN = "...";

    private Target() {}

    static String shown(String target) {
        return withoutQuery(withoutUser(target));
    }

    private static String withoutQuery(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '?' || c == '#' || c == ';') {
                return target.substring(0, i + 1) + HIDDEN;
            }
        }
        return target;
    }

    private static String withoutUser(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        int scheme = target.indexOf("://");
        int from = scheme < 0 ? 0 : scheme + 3;
        int slash = target.indexOf('/', from);
        int user = target.lastIndexOf('@', slash < 0 ? target.length() : slash);
        return user < from ? target : target.substring(0, from) + HIDDEN + target.substring(user);
    }
}
