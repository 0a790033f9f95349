package io.nettools.analyser.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.sketch.Members.Member;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Sketches add and subtract like the multisets for which they stand. */
class SketchAlgebraTest {
    /** Cells for a thousand members: of few members two share all their cells once in 10^7 differences. */
    private static final int ROOMY = 12 << 8;

    private static Set<Long> items(Random random, int count) {
        Set<Long> items = new HashSet<>();
        while (items.size() < count) {
            items.add(random.nextLong(1L << Sketch.ITEM_BITS));
        }
        return items;
    }

    private static Sketch of(int cells, Collection<? extends Number> items) {
        Sketch sketch = new Sketch(cells);
        items.forEach(item -> sketch.insert(item.longValue(), 1));
        return sketch;
    }

    private static Map<Long, Integer> told(Sketch sketch) {
        return sketch.members().told().stream().collect(Collectors.toMap(Member::key, Member::times));
    }

    /** Members of both sets are gone; a member of only one is decoded with the sign of its side. */
    @Property(tries = 100)
    void fewDifferentMembersAreDecodedExactly(
            @ForAll int seed,
            @ForAll @IntRange(max = 5_000) int shared,
            @ForAll @IntRange(max = 60) int here,
            @ForAll @IntRange(max = 60) int there) {
        Random random = new Random(seed);
        Set<Long> common = items(random, shared);
        Set<Long> mine = items(random, here);
        Set<Long> others = items(random, there);
        mine.removeAll(common);
        others.removeAll(common);
        others.removeAll(mine);
        Sketch one = of(ROOMY, common).plus(of(ROOMY, mine));
        Sketch other = of(ROOMY, common).plus(of(ROOMY, others));

        Map<Long, Integer> expected = new HashMap<>();
        mine.forEach(item -> expected.put(item, 1));
        others.forEach(item -> expected.put(item, -1));
        assertEquals(expected, told(one.minus(other)));
        assertTrue(one.minus(other).members().complete());
    }

    /**
     * One lost packet among any number is always decoded, even in a message's small sketch: no other member can hide
     * it.
     */
    @Property(tries = 200)
    void aSingleDifferenceIsAlwaysDecoded(
            @ForAll int seed, @ForAll @IntRange(max = 500) int shared, @ForAll @IntRange(min = 1) int times) {
        Random random = new Random(seed);
        Set<Long> common = items(random, shared);
        long lost = random.nextLong(1L << Sketch.ITEM_BITS);
        int often = Math.max(1, times & 0x7ff_ffff);
        Sketch all = of(Sketch.SMALL, common);
        all.insert(lost, often);
        assertEquals(
                new Members(List.of(new Member(lost, often)), true),
                all.minus(of(Sketch.SMALL, common)).members());
        assertEquals(
                new Members(List.of(new Member(lost, -often)), true),
                of(Sketch.SMALL, common).minus(all).members());
    }

    @Property(tries = 200)
    void countsAdd(
            @ForAll @Size(max = 60) List<@IntRange(max = 9) Integer> some,
            @ForAll @Size(max = 60) List<@IntRange(max = 9) Integer> others) {
        Map<Long, Integer> counts = new HashMap<>();
        some.forEach(item -> counts.merge((long) item, 1, Integer::sum));
        others.forEach(item -> counts.merge((long) item, 1, Integer::sum));
        Sketch sum = of(ROOMY, some).plus(of(ROOMY, others));
        assertEquals(counts, told(sum));
        assertEquals(sum, of(ROOMY, others).plus(of(ROOMY, some)));
        assertEquals(of(ROOMY, some), sum.minus(of(ROOMY, others)));
    }

    /** A point's sketch can be read repeatedly, and subtracted from several others. */
    @Property(tries = 100)
    void decodingDoesNotChangeTheSketch(@ForAll int seed, @ForAll @IntRange(max = 100) int many) {
        Sketch sketch = of(Sketch.SMALL, items(new Random(seed), many));
        Sketch other = of(ROOMY, items(new Random(seed + 1L), many));
        String before = sketch.text() + other.text();
        sketch.members();
        sketch.plus(other).insert(1, 1);
        other.minus(sketch).insert(1, 1);
        sketch.tagged(1).insert(1, 1);
        sketch.folded(12).insert(1, 1);
        sketch.folded(ROOMY).insert(1, 1);
        assertEquals(before, sketch.text() + other.text());
    }

    /** Only the sums of keys change by a tag; counts and cells stay. */
    @Property(tries = 100)
    void aTagIsAddedToAllMembersAndNothingElse(
            @ForAll int seed, @ForAll @IntRange(max = 100) int many, @ForAll @IntRange(max = 0x1f_ffff) int tag) {
        Set<Long> items = items(new Random(seed), many);
        Sketch tagged = of(ROOMY, items).tagged(tag);
        Members members = tagged.members();
        assertEquals(items, members.told().stream().map(Member::item).collect(Collectors.toSet()));
        assertTrue(members.told().stream().allMatch(one -> one.tag() == tag && one.times() == 1));
        Set<Long> keys = items.stream()
                .map(item -> ((long) tag << Sketch.ITEM_BITS) | item)
                .collect(Collectors.toSet());
        assertEquals(of(ROOMY, keys), tagged);
    }

    /** Equal items with different tags do not cancel each other: a loss on one path is not hidden by another path. */
    @Property(tries = 100)
    void anItemUnderTwoTagsDoesNotCancel(@ForAll @IntRange(max = 0x1f_fffe) int tag, @ForAll int item) {
        Sketch once = of(Sketch.SMALL, List.of(item & 0xffff_ffffL));
        Members difference = once.tagged(tag).minus(once.tagged(tag + 1L)).members();
        assertEquals(new Members(List.of(), false), difference);
    }
}
