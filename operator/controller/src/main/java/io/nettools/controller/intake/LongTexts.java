package io.nettools.controller.intake;

import java.nio.ByteBuffer;

/**
 * Cuts texts and names in JSON (RFC 8259, section 7) that are longer than any that is used, while their bytes arrive. A parser holds the
 * whole of a text several times over before anybody can refuse it.
 */
final class LongTexts {
    private static final int NO_ESCAPE = 0;
    private static final int BACKSLASH = -1;
    private static final int HEX_DIGITS = 4;

    private final int longest;
    private boolean text;
    private boolean cut;
    private int bytesOfText;

    /** How many hexadecimal digits of an escape are to come, or one of the above. */
    private int escape = NO_ESCAPE;

    /** @param longest bytes that are kept of a text, and the rest of a character that begins within them */
    LongTexts(int longest) {
        this.longest = longest;
    }

    /** What is kept of the next bytes. */
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

    /** In UTF-8 (RFC 3629, section 3). */
    private static boolean beginsACharacter(byte one) {
        return (one & 0xC0) != 0x80;
    }
}
