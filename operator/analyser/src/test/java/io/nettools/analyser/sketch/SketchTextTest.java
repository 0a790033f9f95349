package io.nettools.analyser.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * A sketch's text comes from another node. A text of a sketch is read back exactly, and any other text does no harm.
 */
class SketchTextTest {
    private static final int CELL_BYTES = 15;
    private static final int CELL_CHARACTERS = 20;

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String filled(int cells, int with) {
        byte[] bytes = new byte[cells * CELL_BYTES];
        Arrays.fill(bytes, (byte) with);
        return base64(bytes);
    }

    /** Any content: few members or far too many to decode, any counts of either sign, with or without tags. */
    @Property(tries = 300)
    void aSketchOfAnySizeIsReadBack(
            @ForAll @IntRange(max = 7) int doubled,
            @ForAll @Size(max = 80) List<@LongRange(max = (1L << 36) - 1) Long> items,
            @ForAll int times,
            @ForAll @LongRange(max = (1L << 21) - 1) long tag) {
        Sketch sketch = new Sketch(12 << doubled);
        for (int i = 0; i < items.size(); i++) {
            sketch.insert(items.get(i), times + i);
        }
        Sketch tagged = sketch.tagged(tag);
        String text = tagged.text();
        Sketch read = Sketch.parse(text).orElseThrow();
        assertEquals(tagged, read);
        assertEquals(tagged.hashCode(), read.hashCode());
        assertEquals(tagged.members(), read.members());
        assertEquals(text, read.text());
        assertEquals((12 << doubled) * CELL_CHARACTERS, text.length());
        assertTrue(text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/')), text);
    }

    @Test
    void theLargestSketchIsReadBackAndALongerTextIsRefused() {
        Sketch largest = new Sketch(Sketch.MOST_CELLS);
        largest.insert(4_711, -3);
        assertEquals(Optional.of(largest), Sketch.parse(largest.text()));
        assertEquals(Optional.empty(), Sketch.parse(largest.text() + "A"));
        assertEquals(Optional.empty(), Sketch.parse(largest.text().repeat(2)));
    }

    /** A text that was cut is refused, unless the rest has the length of a whole sketch. */
    @Property(tries = 500)
    void aCutTextIsRefused(@ForAll @IntRange(max = 959) int length) {
        Sketch sketch = new Sketch(Sketch.SMALL);
        sketch.insert(4_711, 1);
        boolean whole = length == 240 || length == 480;
        assertEquals(whole, Sketch.parse(sketch.text().substring(0, length)).isPresent());
    }

    /** With one changed character the text is refused, or is a sketch with at most as many decoded members as cells. */
    @Property(tries = 500)
    void aWrongCharacterDoesNoHarm(
            @ForAll @IntRange(max = 959) int at, @ForAll char wrong, @ForAll @IntRange(max = 60) int many) {
        Sketch sketch = new Sketch(Sketch.SMALL);
        for (int item = 0; item < many; item++) {
            sketch.insert(item, 1);
        }
        String text = sketch.text();
        Optional<Sketch> read = Sketch.parse(text.substring(0, at) + wrong + text.substring(at + 1));
        boolean base64 = wrong < 128 && (Character.isLetterOrDigit(wrong) || wrong == '+' || wrong == '/');
        assertEquals(base64, read.isPresent());
        read.ifPresent(SketchTextTest::isBounded);
    }

    /** For any cells, in each size, decoding ends with at most as many members as a sketch of that size can have. */
    @Property(tries = 300)
    void membersOfAForgedSketchAreLimited(@ForAll("cells") byte[] bytes) {
        isBounded(Sketch.parse(base64(bytes)).orElseThrow());
    }

    /** Includes cells of few different bytes, as an attacker would choose. */
    @Provide
    Arbitrary<byte[]> cells() {
        Arbitrary<Byte> any = Arbitraries.bytes();
        Arbitrary<Byte> limits = Arbitraries.of((byte) 0, (byte) 1, (byte) 0x7f, (byte) 0x80, (byte) 0xff);
        return Arbitraries.integers().between(0, 3).flatMap(doubled -> Arbitraries.oneOf(any, limits)
                .array(byte[].class)
                .ofSize((CELL_BYTES * 12) << doubled));
    }

    private static void isBounded(Sketch sketch) {
        Members members = sketch.members();
        assertTrue(members.told().size() <= sketch.cells(), members::toString);
        assertTrue(members.told().stream().allMatch(one -> one.key() >>> Sketch.KEY_BITS == 0 && one.times() != 0));
        assertEquals(sketch, sketch.plus(new Sketch(sketch.cells())));
        assertEquals(new Members(List.of(), true), sketch.minus(sketch).members());
        assertEquals(12, sketch.folded(12).cells());
    }

    /** A sum of 2^61-1 or 2^31-1 equals 0, so a text with such sums is an empty sketch. */
    @Test
    void aSumOfThePrimeCountsAsZero() {
        byte[] cells = new byte[12 * CELL_BYTES];
        for (int cell = 0; cell < 12; cell++) {
            Arrays.fill(cells, cell * CELL_BYTES + 4, (cell + 1) * CELL_BYTES, (byte) 0xff);
            cells[cell * CELL_BYTES + 3] = 0x0f;
        }
        Sketch read = Sketch.parse(base64(cells)).orElseThrow();
        assertEquals(new Sketch(12), read);
        assertTrue(read.members().complete());
    }

    @Test
    void aSketchThatIsFullOfOnesTellsNothing() {
        Members members = Sketch.parse(filled(Sketch.SMALL, 0xff)).orElseThrow().members();
        assertEquals(List.of(), members.told());
        assertFalse(members.complete());
    }
}
