package io.nettools.analyser.passage;

import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.sketch.Members;
import io.nettools.analyser.sketch.Sketch;
import java.util.List;
import java.util.Optional;

/** Names packets that left one node and did not arrive at the other, from the reports of both ends of a path. */
public final class Between {
    private static final int NAMED = 4;

    private final Views near;
    private final Optional<Members> difference;

    private Between(Views near, Views far) {
        this.near = near;
        Optional<Sketch> sent = Sketch.parse(near.sketch());
        difference = (sawNothing(far)
                        ? sent
                        : sent.flatMap(all -> Sketch.parse(far.sketch()).map(all::minus)))
                .map(Sketch::members);
    }

    /** Whether the far end saw nothing. It has no sketch then, and all sent packets are lost. */
    private static boolean sawNothing(Views far) {
        return far.passageCount() == 0 && far.points().stream().anyMatch(Point::listened);
    }

    /**
     * Packets that the near target sent and that passed its outermost point, but not the far one's. For the other
     * direction exchange the arguments.
     *
     * @return for each of the near end's passages, in their order, some packets by name; empty if that is uncertain
     */
    public static List<List<String>> lost(Views near, Views far) {
        Between between = new Between(near, far);
        return near.passages().stream().map(between::lost).toList();
    }

    private List<String> lost(Passage passage) {
        if (!atRest(passage)) {
            return List.of();
        }
        String remote = passage.translated().isEmpty() ? passage.remote() : passage.translated();
        long tag = Tag.of(passage.protocol(), passage.local(), remote);
        return difference.map(members -> tagged(members, tag)).orElse(List.of());
    }

    private static List<String> tagged(Members all, long tag) {
        Members own = new Members(
                all.told().stream().filter(member -> member.tag() == tag).toList(), all.complete());
        return Names.of(own, Certain.ALL).stream().limit(NAMED).toList();
    }

    /** Whether it has no packets near the ends of the window, where the clocks of two nodes may disagree. */
    private boolean atRest(Passage passage) {
        for (int at = near.points().size() - 1; at >= 0; at--) {
            if (near.points().get(at).listened()) {
                Tally tally = at < passage.sent().size() ? passage.sent().get(at) : Tally.NONE;
                return tally.packets() > 0 && tally.edge() == 0;
            }
        }
        return false;
    }
}
