package io.nettools.analyser.sketch;

import java.util.List;

/**
 * What could be told of a sketch's members.
 *
 * @param told those that are sure, in no order
 * @param complete whether there are no others
 */
public record Members(List<Member> told, boolean complete) {
    public Members {
        told = List.copyOf(told);
    }

    /**
     * One of them.
     *
     * @param key as it was inserted, or tagged since
     * @param times how often, less how often it was taken away; not 0
     */
    public record Member(long key, int times) {
        /** What the key is without its tag. */
        public long item() {
            return key & ((1L << Sketch.ITEM_BITS) - 1);
        }

        /** What {@link Sketch#tagged} said; 0 without. */
        public long tag() {
            return key >>> Sketch.ITEM_BITS;
        }
    }
}
