package io.nettools.analyser.http;

import io.nettools.analyser.packet.Bytes;

/** A status line: {@code HTTP/1.x SP 3 digits} (RFC 9112 §4). */
public final class StatusLine {
    private static final String BEGIN = "HTTP/1.";
    private static final int CODE = 9;

    private StatusLine() {}

    /** The status code of the line at {@code from}, 0 when it is no status line. */
    public static int code(Bytes bytes, int from, int to) {
        if (to - from < CODE + 3 || !bytes.startsWith(BEGIN, from) || bytes.u8(from + CODE - 1) != ' ') {
            return 0;
        }
        int code = 0;
        for (int i = CODE; i < CODE + 3; i++) {
            int digit = bytes.u8(from + i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            code = code * 10 + digit;
        }
        return code;
    }

    /** Whether the captured bytes of a line without its end could begin a status line. */
    static boolean mayBegin(Bytes bytes, int from, int to) {
        int length = Math.min(BEGIN.length(), to - from);
        for (int i = 0; i < length; i++) {
            if (bytes.u8(from + i) != BEGIN.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
