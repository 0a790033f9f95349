package io.nettools.planner.way;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Views;
import java.util.List;
import java.util.Optional;

/**
 * One end of a way: a pod, and what its trace pod said.
 *
 * @param pod its name
 * @param node where it runs, whose clock gave the times
 * @param podIPs its addresses
 * @param capture what the capture container said
 * @param report what the analyser container said; without views of a trace with a single one
 */
public record End(String pod, String node, List<String> podIPs, CaptureReport capture, Report report) {
    public End {
        podIPs = List.copyOf(podIPs);
    }

    Optional<Views> views() {
        return report.views();
    }

    /** The last point on the way out that listened, of several. */
    Optional<Station> outermost() {
        return views().flatMap(views -> views.points().reversed().stream()
                .filter(Views.Point::listened)
                .findFirst()
                .map(point -> Leg.station(this, point)));
    }

    /** From the pod outward; none of a trace with a single view. */
    List<Views.Point> points() {
        return views().map(Views::points).orElse(capture.watched().points());
    }

    List<Views.Passage> passages() {
        return views().map(Views::passages).orElse(List.of());
    }

    /** Whether a conversation that is not listed was not there: a long list is cut to fit into a termination message. */
    boolean complete() {
        return views().map(views -> views.passageCount() <= views.passages().size())
                .orElse(false);
    }

    /** Whether each packet of its own interface was written and read. */
    boolean readEverything() {
        return capture.counts().droppedByKernel() == 0
                && !capture.ended().stop().failed()
                && report.extent().packets() == capture.counts().captured();
    }

    boolean has(String end) {
        return podIPs.contains(Address.of(end));
    }
}
