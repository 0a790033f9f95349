package io.nettools.analyser.passage;

import io.nettools.analyser.report.Views;
import io.nettools.analyser.sketch.Members;
import io.nettools.analyser.sketch.Sketch;
import java.util.List;
import java.util.Optional;

/**
 * Packets of one direction of a conversation that passed one point and not the next.
 *
 * @param sent by the target
 * @param from number of the point that packets pass first
 * @param to number of the next that listened
 * @param later that one and those behind it
 */
record Gap(Followed followed, boolean sent, int from, int to, List<Integer> later) {
    private static final int NAMED = 4;

    /**
     * Whether the direction's packets pass both points. A conversation with a pod on the same node never passes the
     * uplink: it is answered, and the uplink saw nothing of it.
     */
    boolean comparable() {
        int outer = Math.max(from, to);
        boolean answered = !followed.at(Math.min(from, to)).received().quiet();
        return followed.seenAt(outer) || !answered || !sent;
    }

    /**
     * Segments without payload, plus bytes of payload, that passed here and neither the next point nor any behind it.
     */
    long missing() {
        return later.stream()
                .mapToLong(point -> before().missingAt(at(point)))
                .min()
                .orElse(0);
    }

    private Direction before() {
        return at(from);
    }

    private Direction at(int point) {
        return followed.at(point).direction(sent);
    }

    /** Some of the packets, if they are certain. They are not if a capture itself lost packets. */
    List<Views.Lost> lost() {
        long missing = missing();
        boolean seenBehind = before().missingAt(at(to)) > missing;
        Certain certain = Certain.of(before(), at(to));
        // near the ends of the window a packet that arrived may hide one that was lost
        boolean none = missing == 0 && certain.all();
        if (none || seenBehind || followed.dropped(to)) {
            return List.of();
        }
        return difference().map(members -> Names.of(members, certain)).orElse(List.of()).stream()
                .limit(NAMED)
                .map(name -> new Views.Lost(sent, from, name))
                .toList();
    }

    private Optional<Members> difference() {
        Optional<Sketch> after = at(to).sketch();
        return before().sketch().flatMap(all -> after.map(all::minus)).map(Sketch::members);
    }
}
