package io.nettools.planner.way;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.DropRule;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Views;
import io.nettools.planner.socket.Asked;
import io.nettools.planner.socket.PodSockets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One end of a path: a pod, and what its trace pod reports.
 *
 * @param pod its name
 * @param node the pod's node, whose clock gave the times
 * @param podIPs the addresses of its packets: those of its status, or those of the interface at which its path begins
 * @param capture report of the capture container
 * @param report report of the analyser container; a trace with a single view has no {@code views}
 */
public record End(String pod, String node, List<String> podIPs, CaptureReport capture, Report report) {
    public End {
        podIPs = List.copyOf(podIPs);
    }

    Optional<Views> views() {
        return report.views();
    }

    /** The outermost point that captured; empty for a trace with a single view. */
    Optional<Station> outermost() {
        return views().flatMap(views -> views.points().reversed().stream()
                .filter(Views.Point::listened)
                .findFirst()
                .map(point -> Leg.station(this, point)));
    }

    /** Points from the pod outward. */
    List<Views.Point> points() {
        return views().map(Views::points).orElse(capture.watched().points());
    }

    List<Views.Passage> passages() {
        return views().map(Views::passages).orElse(List.of());
    }

    /** Whether the list has all conversations. A long list is cut to fit into a termination message. */
    boolean complete() {
        return views().map(views -> views.passageCount() <= views.passages().size())
                .orElse(false);
    }

    /** Whether each packet of the pod's own interface was written and read. */
    boolean readEverything() {
        return capture.counts().droppedByKernel() == 0
                && !capture.ended().stop().failed()
                && report.extent().packets() == capture.counts().captured();
    }

    /** What the pod's sockets say of these ends, each once. */
    List<String> listening(Stream<Asked> ends) {
        return capture.watched().listeners().stream()
                .flatMap(known -> new PodSockets("the pod", known).evidence(ends).stream())
                .toList();
    }

    /** The rule of the pod that dropped so many packets, if counters show it. */
    Optional<String> ruleInside(long missing) {
        return DroppedBy.of(capture.watched().rules().ofPod(), "pod " + pod, missing);
    }

    /**
     * The only rule of the pod that dropped or rejected anything.
     *
     * @param verdicts what the rule may do with a packet
     */
    public Optional<String> onlyRuleInside(Set<DropRule.Verdict> verdicts) {
        return DroppedBy.only(capture.watched().rules().ofPod(), "pod " + pod, verdicts);
    }

    /** The rule of the pod's node that did. */
    Optional<String> ruleOnNode(long missing) {
        return DroppedBy.of(capture.watched().rules().ofNode(), node, missing);
    }

    /** Whether this end has the address of an end of a conversation. */
    public boolean has(String end) {
        return podIPs.contains(Address.of(end));
    }
}
