package io.nettools.analyser.passage;

import io.nettools.analyser.packet.TwoEnds;
import io.nettools.analyser.report.Views;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** One conversation at all points, from the pod outward; {@link #ABSENT} at a point that saw nothing of it. */
final class Followed {
    private static final Talk ABSENT = Talk.none();

    private final List<Views.Point> points;
    private final Talk[] talks;
    private final Talk first;

    /** @param at number of the point that saw it first, counted outward */
    Followed(List<Views.Point> points, int at, Talk first) {
        this.points = points;
        this.first = first;
        talks = new Talk[points.size()];
        Arrays.fill(talks, ABSENT);
        talks[at] = first;
    }

    void join(int at, Talk talk) {
        talks[at] = talk;
    }

    boolean seenAt(int at) {
        return talks[at].seen();
    }

    Talk at(int point) {
        return talks[point];
    }

    /** Its ends as the pod sees them. */
    TwoEnds ends() {
        return first.ends();
    }

    /** Its ends as seen by the outermost point that saw it. */
    TwoEnds outermostEnds() {
        return outermost().ends();
    }

    private Talk outermost() {
        int at = talks.length - 1;
        while (!seenAt(at)) {
            at--;
        }
        return talks[at];
    }

    /** Whether {@code other} is this conversation, translated, at a point further inside. */
    boolean isTranslated(Talk other) {
        return Arrays.stream(talks).anyMatch(talk -> talk.seen() && talk.isTranslated(other));
    }

    /** Gaps between neighbouring captured points, in the order in which packets pass them. */
    List<Gap> gaps(boolean sent) {
        List<Integer> order = new ArrayList<>();
        for (int at = 0; at < talks.length; at++) {
            if (points.get(at).listened()) {
                order.add(sent ? order.size() : 0, at);
            }
        }
        List<Gap> gaps = new ArrayList<>();
        for (int i = 1; i < order.size(); i++) {
            Gap gap = new Gap(this, sent, order.get(i - 1), order.get(i), order.subList(i, order.size()));
            if (gap.comparable()) {
                gaps.add(gap);
            }
        }
        return gaps;
    }

    boolean dropped(int point) {
        return points.get(point).droppedByKernel() > 0;
    }

    /** Amount lost between points, in both directions. */
    long lost() {
        return gaps(true).stream().mapToLong(Gap::missing).sum()
                + gaps(false).stream().mapToLong(Gap::missing).sum();
    }

    /** Whether SYNs of the pod got no answer. */
    boolean unanswered() {
        return first.received().packets() == 0 && first.sent().tally().syns() > 0;
    }

    long packets() {
        return first.sent().packets() + first.received().packets();
    }

    Views.Passage passage() {
        String remote = ends().second();
        String outside = outermostEnds().second();
        List<Views.Lost> lost = new ArrayList<>();
        gaps(true).forEach(gap -> lost.addAll(gap.lost()));
        gaps(false).forEach(gap -> lost.addAll(gap.lost()));
        return new Views.Passage(
                ends().protocolName(),
                ends().first(),
                remote,
                outside.equals(remote) ? "" : outside,
                tallies(Talk::sent),
                tallies(Talk::received),
                lost);
    }

    private List<Views.Tally> tallies(Function<Talk, Direction> direction) {
        return Arrays.stream(talks).map(direction).map(Direction::tally).toList();
    }
}
