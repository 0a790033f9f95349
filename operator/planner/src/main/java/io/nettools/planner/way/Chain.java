package io.nettools.planner.way;

import io.nettools.analyser.report.Finding.About;
import io.nettools.analyser.report.Views.Tally;
import java.util.List;

/**
 * A conversation at all points of its path.
 *
 * @param local the target's end
 * @param remote the other end as the target names it
 * @param translated the other end's own address when that differs from {@code remote}, else empty
 * @param visible points, from the target's pod to the other end
 * @param known how much of the path these points cover
 * @param lost lost packets by name
 */
record Chain(
        String protocol,
        String local,
        String remote,
        String translated,
        Visible visible,
        Known known,
        List<Named> lost) {

    /** How much of the path was captured. */
    enum Known {
        /** Both ends. */
        Whole,
        /** The target's end; the other end was not captured. */
        TargetSide,
        /**
         * The target's end. Its node translates the source, so neither its uplink nor the other end sees the target's
         * address.
         */
        SourceTranslated,
        /** The target's end; the other end's list of conversations was cut. */
        ListCut,
        /** The target's end. It asked a Service, and it is not known which conversation of the other end came of it. */
        BackendUnknown,
        /** The other end; the user's filter may hide it from the target's own points. */
        Filtered,
        /**
         * The target's end. The other end sees the target under another address, and several conversations could be
         * this one.
         */
        Masked
    }

    /** A lost packet: it passed the beginning of the gap and not its end. With {@code outbound}, the target sent it. */
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

    /** The points that could see the conversation. */
    List<Stop> stops() {
        return visible.stops();
    }

    Course course(boolean outbound) {
        return new Course(this, outbound, visible.course(outbound));
    }

    List<Course> courses() {
        return List.of(course(true), course(false));
    }

    /**
     * Compares first packets at a point that saw both directions, since that has one clock; else the direction that was
     * seen began.
     */
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

    /** Its ends, as a user knows them. */
    About about() {
        return targetBegan() ? new About(protocol, local, remote, translated) : new About(protocol, other(), local, "");
    }

    /** Whether it may stay on the link, so that only the pod's own points have to see it. */
    boolean ofTheLink() {
        return Address.ofTheLink(local) || Address.ofTheLink(other());
    }
}
