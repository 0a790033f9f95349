package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A loss: one direction of a conversation has less behind a gap than before it, beyond what the edges of the window
 * explain.
 *
 * @param before what the point before the gap saw
 * @param after what the point behind it saw
 */
record Loss(Course course, Gap gap, Tally before, Tally after) {
    /** Smaller than any MTU of IPv6 (RFC 8200, section 5): where segments are cut, full ones are larger. */
    private static final long FULL = 1280;

    private static final long LARGE = 1000;

    /**
     * The losses of this direction.
     *
     * @param filtered the pod from whose own views the user's filter may hide packets; empty without a filter
     */
    static List<Loss> of(Course course, String filtered) {
        List<Sighting> seen = course.reliable();
        return IntStream.range(1, seen.size())
                .mapToObj(i -> between(course, seen.get(i - 1), seen.get(i), filtered))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Loss> between(Course course, Sighting from, Sighting to, String filtered) {
        Loss loss = new Loss(course, new Gap(from.at(), to.at()), from.tally(), to.tally());
        return loss.certain() && !loss.refuted() && !(to.at().pod().equals(filtered) && loss.perhapsFiltered())
                ? Optional.of(loss)
                : Optional.empty();
    }

    private boolean certain() {
        return syns() > before.edge()
                || bare() > before.edge()
                || payload() > before.edge() * Math.max(1, before.largest());
    }

    long syns() {
        return before.syns() - after.syns();
    }

    private long bare() {
        return before.bare() - after.bare();
    }

    private long payload() {
        return before.payload() - after.payload();
    }

    /** Whether nothing passed the gap. */
    boolean everything() {
        return after.bare() == 0 && after.payload() == 0;
    }

    /** Whether an answer proves that the packets arrived: by another device than the captured one. */
    private boolean refuted() {
        if (!everything()) {
            return false;
        }
        if (answersComeUnseen()) {
            return true;
        }
        if (before.syns() == 0) {
            return false;
        }
        Tally answers = course.opposite().most();
        return course.byClient() ? answers.packets() > answers.resets() : answers.packets() > answers.syns();
    }

    /**
     * Whether answers are seen before the gap and not behind it: the conversation uses another device or another
     * address there.
     */
    private boolean answersComeUnseen() {
        Tally unseen = at(course.opposite(), gap.to()).orElse(Tally.NONE);
        Tally answers = at(course.opposite(), gap.from()).orElse(Tally.NONE);
        return unseen.packets() == 0 && answers.packets() > answers.resets();
    }

    /**
     * Whether the user's filter may explain the difference. It applies at the pod and at its node's end, not at the
     * uplink and not at the other end. It hides nothing if it hides nothing of the opposite direction, or if the
     * conversation itself shows that nothing arrived.
     */
    private boolean perhapsFiltered() {
        boolean filteredAlike =
                gap.from().pod().equals(gap.to().pod()) && gap.from().where() != Where.Uplink;
        if (filteredAlike || gap.to().where() == Where.Uplink) {
            return false;
        }
        Course back = course.opposite();
        if (everything()) {
            Tally most = back.most();
            return most.packets() > most.syns() || most.syns() == 1;
        }
        return surplus(back);
    }

    private boolean surplus(Course back) {
        Optional<Tally> inside = at(back, gap.to());
        Optional<Tally> outside = at(back, gap.from());
        return inside.isEmpty()
                || outside.isEmpty()
                || outside.get().bare() - outside.get().edge() > inside.get().bare()
                || outside.get().payload()
                                - outside.get().edge() * outside.get().largest()
                        > inside.get().payload();
    }

    private static Optional<Tally> at(Course course, Station station) {
        return course.seen().stream()
                .filter(one -> one.at().equals(station))
                .map(Sighting::tally)
                .findFirst();
    }

    /** Whether small packets pass and large ones do not. */
    boolean onlyLarge() {
        if (everything() || before.largest() <= LARGE || syns() > before.edge()) {
            return false;
        }
        boolean smaller =
                before.largest() <= Sighting.ONE_PACKET ? after.largest() < before.largest() : after.largest() < FULL;
        boolean large = course.chain().tcp() ? bare() <= before.edge() : true;
        return smaller && large;
    }

    /**
     * Resets seen where the lost packets were seen last. No packet got further, so the sender of the resets is in the
     * gap.
     */
    long answered() {
        return everything()
                ? at(course.opposite(), gap.from()).orElse(Tally.NONE).resets()
                : 0;
    }

    /** Whether frames are packets at both points. */
    boolean comparable() {
        return before.largest() <= Sighting.ONE_PACKET && after.largest() <= Sighting.ONE_PACKET;
    }
}
