package io.nettools.analyser.passage;

import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.sketch.Members;
import io.nettools.analyser.sketch.Sketch;
import java.util.List;
import java.util.Optional;

/** Names packets that left one node and did not arrive at the other, out of what the two ends of a way say. */
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

    /** Then it has no sketch either, and all that was sent is lost. */
    private static boolean sawNothing(Views far) {
        return far.passageCount() == 0 && far.points().stream().anyMatch(Point::listened);
    }

    /**
     * What the near target sent, that passed its outermost point and not the far one's. The other direction is asked for with the ends exchanged.
     *
     * @return for each of the near end's passages, in their order, some packets by name; none where it is not sure
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

    /** Whether it did not speak near the ends of the window: there the clocks of two nodes may disagree. */
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
