package io.nettools.analyser.sketch;

import java.util.Optional;

/**
 * A multiset of numbers in a few hundred bytes, however many there are: an invertible Bloom lookup table (Goodrich and Mitzenmacher,
 * "Invertible Bloom Lookup Tables", Allerton 2011). Of two of them the difference can be taken, and as long as that has few members, it tells
 * them (Eppstein et al., "What's the Difference?", SIGCOMM 2011). Counts have a sign, so that what was taken away before it came is no special
 * case: any order of insertions gives the same sketch.
 *
 * <pre>
 * key    tag (21 bits) | item (36 bits)
 * cell   how many (28 bits, signed) | sum of keys modulo 2^61 - 1 | sum of the items' checks modulo 2^31 - 1
 * </pre>
 *
 * <p>A key is in one cell of each of four tables, which depend on its item alone. So all that was inserted can be given a tag later, and
 * be put in one sketch with others. Two equal items with different tags hide each other.
 *
 * <p>The hashes are the same on all nodes, or else there would be no difference to take; so everybody knows them. Who sends packets whose items
 * collide makes a sketch that cannot be read, which then says so, and counts stand as they are. By losing packets
 * that he chose he may get another of his own packets named in their place; of anybody else's he has none to lose.
 */
public final class Sketch {
    /** Bits of an item, the lower part of a key. */
    public static final int ITEM_BITS = 36;
    /** Bits of a key: tag and item. */
    public static final int KEY_BITS = 57;
    /**
     * Cells of a sketch that goes into a message: its text has 960 characters. A difference of 20 members is told whole in 99 of 100 cases, one
     * of 10 in 998 of 1000, one of 30 in 911.
     */
    public static final int SMALL = 48;

    /** With three, one pair in 4096 would share all cells of a small sketch and hide each other; with four it is one in 20736. */
    static final int TABLES = 4;

    static final int MOST_CELLS = SMALL << 10;
    static final int COUNT_BITS = 28;
    private static final int INDEX_BITS = 16;

    private final int[] counts;
    private final long[] keys;
    private final int[] checks;

    /**
     * An empty one.
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

    /** Whether there are sketches with so many cells. */
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
     * @param times how often; negative takes away
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

    /** Stafford's Mix13: neighbouring sequence numbers become numbers that have nothing in common. */
    private static long mixed(long item) {
        long mixed = (item ^ (item >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** Cells. */
    public int cells() {
        return counts.length;
    }

    /** All of both; the larger one is folded to the size of the smaller. */
    public Sketch plus(Sketch other) {
        int cells = Math.min(cells(), other.cells());
        Sketch sum = folded(cells);
        Sketch added = other.folded(cells);
        for (int cell = 0; cell < cells; cell++) {
            sum.add(cell, added.counts[cell], added.keys[cell], added.checks[cell]);
        }
        return sum;
    }

    /** What is in this one more often than in the other, and with a negative sign the reverse. */
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

    /** The same in fewer cells, as if it had been that small from the beginning; itself, copied, when it is no larger than that. */
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
     * The same with a tag on each key, in place of none.
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

    /** The members, as far as they can be told. */
    public Members members() {
        return Peeling.of(new Sketch(this));
    }

    /** How many keys are in a cell. It is right as long as there are less than 2^27: nobody needs a difference larger than that. */
    int count(int cell) {
        int unused = Integer.SIZE - COUNT_BITS;
        return counts[cell] << unused >> unused;
    }

    boolean empty(int cell) {
        return count(cell) == 0 && keys[cell] == 0 && checks[cell] == 0;
    }

    /** The only key of a cell, as often as the cell counts; -1 when there are others in it. */
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

    /** Of printable characters, to be read by {@link #parse}. */
    public String text() {
        return SketchText.of(this);
    }

    /** What {@link #text} wrote; empty when it is something else. */
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

    /** Fills an empty cell with what another one held; any numbers will do, those of a stranger, too. */
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
