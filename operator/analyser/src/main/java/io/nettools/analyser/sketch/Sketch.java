package io.nettools.analyser.sketch;

import java.util.Optional;

/**
 * A multiset of any number of numbers in a few hundred bytes: an invertible Bloom lookup table (Goodrich and
 * Mitzenmacher, "Invertible Bloom Lookup Tables", Allerton 2011). One sketch can be subtracted from another. If the
 * difference has few members, they can be decoded (Eppstein et al., "What's the Difference?", SIGCOMM 2011). Counts
 * have a sign, so that a removal may come before its insertion: any order of insertions gives the same sketch.
 *
 * <pre>
 * key    tag (21 bits) | item (36 bits)
 * cell   how many (28 bits, signed) | sum of keys modulo 2^61 - 1 | sum of the items' checks modulo 2^31 - 1
 * </pre>
 *
 * <p>A key is in one cell of each of four tables; the cells depend only on its item. So all keys of a sketch can get a
 * tag later, and the sketch can be added to others. Two equal items with different tags hide each other.
 *
 * <p>The hashes must be the same on all nodes for a difference, so everybody knows them. A sender of packets whose
 * items collide can make a sketch that cannot be decoded. The sketch then reports so, and counts are not affected. By
 * losing chosen packets a sender can get another of its own packets named in their place, but no packet of others.
 */
public final class Sketch {
    /** Bits of an item, the lower part of a key. */
    public static final int ITEM_BITS = 36;
    /** Bits of a key: tag and item. */
    public static final int KEY_BITS = 57;
    /**
     * Cells of a sketch for a message: its text has 960 characters. A difference of 20 members is decoded completely in
     * 99 of 100 cases, one of 10 in 998 of 1000, one of 30 in 911.
     */
    public static final int SMALL = 48;

    /**
     * Number of tables. With three, one pair in 4096 would share all cells of a small sketch and hide each other; with
     * four it is one in 20736.
     */
    static final int TABLES = 4;

    static final int MOST_CELLS = SMALL << 10;
    static final int COUNT_BITS = 28;
    private static final int INDEX_BITS = 16;

    private final int[] counts;
    private final long[] keys;
    private final int[] checks;

    /**
     * An empty sketch.
     *
     * @param cells 12 times a power of two
     */
    public Sketch(int cells) {
        if (!possible(cells)) {
            throw new IllegalArgumentException("cells: " + cells);
        }
        counts = new int[cells];
        keys = new long[cells];
        checks = new int[cells];
    }

    /** Whether a sketch can have this number of cells. */
    static boolean possible(int cells) {
        return cells <= MOST_CELLS && cells % (3 * TABLES) == 0 && Integer.bitCount(cells / (3 * TABLES)) == 1;
    }

    private Sketch(Sketch other) {
        counts = other.counts.clone();
        keys = other.keys.clone();
        checks = other.checks.clone();
    }

    /**
     * Adds a key.
     *
     * @param key of {@link #KEY_BITS}
     * @param times the number of insertions; a negative number removes the key
     */
    public void insert(long key, int times) {
        long sum = Field.KEYS.multiple(times, key);
        long check = Field.CHECKS.multiple(times, check(key));
        for (int table = 0; table < TABLES; table++) {
            add(index(key, table), times, sum, check);
        }
    }

    private void add(int cell, int times, long sum, long check) {
        counts[cell] += times;
        keys[cell] = Field.KEYS.plus(keys[cell], sum);
        checks[cell] = (int) Field.CHECKS.plus(checks[cell], check);
    }

    private int index(long key, int table) {
        int size = counts.length / TABLES;
        int hash = (int) (mixed(item(key)) >>> (table * INDEX_BITS)) & ((1 << INDEX_BITS) - 1);
        return table * size + hash % size;
    }

    private static long check(long key) {
        return Field.CHECKS.of(mixed(item(key) ^ 0x6a09_e667_f3bc_c908L) >>> 1);
    }

    private static long item(long key) {
        return key & ((1L << ITEM_BITS) - 1);
    }

