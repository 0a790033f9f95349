package io.nettools.analyser.dns;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.redaction.ShownText;
import io.nettools.analyser.text.Printable;

/**
 * Reads a domain name (RFC 1035 §3.1, compression §4.1.4) and makes it printable: the dot within a label, which RFC
 * 4343 §2.1 escapes too, becomes {@code \x2e}. One object reads name after name.
 */
final class Name {
    private static final int HEADER = 12;
    /** Longest name, with length octets and the root (RFC 1035 §2.3.4). */
    private static final int MOST_OCTETS = 255;

    private static final int LONGEST_LABEL = 63;
    /** Longest text of a name without escapes. */
    private static final int LONGEST_TEXT = 253;

    private static final int MOST_ESCAPED = 4 * LONGEST_LABEL;
    private static final String CUT = "...";

    private final byte[] label = new byte[LONGEST_LABEL];
    private final StringBuilder text = new StringBuilder();
    private int at;
    private int runBegin;
    private int next;
    private int octets;

    /** The extent to which a name could be read. */
    enum Extent {
        Whole,
        /** The capture or the message ends within the name; the labels before that are known. */
        Cut,
        /** The bytes are not a name: a reserved label type, too long, or a pointer that does not point backwards. */
        Malformed
    }

    /**
     * Reads the name at {@code from}.
     *
     * @param message offset of the message's header, from which pointers count
     * @param to the offset behind the last captured byte of the message
     */
    Extent read(Bytes bytes, int message, int from, int to) {
        text.setLength(0);
        at = from;
        runBegin = from;
        next = -1;
        octets = 1;
        while (at < to) {
            int length = bytes.u8(at);
            if (length == 0) {
                next = next < 0 ? at + 1 : next;
                return Extent.Whole;
            }
            if (length >= 0xc0 ? !follow(bytes, message) : !take(bytes, length, to)) {
                return Extent.Malformed;
            }
        }
        text.append(CUT);
        return Extent.Cut;
    }

    /** Follows a pointer. It must point before everything that was read, so that no loop is possible. */
    private boolean follow(Bytes bytes, int message) {
        int target = message + (bytes.u16(at) & 0x3fff);
        next = next < 0 ? at + 2 : next;
        at = target;
        boolean backwards = target < runBegin && target >= message + HEADER;
        runBegin = target;
        return backwards;
    }

    private boolean take(Bytes bytes, int length, int to) {
        octets += length + 1;
        if (length > LONGEST_LABEL || octets > MOST_OCTETS) {
            return false;
        }
        int captured = Math.min(length, to - at - 1);
        bytes.copyTo(label, 0, at + 1, captured);
        text.append(text.isEmpty() ? "" : ".");
        String printable = Printable.of(label, 0, captured, MOST_ESCAPED);
        String shown = ShownText.name(printable);
        text.append(shown.equals(printable) ? printable.replace(".", "\\x2e") : shown);
        at += length + 1;
        return true;
    }

    /** Offset behind the name in the message; valid only for a whole name. */
    int next() {
        return next;
    }

    /** The printable name without the final dot; {@code .} for the root. A cut name ends in {@code ...}. */
    String text() {
        if (text.isEmpty()) {
            return ".";
        }
        return text.length() <= LONGEST_TEXT ? text.toString() : text.substring(0, LONGEST_TEXT - CUT.length()) + CUT;
    }
}
