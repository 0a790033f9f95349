package io.nettools.analyser.http2;

import io.nettools.analyser.packet.Bytes;

/** Reads blocks of header fields (RFC 7541 §6). */
final class FieldDecoder {
    private static final int STATIC_ENTRIES = 61;
    private static final int LONGEST_NAME = 16;
    /** Characters of a value that are kept. */
    static final int LONGEST_VALUE = 160;

    private final DynamicTable table;
    private Bytes bytes = new Bytes();
    private int at;
    private int to;
    private boolean huffman;

    FieldDecoder(DynamicTable table) {
        this.table = table;
    }

    /**
     * Reads a block.
     *
     * @param whole whether the block is complete at {@code end}
     */
    void read(Bytes block, int from, int end, boolean whole, Fields fields) {
        bytes = block;
        at = from;
        to = end;
        boolean valid = true;
        while (valid && at < to) {
            valid = field(fields);
        }
        if (!valid || !whole) {
            table.forget();
        }
    }

    /** Forgets the table, since blocks may have been missed. */
    void forget() {
        table.forget();
    }

    private boolean field(Fields fields) {
        int first = bytes.u8(at);
        if (first >= 0x80) {
            return indexed(integer(7), fields);
        }
        if (first >= 0x40) {
            return literal(integer(6), true, fields);
        }
        if (first >= 0x20) {
            return integer(5) >= 0;
        }
        return literal(integer(4), false, fields);
    }

    private boolean indexed(int index, Fields fields) {
        FieldName name = name(index);
        if (name != null) {
            String value =
                    index > STATIC_ENTRIES ? table.value(index - STATIC_ENTRIES - 1) : FieldName.staticValue(index);
            fields.put(name, value);
        }
        return index > 0;
    }

    private FieldName name(int index) {
        return index > STATIC_ENTRIES ? table.name(index - STATIC_ENTRIES - 1) : FieldName.ofStatic(index);
    }

    private boolean literal(int index, boolean added, Fields fields) {
        if (index < 0) {
            return false;
        }
        FieldName name = name(index);
        if (index == 0) {
            int end = string();
            if (end < 0) {
                return false;
            }
            name = FieldName.of(text(end, LONGEST_NAME));
            at = end;
        }
        return value(name, added, fields);
    }

    private boolean value(FieldName name, boolean added, Fields fields) {
        int end = string();
        if (end < 0) {
            return false;
        }
        String value = name == null ? "" : text(end, LONGEST_VALUE);
        at = end;
        if (name != null) {
            fields.put(name, value);
        }
        if (added) {
            table.add(name, value);
        }
        return true;
    }

    /** Goes to a string's first byte; returns the offset behind it, -1 when it is incomplete. */
    private int string() {
        huffman = bytes.u8(at) >= 0x80;
        int length = at < to ? integer(7) : -1;
        return length >= 0 && length <= to - at ? at + length : -1;
    }

    private String text(int end, int longest) {
        return huffman ? Huffman.text(bytes, at, end, longest) : bytes.ascii(at, Math.min(end, at + longest));
    }

    /**
     * An integer whose first byte holds {@code prefix} bits of it (RFC 7541 §5.1); -1 when it is incomplete, or absurd.
     */
    private int integer(int prefix) {
        int most = (1 << prefix) - 1;
        int value = bytes.u8(at++) & most;
        if (value < most) {
            return value;
        }
        for (int shift = 0; shift <= 14 && at < to; shift += 7) {
            int next = bytes.u8(at++);
            value += (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        return -1;
    }
}
