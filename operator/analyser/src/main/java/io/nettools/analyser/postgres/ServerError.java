package io.nettools.analyser.postgres;

import io.nettools.analyser.redaction.ShownText;
import io.nettools.analyser.text.Printable;

/**
 * The body of an ErrorResponse, as far as it was captured (PostgreSQL's documentation, "Error and Notice Message
 * Fields").
 *
 * <pre>
 * (type | text NUL)* NUL
 * </pre>
 *
 * @param severity e.g. FATAL; before version 9.6 it may be in the server's language
 * @param sqlState five characters, or empty
 * @param message printable; empty if it must not be shown
 */
record ServerError(String severity, String sqlState, String message) {
    static final ServerError NONE = new ServerError("", "", "");

    private static final int LONGEST_SEVERITY = 20;
    private static final int LONGEST_MESSAGE = 100;

    static ServerError in(byte[] bytes, int length) {
        String severity = "";
        String state = "";
        String message = "";
        for (int at = 0; at < length && bytes[at] != 0; ) {
            int end = end(bytes, at + 1, length);
            switch (bytes[at]) {
                case 'S' -> severity = severity.isEmpty() ? text(bytes, at, end, LONGEST_SEVERITY) : severity;
                case 'V' -> severity = text(bytes, at, end, LONGEST_SEVERITY);
                case 'C' -> state = text(bytes, at, end, LONGEST_SEVERITY);
                case 'M' -> message = text(bytes, at, end, LONGEST_MESSAGE);
                default -> {}
            }
            at = end + 1;
        }
        String code = SqlState.valid(state) ? state : "";
        return new ServerError(severity, code, SqlState.wordsAreHarmless(code) ? message : "");
    }

    private static int end(byte[] bytes, int from, int length) {
        int at = from;
        while (at < length && bytes[at] != 0) {
            at++;
        }
        return at;
    }

    private static String text(byte[] bytes, int type, int end, int cap) {
        return ShownText.name(Printable.of(bytes, type + 1, end, cap));
    }
}
