package io.nettools.analyser.redaction;

import java.nio.charset.StandardCharsets;

/**
 * The target of an HTTP request (RFC 9112 §3.2) as it was sent. Targets carry tokens, passwords and session numbers, so there is no way to
 * read one but {@link #shown}. It is taken apart only then: of most requests nobody asks.
 */
public final class RequestTarget {
    /** Of a request whose target nobody needs to know. */
    public static final RequestTarget NONE = new RequestTarget(new byte[0], false);

    private final byte[] bytes;
    private final boolean cut;

    /** @param cut it went on behind these bytes */
    public RequestTarget(byte[] bytes, boolean cut) {
        this.bytes = bytes;
        this.cut = cut;
    }

    /** A target as text, of which each character is a byte. */
    public static RequestTarget of(String text, boolean cut) {
        return new RequestTarget(text.getBytes(StandardCharsets.ISO_8859_1), cut);
    }

    /** What was shown elsewhere, which stays as it is, or a text that was not, without what may be secret. */
    public static String withoutSecrets(String text) {
        return text == null ? "" : ShownTarget.of(text, false, Paths.Shown);
    }

    /** Whether it begins like a path. In what does not, a password may be whose end was cut. */
    public boolean path() {
        return bytes.length > 0 && bytes[0] == '/';
    }

    /** What of it may be shown; not yet escaped; ends in dots when it was cut. */
    public String shown(Paths paths) {
        return ShownTarget.of(new String(bytes, StandardCharsets.ISO_8859_1), cut, paths);
    }
}
