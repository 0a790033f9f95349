package io.nettools.analyser.redaction;

/**
 * A text with all of its escapes undone, and the original place of each character. Servers, proxies and frameworks
 * decode once, twice or wrongly, so each form that one of them takes for a character is undone: {@code %3F},
 * {@code %253f}, {@code %%33F}, {@code %u003F}, the bytes of a UTF-8 sequence that is too long ({@code %C0%BF},
 * CVE-2000-0884), full-width forms (U+FF1F), and the {@code \x3f} that {@code Printable} makes. One pass is enough for
 * escapes whose result begins another escape.
 */
final class Decoded {
    private static final int NO_DIGIT = -1;

    private final char[] text;
    private final int[] from;
    private int length;

    private Decoded(int capacity) {
        text = new char[capacity];
        from = new int[capacity + 1];
    }

    static Decoded of(String raw) {
        Decoded decoded = new Decoded(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            decoded.append(raw.charAt(i), i);
        }
        decoded.from[decoded.length] = raw.length();
        return decoded;
    }

    /** Number of characters. */
    int length() {
        return length;
    }

    char at(int index) {
        return text[index];
    }

    /** Index at which the character began before decoding; for {@link #length}, the end. */
    int origin(int index) {
        return from[index];
    }

    String text(int begin, int end) {
        return new String(text, begin, end - begin);
    }

    private void append(char c, int origin) {
        text[length] = c;
        from[length] = origin;
        length++;
        while (unescaped()) {
            // the character may end a longer escape
        }
    }

    /** Undoes an escape at the end, if there is one. */
    private boolean unescaped() {
        return hex(2, "%") || hex(4, "%u") || hex(4, "%U") || hex(2, "\\x") || overlong() || fullWidth();
    }

    private boolean hex(int digits, String sign) {
        int begin = length - digits - sign.length();
        if (begin < 0) {
            return false;
        }
        for (int i = 0; i < sign.length(); i++) {
            if (text[begin + i] != sign.charAt(i)) {
                return false;
            }
        }
        int value = 0;
        for (int i = length - digits; i < length; i++) {
            int digit = digit(text[i]);
            if (digit == NO_DIGIT) {
                return false;
            }
            value = value << 4 | digit;
        }
        return replace(begin, value);
    }

    /**
     * Undoes a sequence of 2 to 6 bytes for an ASCII character. Some decoders use only the lower bits of the second of
     * two bytes.
     */
    private boolean overlong() {
        int last = text[length - 1];
        if (length > 1 && last > 0x7f && (text[length - 2] & ~1) == 0xc0) {
            return replace(length - 2, (text[length - 2] & 1) << 6 | (last & 0x3f));
        }
        int begin = length - 1;
        while (begin > 0 && length - begin < 6 && continues(text[begin])) {
            begin--;
        }
        int bytes = length - begin;
        boolean leads = bytes > 2 && text[begin] == (0xff << (8 - bytes) & 0xff) && text[begin + 1] <= 0x81;
        for (int i = begin + 1; leads && i < length - 2; i++) {
            leads = text[i] == 0x80;
        }
        boolean ascii = leads && text[length - 2] <= 0x81;
        return ascii && replace(begin, (text[length - 2] & 1) << 6 | (last & 0x3f));
    }

    private static boolean continues(int c) {
        return c >= 0x80 && c < 0xc0;
    }

    /**
     * Undoes a full-width form, U+FF01 to U+FF5E, as a character or as three bytes: compatibility forms of ASCII
     * (Unicode, NFKC).
     */
    private boolean fullWidth() {
        int last = text[length - 1];
        if (last > 0xff00 && last < 0xff5f) {
            return replace(length - 1, last - 0xfee0);
        }
        boolean three = length > 2 && text[length - 3] == 0xef && continues(text[length - 2]) && continues(last);
        int point = three ? 0xf000 | (text[length - 2] & 0x3f) << 6 | (last & 0x3f) : 0;
        return point > 0xff00 && point < 0xff5f && replace(length - 3, point - 0xfee0);
    }

    private boolean replace(int begin, int value) {
        text[begin] = (char) value;
        length = begin + 1;
        return true;
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : NO_DIGIT;
    }
}
