package io.nettools.analyser.startup;

import io.nettools.analyser.packet.Bytes;

/**
 * What a BSON document says about a command, as far as it was captured (bsonspec.org, version 1.1): the elements on top
 * only.
 *
 * <pre>
 * document: length (4) | element* | 0        element: type | name NUL | value
 * </pre>
 *
 * @param ok {@link #NONE} when it is not there
 * @param code {@link #NONE} when it is not there
 * @param words printable; empty when they are not there
 */
record Document(int ok, int code, String words) {
    static final int NONE = -1;

    private static final int LENGTH = 4;
    private static final int LONGEST_NAME = 40;
    /** No longer value is stepped over. */
    private static final long LONGEST = 1 << 20;

    /** Name of the first element, which is the command; empty when it is not there. */
    static String firstName(Bytes bytes, int at) {
        int name = at + LENGTH + 1;
        int end = bytes.find('\0', name, Math.min(bytes.length(), name + LONGEST_NAME));
        return bytes.has(name, end - name + 1) && bytes.u8(end) == 0 ? bytes.ascii(name, end) : "";
    }

    static Document in(Bytes bytes, int from) {
        int ok = NONE;
        int code = NONE;
        String words = "";
        long at = (long) from + LENGTH;
        while (at < bytes.length()) {
            int type = bytes.u8((int) at);
            int name = (int) at + 1;
            int value = bytes.find('\0', name, bytes.length()) + 1;
            long end = value + size(bytes, type, value);
            if (end <= value || end > bytes.length()) {
                break;
            }
            switch (bytes.ascii(name, Math.min(value - 1, name + LONGEST_NAME))) {
                case "ok" -> ok = number(bytes, type, value);
                case "code" -> code = number(bytes, type, value);
                case "errmsg" -> words = type == 2 ? Verdict.words(bytes, value + LENGTH, end - 1) : "";
                default -> {}
            }
            at = end;
        }
        return new Document(ok, code, words);
    }

    /** Bytes of a value; 0 when it is of no type that answers to a start have in front of what is of interest. */
    private static long size(Bytes bytes, int type, int at) {
        long length = Math.min(LONGEST, Integer.toUnsignedLong(Integer.reverseBytes(bytes.i32(at))));
        return switch (type) {
            case 1, 9, 17, 18 -> 8; // double, date, timestamp, integer
            case 2 -> LENGTH + length; // string
            case 3, 4 -> length; // document, array
            case 5 -> LENGTH + 1 + length; // bytes
            case 7 -> 12; // object ID
            case 8 -> 1; // boolean
            case 16 -> 4; // integer
            default -> 0;
        };
    }

    private static int number(Bytes bytes, int type, int at) {
        return switch (type) {
            case 1 -> (int) Double.longBitsToDouble(Long.reverseBytes(bytes.i64(at)));
            case 8 -> bytes.u8(at);
            case 16 -> Integer.reverseBytes(bytes.i32(at));
            case 18 -> (int) Long.reverseBytes(bytes.i64(at));
            default -> NONE;
        };
    }
}