    /** Stafford's Mix13, which maps neighbouring sequence numbers to unrelated numbers. */
    private static long mixed(long item) {
        long mixed = (item ^ (item >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** Number of cells. */
    public int cells() {
        return counts.length;
    }

    /** The sum of both sketches; the larger one is folded to the size of the smaller. */
    public Sketch plus(Sketch other) {
        int cells = Math.min(cells(), other.cells());
        Sketch sum = folded(cells);
        Sketch added = other.folded(cells);
        for (int cell = 0; cell < cells; cell++) {
            sum.add(cell, added.counts[cell], added.keys[cell], added.checks[cell]);
        }
        return sum;
    }

    /**
     * The difference: members that this sketch has more often, and with a negative sign those that the other has more
     * often.
     */
    public Sketch minus(Sketch other) {
        return plus(other.negative());
    }

    private Sketch negative() {
        Sketch negative = new Sketch(cells());
        for (int cell = 0; cell < cells(); cell++) {
            negative.counts[cell] = -counts[cell];
            negative.keys[cell] = Field.KEYS.minus(0, keys[cell]);
            negative.checks[cell] = (int) Field.CHECKS.minus(0, checks[cell]);
        }
        return negative;
    }

    /** The sketch in fewer cells, as if it had been that small from the beginning; a copy when it is not larger. */
    public Sketch folded(int cells) {
        if (cells >= cells()) {
            return new Sketch(this);
        }
        Sketch folded = new Sketch(cells);
        int size = cells() / TABLES;
        int smaller = cells / TABLES;
        for (int cell = 0; cell < cells(); cell++) {
            int at = cell / size * smaller + cell % size % smaller;
            folded.add(at, counts[cell], keys[cell], checks[cell]);
        }
        return folded;
    }

    /**
     * The sketch with a tag on each key, which must have no tag before.
     *
     * @param tag of {@link #KEY_BITS} less {@link #ITEM_BITS}
     */
    public Sketch tagged(long tag) {
        Sketch tagged = new Sketch(this);
        for (int cell = 0; cell < cells(); cell++) {
            long sum = Field.KEYS.multiple(count(cell), tag << ITEM_BITS);
            tagged.keys[cell] = Field.KEYS.plus(keys[cell], sum);
        }
        return tagged;
    }

    /** The members, as far as they can be decoded. */
    public Members members() {
        return Peeling.of(new Sketch(this));
    }

    /** Number of keys in a cell. It is right below 2^27, which is more than any useful difference. */
    int count(int cell) {
        int unused = Integer.SIZE - COUNT_BITS;
        return counts[cell] << unused >> unused;
    }

    boolean empty(int cell) {
        return count(cell) == 0 && keys[cell] == 0 && checks[cell] == 0;
    }

    /** The key of a cell whose keys are all equal; -1 when the cell is empty or has different keys. */
    long only(int cell) {
        int count = count(cell);
        if (count == 0) {
            return -1;
        }
        long key = Field.KEYS.times(keys[cell], Field.KEYS.inverse(Field.KEYS.of(count)));
        boolean fits = key >>> KEY_BITS == 0
                && index(key, cell / (cells() / TABLES)) == cell
                && checks[cell] == Field.CHECKS.multiple(count, check(key));
        return fits ? key : -1;
    }

    /** The printable text, which {@link #parse} reads. */
    public String text() {
        return SketchText.of(this);
    }

    /** Reads the text of a sketch; empty for any other text. */
    public static Optional<Sketch> parse(String text) {
        return SketchText.parse(text);
    }

    /** Sum of a cell's keys. */
    long keys(int cell) {
        return keys[cell];
    }

    /** Sum of the checks of a cell's items. */
    int checks(int cell) {
        return checks[cell];
    }

    /** Fills an empty cell with the content of another. Any numbers are safe, even from an untrusted text. */
    void fill(int cell, int count, long keysSum, long checksSum) {
        counts[cell] = count;
        keys[cell] = Field.KEYS.of(keysSum);
        checks[cell] = (int) Field.CHECKS.of(checksSum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sketch sketch && text().equals(sketch.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }
}
