package io.nettools.analyser.postgres;

import io.nettools.analyser.redaction.ShownText;
import io.nettools.analyser.text.Printable;

/**
 * The parameters of a StartupMessage. Only user and database are read: {@code options} and others may hold anything.
 *
 * <pre>
 * (name NUL value NUL)* NUL
 * </pre>
 *
 * @param valid whether they have this format; complete ones must name the user, cut ones must have at least the
 *     beginning of a value
 * @param user empty without one
 * @param database empty without one
 */
record Parameters(boolean valid, String user, String database) {
    /** Longest name in PostgreSQL (NAMEDATALEN). */
    static final int LONGEST_NAME = 63;

    static final Parameters NONE = new Parameters(false, "", "");

    /**
     * Reads the parameters.
     *
     * @param length bytes that were captured
     * @param whole whether these are all
     */
    static Parameters in(byte[] bytes, int length, boolean whole) {
        String user = "";
        String database = "";
        boolean named = false;
        int at = 0;
        while (at < length && bytes[at] != 0) {
            int name = end(bytes, at, length);
            int value = end(bytes, name + 1, length);
            boolean begun = name + 1 < length && bytes[name + 1] != 0;
            if (!isName(bytes, at, name) || (begun && isControl(bytes[name + 1]))) {
                return NONE;
            }
            if (value >= length) {
                return new Parameters(!whole && (at > 0 || begun), user, database);
            }
            user = is("user", bytes, at, name) ? text(bytes, name + 1, value) : user;
            named |= is("user", bytes, at, name);
            database = is("database", bytes, at, name) ? text(bytes, name + 1, value) : database;
            at = value + 1;
        }
        boolean complete = at == length - 1 && named;
        return new Parameters(whole ? complete : at > 0 && at >= length, user, database);
    }

    /** Offset of the next NUL, or {@code length}. */
    private static int end(byte[] bytes, int from, int length) {
        int at = Math.min(from, length);
        while (at < length && bytes[at] != 0) {
            at++;
        }
        return at;
    }

    /**
     * Whether it may be the name of a setting: letters, digits and a few signs, with a letter first or, as in
     * {@code _pq_.}, an underscore.
     */
    private static boolean isName(byte[] bytes, int from, int to) {
        if (bytes[from] != '_' && !isLetter(bytes[from])) {
            return false;
        }
        for (int at = from; at < to; at++) {
            boolean sign = bytes[at] == '_' || bytes[at] == '.' || bytes[at] == '$' || bytes[at] == '-';
            if (!sign && !isLetter(bytes[at]) && !isDigit(bytes[at])) {
                return false;
            }
        }
        return to - from <= LONGEST_NAME;
    }

    /** Whether it is a control character. No value begins with one; Kafka's requests have a length there. */
    private static boolean isControl(byte value) {
        return (value & 0xff) < ' ';
    }

    private static boolean isLetter(byte value) {
        int lower = value | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    private static boolean is(String name, byte[] bytes, int from, int to) {
        boolean same = to - from == name.length();
        for (int i = 0; same && i < name.length(); i++) {
            same = bytes[from + i] == name.charAt(i);
        }
        return same;
    }

    private static String text(byte[] bytes, int from, int to) {
        return ShownText.name(Printable.of(bytes, from, to, LONGEST_NAME));
    }
}
