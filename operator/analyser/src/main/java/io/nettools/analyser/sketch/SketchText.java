package io.nettools.analyser.sketch;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * The text of a sketch in a message: Base64 (RFC 4648) without padding of its consecutive cells.
 *
 * <pre>
 * bits  28             61                          31
 *       how many       sum of keys                 sum of checks
 * </pre>
 */
final class SketchText {
    private static final int KEY_BITS = 61;
    private static final int CHECK_BITS = 31;
    private static final int CELL_BYTES = (Sketch.COUNT_BITS + KEY_BITS + CHECK_BITS) / Byte.SIZE;
    private static final int LONGEST = Sketch.MOST_CELLS * CELL_BYTES * 4 / 3;

    /**
     * Bits of the sum of keys in a cell's first 8 bytes, behind the count. The other 7 of its 15 bytes have the lower
     * bits and the checks.
     */
    private static final int UPPER_KEY_BITS = Long.SIZE - Sketch.COUNT_BITS;

    private static final int LOWER_KEY_BITS = KEY_BITS - UPPER_KEY_BITS;

    private SketchText() {}

    static String of(Sketch sketch) {
        ByteBuffer bytes = ByteBuffer.allocate(sketch.cells() * CELL_BYTES);
        for (int cell = 0; cell < sketch.cells(); cell++) {
            long keys = sketch.keys(cell);
            bytes.putLong((long) sketch.count(cell) << UPPER_KEY_BITS | keys >>> LOWER_KEY_BITS);
            long rest = keys << CHECK_BITS | sketch.checks(cell);
            bytes.putInt((int) (rest >>> 24)).putShort((short) (rest >>> 8)).put((byte) rest);
        }
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static Optional<Sketch> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            int cells = bytes.length / CELL_BYTES;
            return bytes.length % CELL_BYTES == 0 && Sketch.possible(cells)
                    ? Optional.of(read(bytes, cells))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Sketch read(byte[] bytes, int cells) {
        Sketch sketch = new Sketch(cells);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        for (int cell = 0; cell < cells; cell++) {
            long first = in.getLong();
            long rest = (in.getInt() & 0xffff_ffffL) << 24 | (in.getShort() & 0xffffL) << 8 | (in.get() & 0xffL);
            long keys = low(first, UPPER_KEY_BITS) << LOWER_KEY_BITS | rest >>> CHECK_BITS;
            sketch.fill(cell, (int) (first >> UPPER_KEY_BITS), keys, low(rest, CHECK_BITS));
        }
        return sketch;
    }

    private static long low(long number, int bits) {
        return number & (1L << bits) - 1;
    }
}
