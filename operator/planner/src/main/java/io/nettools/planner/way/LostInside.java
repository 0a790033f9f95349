package io.nettools.planner.way;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.Views.Where;
import io.nettools.planner.way.Way.Filter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Segments of open connections that are lost inside a pod. Its own interface shows each segment. One that arrives
 * there, and is retransmitted because the pod's sockets lack it, was dropped behind the interface. One that first
 * leaves as a retransmission was dropped before it.
 */
final class LostInside {
    /** Fewer may be a queue that was full for a moment. */
    private static final long FEW = 3;

    /** A loss of less than one in so many segments is ignored. */
    private static final long SELDOM = 100;

    private LostInside() {}

    /**
     * Only ends with several views. A node, or a pod on the node's network, has one view, and that shows other pods'
     * losses too.
     */
    static List<Finding> in(Facts facts) {
        return facts.ends()
                .filter(end -> end.points().size() > 1 && end.readEverything())
                .flatMap(end -> Stream.of(arriving(facts, end), leaving(facts, end)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Finding> arriving(Facts facts, End end) {
        List<Direction> lossy = lossy(facts, end, true, Direction::lostBehind);
        boolean large = lossy.stream().allMatch(Direction::onlySmallOnesPass);
        String cause = large
                ? "dropped inside the pod, only large packets are lost (a firewall rule on the packet size is the"
                        + " usual cause)"
                : "dropped inside the pod (a firewall rule inside it, a sidecar or a full accept queue is the usual cause)";
        return finding(
                end,
                lossy,
                Direction::lostBehind,
                (large ? "large packets" : "segments") + " to pod " + end.pod() + " dropped inside it",
                "arrive at pod " + end.pod()
                        + "'s interface and are retransmitted because its sockets did not get them: " + cause,
                "Look at the rules inside the pod: nft list ruleset or iptables-save -c (INPUT), the sidecar's log, ss -ltn (a full accept "
                        + "queue: Recv-Q above Send-Q).");
    }

    private static Optional<Finding> leaving(Facts facts, End end) {
        return finding(
                end,
                lossy(facts, end, false, Direction::lostBefore),
                Direction::lostBefore,
                "segments of pod " + end.pod() + " dropped inside it on the way out",
                "leave pod " + end.pod()
                        + "'s interface only when they are retransmitted: dropped inside the pod on the way out (a"
                        + " queueing "
                        + "discipline or a tc or eBPF program on its interface is the usual cause)",
                "Look inside the pod: tc -s qdisc, tc filter show dev DEVICE egress, nft list ruleset or iptables-save -c (OUTPUT).");
    }

    private static List<Direction> lossy(Facts facts, End end, boolean toPod, ToLongFunction<Direction> lost) {
        return end.report().flows().first().stream()
                .filter(flow ->
                        end.has(flow.ends().client()) != end.has(flow.ends().server()))
                .flatMap(flow ->
                        flow
                                .tcp()
                                .map(tcp -> new Direction(
                                        flow, tcp, end.has(flow.ends().server()) == toPod))
                                .stream())
                .filter(direction -> lost.applyAsLong(direction) > 0)
                .filter(direction -> toPod
                        ? shown(facts, end, direction.to(), direction.from())
                        : shown(facts, end, direction.from(), direction.to()))
                .sorted(Comparator.comparingLong(lost).reversed())
                .toList();
    }

    /**
     * Whether the capture has the whole connection. The user's filter applies at the pod and at its node's end, and at
     * no other point.
     */
    private static boolean shown(Facts facts, End end, String own, String other) {
        return facts.filter() != Filter.OfUser
                || !end.equals(facts.target())
                || facts.chains().stream()
                        .filter(chain -> chain.tcp()
                                && chain.local().equals(own)
                                && chain.remote().equals(other))
                        .anyMatch(LostInside::nothingHidden);
    }

    private static boolean nothingHidden(Chain chain) {
        Course out = chain.course(true);
        Station pod = out.seen().getFirst().at();
        boolean unfiltered = out.seen().stream()
                .map(Sighting::at)
                .anyMatch(at -> at.where() == Where.Uplink || !at.pod().equals(pod.pod()));
        return pod.where() == Where.Pod && unfiltered && !out.missedSome(pod);
    }

    private static Optional<Finding> finding(
            End end,
            List<Direction> lossy,
            ToLongFunction<Direction> lost,
            String headline,
            String story,
            String nextStep) {
        long many = lossy.stream().mapToLong(lost).sum();
        long of = lossy.stream().mapToLong(Direction::packets).sum();
        return many < FEW || many * SELDOM < of
                ? Optional.empty()
                : Optional.of(new Finding(
                        Code.PacketsVanish.name(),
                        Severity.Warning,
                        headline + " (" + many + " of " + of + ")",
                        many + " of " + of + " segments " + story,
                        evidence(lossy, lost),
                        nextStep,
                        "inside pod " + end.pod(),
                        lossy.getFirst().about()));
    }

    private static List<String> evidence(List<Direction> lossy, ToLongFunction<Direction> lost) {
        return Top.of(
                        lossy,
                        one -> "tcp " + one.from() + " > " + one.to() + ": " + lost.applyAsLong(one) + " of "
                                + one.packets() + " segments",
                        "connections")
                .toList();
    }
}
