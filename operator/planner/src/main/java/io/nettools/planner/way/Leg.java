package io.nettools.planner.way;

import io.nettools.analyser.passage.Between;
import io.nettools.analyser.report.Views.Lost;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one end saw of a conversation, from its pod outward. */
record Leg(End end, Passage passage) {
    /** An empty leg: the end listed all that it saw, and this conversation was not among it. */
    static Leg nothing(End end, String protocol, String local, String remote) {
        return new Leg(end, new Passage(protocol, local, remote, "", List.of(), List.of(), List.of()));
    }

    /** The points that captured, without the uplink if packets do not leave the node. */
    List<Stop> stops(boolean leavesNode) {
        List<Stop> stops = new ArrayList<>();
        for (int i = 0; i < end.points().size(); i++) {
            Point point = end.points().get(i);
            if (point.listened() && (point.where() != Where.Uplink || leavesNode)) {
                stops.add(new Stop(station(end, point), tally(passage.sent(), i), tally(passage.received(), i)));
            }
        }
        return stops;
    }

    /** The same points seen from the other end: in reverse order, sent and received swapped. */
    List<Stop> stopsFromOutside(boolean leavesNode) {
        return stops(leavesNode).reversed().stream()
                .map(stop -> new Stop(stop.at(), /* sent= */ stop.received(), /* received= */ stop.sent()))
                .toList();
    }

    List<Chain.Named> lost(boolean byTarget) {
        return passage.lost().stream()
                .flatMap(lost -> named(lost, byTarget).stream())
                .toList();
    }

    private Optional<Chain.Named> named(Lost lost, boolean byTarget) {
        List<Point> way = end.points();
        if (lost.after() < 0 || lost.after() >= way.size()) {
            return Optional.empty();
        }
        List<Point> behind = lost.sent()
                ? way.subList(lost.after() + 1, way.size())
                : way.subList(0, lost.after()).reversed();
        Station after = station(end, way.get(lost.after()));
        return behind.stream()
                .filter(Point::listened)
                .findFirst()
                .map(next -> new Gap(after, station(end, next)))
                .map(gap -> new Chain.Named(gap, lost.sent() == byTarget, lost.packet()));
    }

    /** Packets that this end sent and the other did not get; the outermost point of this end saw them last. */
    List<Chain.Named> lostBefore(Leg other, boolean byTarget) {
        Optional<Gap> gap =
                end.outermost().flatMap(from -> other.end.outermost().map(to -> new Gap(from, to)));
        int index = end.passages().indexOf(passage);
        if (gap.isEmpty() || index < 0 || !Facts.sameTime(end, other.end)) {
            return List.of();
        }
        return Between.lost(end.views().orElseThrow(), other.end.views().orElseThrow()).get(index).stream()
                .map(packet -> new Chain.Named(gap.get(), byTarget, packet))
                .toList();
    }

    private static Tally tally(List<Tally> all, int point) {
        return point < all.size() ? all.get(point) : Tally.NONE;
    }

    static Station station(End end, Point point) {
        return new Station(
                point.where(),
                end.node(),
                end.pod(),
                point.networkInterface(),
                Math.max(0, point.droppedByKernel()),
                point.hides());
    }
}
