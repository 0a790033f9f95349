package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Tally;
import java.util.List;

/**
 * A conversation at all points of its way.
 *
 * @param local the target's end
 * @param remote the other end as the target names it
 * @param translated the other end's own name for itself when that differs, else empty
 * @param visible its points, from the target's pod to the other end
 * @param known how much of the way that is
 * @param lost packets by name
 */
record Chain(
        String protocol,
        String local,
        String remote,
        String translated,
        Visible visible,
        Known known,
        List<Named> lost) {

    /** How much of the way was watched. */
    enum Known {
        /** Both ends. */
        Whole,
        /** The target's end; nobody watched the other one. */
        TargetSide,
        /** The target's end; its node translates the source, so that neither its uplink nor the other end sees the target's address. */
        SourceTranslated,
        /** The target's end; the other one saw too much to list all of it. */
        ListCut,
        /** The other end; the user's filter may hide it from the target's own points. */
        Filtered,
        /** The target's end; the other one knows the target by another address, and several conversations could be this one. */
        Masked
    }

    /** @param packet that the target sent ({@code outbound}) or was sent, which passed the beginning of the gap and not its end */
    record Named(Gap gap, boolean outbound, String packet) {}

    Chain {
        lost = List.copyOf(lost);
    }

    String other() {
        return translated.isEmpty() ? remote : translated;
    }

    boolean tcp() {
        return protocol.equals("tcp");
    }

    /** The points that could see it. */
    List<Stop> stops() {
        return visible.stops();
    }

    Course course(boolean outbound) {
        return new Course(this, outbound, visible.course(outbound));
    }

    List<Course> courses() {
        return List.of(course(true), course(false));
    }

    /** By one clock: who was seen first at a point that saw both; else who was seen at all. */
    boolean targetBegan() {
        for (Stop stop : stops()) {
            if (seen(stop.sent()) && seen(stop.received())) {
                return stop.sent().firstMicros() <= stop.received().firstMicros();
            }
        }
        return stops().stream().anyMatch(stop -> seen(stop.sent()));
    }

    private static boolean seen(Tally tally) {
        return tally.packets() > 0;
    }

    /** Whether all of it may happen on a link, so that only the pod's own points have to see it. */
    boolean ofTheLink() {
        return Address.ofTheLink(local) || Address.ofTheLink(other());
    }
}
