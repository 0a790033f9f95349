package io.nettools.planner.way;

import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Tally;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far the clock of a peer's node is ahead of that of the target's node, in µs. No packet arrives before it was
 * sent: packets to the peer give the upper bound, packets from it the lower bound (the two inequalities of RFC 5905,
 * section 8).
 *
 * @param atLeast lower bound, negative if the clock may be behind; {@link #UNKNOWN_LEAST} if unknown
 * @param atMost upper bound; {@link #UNKNOWN_MOST} if unknown
 */
record Clocks(String targetNode, String peerNode, long atLeast, long atMost) {
    static final long UNKNOWN_LEAST = Long.MIN_VALUE;
    static final long UNKNOWN_MOST = Long.MAX_VALUE;

    /**
     * Computes the bounds for two nodes from all conversations with both ends. Bounds that exclude each other are
     * unknown: a clock was set meanwhile.
     */
    static Clocks of(End target, End peer, List<Chain> chains) {
        Clocks clocks = new Clocks(target.node(), peer.node(), UNKNOWN_LEAST, UNKNOWN_MOST);
        for (Chain chain : chains) {
            for (Course course : chain.courses()) {
                for (Crossing crossing : Crossing.between(course, target, peer)) {
                    clocks = clocks.with(crossing);
                }
            }
        }
        return clocks.atLeast <= clocks.atMost
                ? clocks
                : new Clocks(target.node(), peer.node(), UNKNOWN_LEAST, UNKNOWN_MOST);
    }

    private Clocks with(Crossing crossing) {
        long least = crossing.leastMicros();
        return crossing.outbound()
                ? new Clocks(targetNode, peerNode, atLeast, Math.min(atMost, least))
                : new Clocks(targetNode, peerNode, Math.max(atLeast, -least), atMost);
    }

    boolean known() {
        return atLeast != UNKNOWN_LEAST && atMost != UNKNOWN_MOST;
    }

    /**
     * E.g. {@code the clock of node-2 is 1.2 ms ahead of that of node-1 (+-300 us)}. If the clocks may be equal, the
     * largest possible difference; empty if only one bound is known.
     */
    Optional<String> sentence() {
        if (!known()) {
            return Optional.empty();
        }
        if (atLeast <= 0 && atMost >= 0) {
            return Optional.of("the clocks of " + targetNode + " and " + peerNode + " differ by at most "
                    + time(Math.max(-atLeast, atMost)));
        }
        long middle = atLeast + (atMost - atLeast) / 2;
        long within = (atMost - atLeast + 1) / 2;
        String ahead = middle < 0 ? "behind" : "ahead of";
        return Optional.of("the clock of " + peerNode + " is " + time(Math.abs(middle)) + " " + ahead + " that of "
                + targetNode + " (+-" + time(within) + ")");
    }

    private static String time(long micros) {
        return micros < 1000 ? micros + " us" : millis(micros);
    }

    static String millis(long micros) {
        return String.format(Locale.ROOT, "%.1f ms", micros / 1000.0);
    }

    /**
     * The same packets at the outermost exact points of both ends, each timed by its own node's clock.
     *
     * @param outbound from the target to the peer
     * @param before the sender's end
     * @param after the receiver's end
     * @param windows µs from the beginning of the sender's window to that of the receiver's
     */
    record Crossing(boolean outbound, Sighting before, Sighting after, long windows) {
        static Optional<Crossing> of(Course course, End target, End peer) {
            End sender = course.outbound() ? target : peer;
            List<Sighting> seen = course.seen().stream()
                    .filter(one -> one.at().exact())
                    .filter(one -> one.tally().packets() > 0)
                    .toList();
            Optional<Sighting> before =
                    seen.stream().filter(one -> at(one, sender)).reduce((first, second) -> second);
            Optional<Sighting> after = seen.stream()
                    .filter(one -> at(one, course.outbound() ? peer : target))
                    .findFirst();
            return before.flatMap(from -> after.map(to -> new Crossing(
                            course.outbound(), from, to, begin(course.outbound() ? peer : target) - begin(sender))))
                    .filter(Crossing::same);
        }

        static List<Crossing> between(Course course, End target, End peer) {
            return course.chain().stops().stream()
                            .anyMatch(stop -> stop.at().pod().equals(peer.pod()))
                    ? of(course, target, peer).stream().toList()
                    : List.of();
        }

        private static boolean at(Sighting one, End end) {
            return one.at().pod().equals(end.pod()) && one.at().node().equals(end.node());
        }

        private static long begin(End end) {
            return end.report()
                    .views()
                    .map(Views::window)
                    .map(window -> 1000 * window.fromMillis())
                    .orElse(0L);
        }

        /** Whether both points counted the same, with no packet near the edges of the window. */
        private boolean same() {
            Tally a = before.tally();
            Tally b = after.tally();
            return a.payload() == b.payload()
                    && a.bare() == b.bare()
                    && a.syns() == b.syns()
                    && a.edge() == 0
                    && b.edge() == 0
                    && a.firstMicros() >= 0
                    && b.firstMicros() >= 0;
        }

        /**
         * Time of the first packet or the mean of all, whichever is less. Each is the delay plus the difference of the
         * clocks.
         */
        long leastMicros() {
            long first = windows + after.tally().firstMicros() - before.tally().firstMicros();
            return before.tally().bare() > 0 ? Math.min(first, meanMicros()) : first;
        }

        /** The mean, rounded up: a bound must not be narrower than the measurement. */
        long meanMicros() {
            return windows
                    + Math.ceilDiv(
                            after.tally().bareMicros() - before.tally().bareMicros(),
                            before.tally().bare());
        }
    }
}
