package io.nettools.analyser.redaction;

import io.nettools.analyser.packet.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * The target of an HTTP request (RFC 9112 §3.2) as it was sent. Targets carry tokens, passwords and session numbers, so
 * {@link #shown} is the only way to read one. It is parsed only then, since most targets are never shown.
 */
public final class RequestTarget {
    /** The target of a request whose target is not needed. */
    public static final RequestTarget NONE = new RequestTarget();

    private byte[] bytes = {};
    private int length;
    private boolean cut;

    /** Creates a target from a text whose characters are bytes. */
    public static RequestTarget of(String text, boolean cut) {
        RequestTarget target = new RequestTarget();
        target.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        target.length = target.bytes.length;
        target.cut = cut;
        return target;
    }

    /**
     * Takes the bytes of another target, in the memory of the one before.
     *
     * @param cut whether it goes on behind these bytes
     */
    public void take(Bytes source, int from, int length, boolean cut) {
        bytes = bytes.length < length ? new byte[length] : bytes;
        source.copyTo(bytes, 0, from, length);
        this.length = length;
        this.cut = cut;
    }

    /** Hides the parts of a target that may be secret. A target that was shown before stays as it is. */
    public static String withoutSecrets(String text) {
        return text == null ? "" : ShownTarget.of(text, false, Paths.Shown);
    }

    /** Whether it begins like a path. Another target may have a password whose end was cut. */
    public boolean path() {
        return length > 0 && bytes[0] == '/';
    }

    /** Whether it contains a word, ignoring case, in its path or query. */
    public boolean mentions(String lowerCase) {
        for (int at = 0; at <= length - lowerCase.length(); at++) {
            if (mentions(lowerCase, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean mentions(String lowerCase, int at) {
        int i = 0;
        while (i < lowerCase.length() && (bytes[at + i] | 0x20) == lowerCase.charAt(i)) {
            i++;
        }
        return i == lowerCase.length();
    }

    /** The part that may be shown, not yet escaped; it ends in dots when it was cut. */
    public String shown(Paths paths) {
        return ShownTarget.of(new String(bytes, 0, length, StandardCharsets.ISO_8859_1), cut, paths);
    }
}
