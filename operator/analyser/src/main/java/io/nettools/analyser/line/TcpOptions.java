package io.nettools.analyser.line;

import io.nettools.analyser.packet.Bytes;

/** TCP options, as print-tcp.c: {@code kind | length | value}, except for end and no-operation, which are one byte. */
final class TcpOptions {
    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int MAXIMUM_SEGMENT = 2;
    private static final int WINDOW_SCALE = 3;
    private static final int SACK_PERMITTED = 4;
    private static final int SACK = 5;
    private static final int TIMESTAMPS = 8;
    private static final int USER_TIMEOUT = 28;

    private TcpOptions() {}

    /**
     * Writes all options.
     *
     * @param size bytes of options
     * @param sackOrigin origin of the numbers in a selective acknowledgment
     * @return false if they are cut or malformed, and the line ends there
     */
    static boolean write(Line line, int from, int size, int sackOrigin) {
        if (size == 0) {
            return true;
        }
        line.add(", options [");
        int end = from + size;
        int at = from;
        boolean more = true;
        while (at < end && more) {
            line.add(at > from ? "," : "");
            int kind = line.bytes().u8(at);
            int length = isSingle(kind) ? 1 : line.bytes().u8(at + 1);
            int needed = size(kind, length);
            if (!writeName(line, at, end, at > from ? "]" : "")) {
                return false;
            }
            if (!line.has(at, needed)) {
                line.truncated("tcp");
                line.add(at > from ? ">" : "");
                return false;
            }
            writeValue(line, at, needed, sackOrigin);
            line.add(needed == length ? "" : "[len " + length + "]");
            at += needed;
            more = kind != END;
        }
        line.add("]");
        return true;
    }

    /** Writes the name of the option, or the reason that it is malformed. */
    private static boolean writeName(Line line, int at, int end, String close) {
        int kind = line.bytes().u8(at);
        if (!line.has(at, isSingle(kind) ? 1 : 2)) {
            line.truncated("tcp");
            return false;
        }
        int length = isSingle(kind) ? 1 : line.bytes().u8(at + 1);
        boolean impossible = at + length > end || (!isSingle(kind) && length < 2);
        line.add(impossible ? "" : name(kind));
        if (impossible || at + size(kind, length) > end) {
            line.add("[bad opt]").add(close);
            return false;
        }
        return true;
    }

    private static boolean isSingle(int kind) {
        return kind == END || kind == NO_OPERATION;
    }

    /** Size of an option by its kind; its length field may differ. */
    private static int size(int kind, int length) {
        return switch (kind) {
            case MAXIMUM_SEGMENT, USER_TIMEOUT -> 4;
            case WINDOW_SCALE -> 3;
            case SACK_PERMITTED -> 2;
            case TIMESTAMPS -> 10;
            default -> length;
        };
    }

    private static void writeValue(Line line, int at, int size, int sackOrigin) {
        Bytes bytes = line.bytes();
        switch (bytes.u8(at)) {
            case END, NO_OPERATION, SACK_PERMITTED -> line.add("");
            case MAXIMUM_SEGMENT -> line.add(" ").add(bytes.u16(at + 2));
            case WINDOW_SCALE -> line.add(" ").add(bytes.u8(at + 2));
            case SACK -> writeSack(line, at, size, sackOrigin);
            case TIMESTAMPS -> line.add(" val " + bytes.u32(at + 2) + " ecr " + bytes.u32(at + 6));
            case USER_TIMEOUT -> writeTimeout(line, bytes.u16(at + 2));
            default -> writeHex(line, at, size);
        }
    }

    /** Writes a user timeout (RFC 5482). As in tcpdump, the lowest bit means that the rest counts minutes. */
    private static void writeTimeout(Line line, int value) {
        line.add(" 0x" + Integer.toHexString(value) + " " + (value >> 1) * ((value & 1) == 0 ? 1 : 60));
    }

    private static String name(int kind) {
        return switch (kind) {
            case END -> "eol";
            case NO_OPERATION -> "nop";
            case MAXIMUM_SEGMENT -> "mss";
            case WINDOW_SCALE -> "wscale";
            case SACK_PERMITTED -> "sackOK";
            case SACK -> "sack";
            case TIMESTAMPS -> "TS";
            case 19 -> "md5";
            case USER_TIMEOUT -> "uto";
            case 29 -> "tcp-ao";
            case 30 -> "mptcp";
            case 34 -> "tfo";
            case 254 -> "exp";
            default -> "unknown-" + kind;
        };
    }

    private static void writeSack(Line line, int at, int length, int sackOrigin) {
        Bytes bytes = line.bytes();
        if ((length - 2) % 8 != 0) {
            line.add(" invalid sack");
            return;
        }
        line.add(" ").add((length - 2) / 8).add(" ");
        for (int block = at + 2; block < at + length; block += 8) {
            line.add("{").addUnsigned(bytes.i32(block) - sackOrigin);
            line.add(":").addUnsigned(bytes.i32(block + 4) - sackOrigin).add("}");
        }
    }

    private static void writeHex(Line line, int at, int length) {
        line.add(length > 2 ? " 0x" : "");
        for (int i = 2; i < length; i++) {
            line.addHex(line.bytes().u8(at + i), 2);
        }
    }
}
