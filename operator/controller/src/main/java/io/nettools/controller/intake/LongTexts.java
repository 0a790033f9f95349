package io.nettools.controller.intake;

import java.nio.ByteBuffer;

/**
 * Cuts overlong texts and names in JSON (RFC 8259, section 7) while their bytes arrive. A parser holds a whole text
 * several times before it can be refused.
 */
final class LongTexts {
    private static final int NO_ESCAPE = 0;
    private static final int BACKSLASH = -1;
    private static final int HEX_DIGITS = 4;

    private final int longest;
    private boolean text;
    private boolean cut;
    private int bytesOfText;

    /** Number of hexadecimal digits that follow in an escape, or one of the constants above. */
    private int escape = NO_ESCAPE;

    /** @param longest bytes that are kept of a text; the last character is kept whole */
    LongTexts(int longest) {
        this.longest = longest;
    }

    /** The kept ones of the next bytes. */
    ByteBuffer pass(ByteBuffer bytes) {
        byte[] kept = new byte[bytes.remaining()];
        bytes.get(kept);
        int length = 0;
        for (byte one : kept) {
            if (!text) {
                begin(one);
            } else {
                goOn(one);
            }
            if (!cut) {
                kept[length] = one;
                length++;
            }
        }
        return ByteBuffer.wrap(kept, 0, length);
    }

    private void begin(byte one) {
        text = one == '"';
        bytesOfText = 0;
    }

    private void goOn(byte one) {
        bytesOfText++;
        if (escape == NO_ESCAPE) {
            text = one != '"';
            cut = text && (cut || (bytesOfText > longest && beginsACharacter(one)));
            escape = one == '\\' ? BACKSLASH : NO_ESCAPE;
        } else if (escape == BACKSLASH) {
            escape = one == 'u' ? HEX_DIGITS : NO_ESCAPE;
        } else {
            escape--;
        }
    }

    /** Whether a character of UTF-8 begins here (RFC 3629, section 3). */
    private static boolean beginsACharacter(byte one) {
        return (one & 0xC0) != 0x80;
    }
}
