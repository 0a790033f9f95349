package io.nettools.analyser.text;

import java.nio.charset.StandardCharsets;

/**
 * Makes text from outside safe to show in a terminal, a log or a table. Printable ASCII (0x20 to 0x7e) stays, each
 * other byte becomes {@code \xNN}. The backslash is escaped too, so that such an escape cannot be forged. Text that is
 * too long is cut.
 */
public final class Printable {
    private static final String CUT = "...";
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Printable() {}

    /**
     * Makes a text printable.
     *
     * @param text from outside, any content
     * @param cap most characters of the result, at least 3
     * @return printable ASCII; ends in {@code ...} when it was cut
     */
    public static String of(String text, int cap) {
        // a character becomes at least 1 byte, so those behind the cap cannot matter
        byte[] bytes = text.substring(0, Math.min(text.length(), cap + 1)).getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length, cap);
    }

    /**
     * Makes a text in bytes printable.
     *
     * @param bytes array that holds the text
     * @param from first byte
     * @param to index behind the last byte
     * @param cap most characters of the result, at least 3
     * @return printable ASCII; ends in {@code ...} when it was cut
     */
    public static String of(byte[] bytes, int from, int to, int cap) {
        StringBuilder out = new StringBuilder(Math.min(cap, to - from) + CUT.length());
        int fitting = 0;
        for (int at = from; at < to; at++) {
            append(out, bytes[at]);
            if (out.length() > cap) {
                out.setLength(fitting);
                return out.append(CUT).toString();
            }
            if (out.length() <= cap - CUT.length()) {
                fitting = out.length();
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, byte value) {
        if (value >= ' ' && value <= '~' && value != '\\') {
            out.append((char) value);
            return;
        }
        out.append("\\x").append(HEX[(value >> 4) & 15]).append(HEX[value & 15]);
    }
}
