package io.nettools.analyser.line;

import io.nettools.analyser.packet.Bytes;

/** TCP options, as print-tcp.c: {@code kind | length | value}, except for end and no-operation, which are one byte. */
final class TcpOptions {
    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int SACK = 5;

    private TcpOptions() {}

    /**
     * Writes all options.
     *
     * @param size bytes of options
     * @param sackOrigin what numbers in a selective acknowledgment count from
     * @return false when they were cut or made no sense, and the line ends there
     */
    static boolean write(Line line, int from, int size, int sackOrigin) {
        Bytes bytes = line.bytes();
        line.add(", options [");
        int end = from + size;
        int at = from;
        while (at < end) {
            line.add(at > from ? "," : "");
            int kind = bytes.u8(at);
            boolean single = kind == END || kind == NO_OPERATION;
            int length = single ? 1 : bytes.u8(at + 1);
            if (!line.has(at, single ? 1 : 2) || !line.has(at, length)) {
                line.truncated("tcp");
                return false;
            }
            if ((!single && length < 2) || at + length > end) {
                line.add(at > from ? "[bad opt]]" : "[bad opt]");
                return false;
            }
            writeOption(line, at, length, sackOrigin);
            at += length;
            if (kind == END) {
                break;
            }
        }
        line.add("]");
        return true;
    }

    private static void writeOption(Line line, int at, int length, int sackOrigin) {
        Bytes bytes = line.bytes();
        int kind = bytes.u8(at);
        int size =
                switch (kind) {
                    case 2, 14, 15, 28 -> 4;
                    case 3 -> 3;
                    case 4 -> 2;
                    case 8 -> 10;
                    default -> length;
                };
        line.add(name(kind));
        if (size != length) {
            line.add("[len ").add(length).add("]");
            return;
        }
        switch (kind) {
            case END, NO_OPERATION, 4 -> line.add("");
            case 2 -> line.add(" ").add(bytes.u16(at + 2));
            case 3 -> line.add(" ").add(bytes.u8(at + 2));
            case SACK -> writeSack(line, at, length, sackOrigin);
            case 8 -> line.add(" val ").add(bytes.u32(at + 2)).add(" ecr ").add(bytes.u32(at + 6));
            default -> writeValue(line, at, length);
        }
    }

    private static String name(int kind) {
        return switch (kind) {
            case END -> "eol";
            case NO_OPERATION -> "nop";
            case 2 -> "mss";
            case 3 -> "wscale";
            case 4 -> "sackOK";
            case SACK -> "sack";
            case 8 -> "TS";
            case 19 -> "md5";
            case 28 -> "uto";
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

    private static void writeValue(Line line, int at, int length) {
        line.add(length > 2 ? " 0x" : "");
        for (int i = 2; i < length; i++) {
            line.addHex(line.bytes().u8(at + i), 2);
        }
    }
}
