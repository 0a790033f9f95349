package io.nettools.analyser.sketch;

import java.util.List;

/**
 * The members of a sketch, as far as they can be decoded.
 *
 * @param told the decoded members, in no order
 * @param complete whether these are all members
 */
public record Members(List<Member> told, boolean complete) {
    public Members {
        told = List.copyOf(told);
    }

    /**
     * One member.
     *
     * @param key the key as inserted, or tagged since
     * @param times the number of insertions less the number of removals; not 0
     */
    public record Member(long key, int times) {
        /** The key without its tag. */
        public long item() {
            return key & ((1L << Sketch.ITEM_BITS) - 1);
        }

        /** The tag from {@link Sketch#tagged}; 0 without. */
        public long tag() {
            return key >>> Sketch.ITEM_BITS;
        }
    }
}
