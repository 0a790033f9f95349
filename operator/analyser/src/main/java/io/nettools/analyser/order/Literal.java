package io.nettools.analyser.order;

import java.util.Arrays;

/** Addresses in their one strict spelling: dotted decimal without leading zeros, and RFC 4291 §2.2 without a zone. */
final class Literal {
    private static final byte[] NONE = {};
    private static final int IPV6_BYTES = 16;
    private static final int LONGEST = 45;
    private static final int DECIMAL = 10;
    private static final int HEX = 16;

    private Literal() {}

    /** Its 4 or 16 bytes; none when it is no address. */
    static byte[] bytes(String text) {
        if (text.length() > LONGEST) {
            return NONE;
        }
        return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
    }

    private static byte[] ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] bytes = new byte[4];
        for (int i = 0; i < parts.length; i++) {
            int value = number(parts[i], 3, DECIMAL);
            boolean leadingZero = parts[i].length() > 1 && parts[i].charAt(0) == '0';
            if (i == bytes.length || value < 0 || value > 255 || leadingZero) {
                return NONE;
            }
            bytes[i] = (byte) value;
        }
        return parts.length == bytes.length ? bytes : NONE;
    }

    private static byte[] ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] all = groups(text);
            return all.length == IPV6_BYTES ? all : NONE;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        byte[] head = groups(before);
        byte[] tail = groups(after);
        boolean read = (before.isEmpty() || (head.length > 0 && before.indexOf('.') < 0))
                && (after.isEmpty() || tail.length > 0);
        if (!read || head.length + tail.length > IPV6_BYTES - 2) {
            return NONE;
        }
        byte[] bytes = Arrays.copyOf(head, IPV6_BYTES);
        System.arraycopy(tail, 0, bytes, IPV6_BYTES - tail.length, tail.length);
        return bytes;
    }

    /** Two bytes each; the last may be an IPv4 address. None when one is wrong. */
    private static byte[] groups(String text) {
        String[] parts = text.split(":", -1);
        byte[] bytes = new byte[2 * parts.length + 2];
        int end = 0;
        for (int i = 0; i < parts.length; i++) {
            byte[] group = i == parts.length - 1 && parts[i].indexOf('.') >= 0 ? ipv4(parts[i]) : group(parts[i]);
            if (group.length == 0) {
                return NONE;
            }
            System.arraycopy(group, 0, bytes, end, group.length);
            end += group.length;
        }
        return Arrays.copyOf(bytes, end);
    }

    private static byte[] group(String text) {
        int value = number(text, 4, HEX);
        return value < 0 ? NONE : new byte[] {(byte) (value >> 8), (byte) value};
    }

    /** -1 when it is none of at most so many digits; no sign, no digits of other scripts. */
    private static int number(String text, int digits, int radix) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80 || Character.digit(text.charAt(i), radix) < 0) {
                return -1;
            }
        }
        return text.isEmpty() || text.length() > digits ? -1 : Integer.parseInt(text, radix);
    }
}
