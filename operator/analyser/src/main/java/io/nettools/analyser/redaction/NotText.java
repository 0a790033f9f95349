package io.nettools.analyser.redaction;

/**
 * Bytes that no program writes into a name: control characters, and bytes above ASCII that are not UTF-8 (RFC 3629 §4).
 */
final class NotText {
    private NotText() {}

    /** Number of such bytes; each character of the text below 256 is a byte. */
    static int bytes(String text) {
        int strange = 0;
        int at = 0;
        while (at < text.length()) {
            int length = sequence(text, at);
            boolean control = text.charAt(at) < ' ' || text.charAt(at) == 0x7f;
            strange += length == 0 || control ? 1 : 0;
            at += Math.max(1, length);
        }
        return strange;
    }

    /** Bytes of the character at {@code at}; 0 when there is none. */
    private static int sequence(String text, int at) {
        int lead = text.charAt(at);
        if (lead < 0x80 || lead > 0xff) {
            return 1;
        }
        int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        if (lead < 0xc2 || lead > 0xf4 || at + length > text.length()) {
            return 0;
        }
        for (int i = at + 1; i < at + length; i++) {
            if ((text.charAt(i) & ~0x3f) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
