package io.nettools.analyser.http;

import java.nio.charset.StandardCharsets;

/**
 * What of a request target (RFC 9112 §3.2) may be shown. Queries, fragments and path parameters often carry tokens and session numbers,
 * the part before {@code @} of an authority carries a password; each is replaced by three dots.
 */
final class Target {
    static final Target NONE = new Target(new byte[0], false);

    private static final String HIDDEN = "...";

    private final byte[] bytes;
    private final boolean cut;

    /**
     * What was sent; it becomes text only when somebody asks, and of most requests nobody does.
     *
     * @param cut it went on behind these bytes
     */
    Target(byte[] bytes, boolean cut) {
        this.bytes = bytes;
        this.cut = cut;
    }

    static Target of(String path) {
        return new Target(path.getBytes(StandardCharsets.ISO_8859_1), false);
    }

    /** Not yet escaped; ends in dots when it was cut. */
    String shown() {
        String shown = shown(new String(bytes, StandardCharsets.ISO_8859_1));
        return cut && !shown.endsWith(HIDDEN) ? shown + HIDDEN : shown;
    }

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
