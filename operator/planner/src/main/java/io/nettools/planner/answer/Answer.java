package io.nettools.planner.answer;

import io.nettools.analyser.order.Probe.From;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.DropRule.Verdict;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.About;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.shape.Shape;
import io.nettools.analyser.shape.Shape.Place;
import io.nettools.planner.cluster.Crossing;
import io.nettools.planner.socket.AskedPod;
import io.nettools.planner.socket.Explained;
import io.nettools.planner.socket.MeshProxy;
import io.nettools.planner.status.Budget;
import io.nettools.planner.status.CaptureCounters;
import io.nettools.planner.status.ConntrackSummary;
import io.nettools.planner.status.ConversationAnswer;
import io.nettools.planner.status.ProbeAnswer;
import io.nettools.planner.status.ProbeSummary;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Sentences;
import io.nettools.planner.status.Summary;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.status.TopologyAnswer;
import io.nettools.planner.way.End;
import io.nettools.planner.way.Way;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns the reports of the trace pod's two containers into the status of their target. */
public final class Answer {
    /** tcpdump's name for "all interfaces". */
    private static final String ANY = "any";

    private static final String LOOPBACK = "lo";

    private static final Set<Code> INSIDE = Set.of(Code.PacketsVanish);

    /** What one capture says of packets that the pod itself drops. */
    private static final Set<Code> DROPPED = Set.of(Code.DroppedBeforeInterface);

    /** What a rule causes only by an answer of its own. */
    private static final Set<Code> REJECTED = Set.of(Code.ConnectionRefused, Code.PortUnreachable);

    private static final Place FINDINGS = Place.of(Report.class, "findings");

    /** What one capture says of servers behind a place where packets may be dropped. */
    private static final Set<Code> UNANSWERED = Set.of(Code.ConnectionUnanswered, Code.DnsUnanswered);

    private Answer() {}

    /**
     * The reports of the two containers at one end of the path.
     *
     * @param who the pod as it was recorded
     */
    public record Said(TargetStatus who, CaptureReport capture, Report report) {
        private Stream<Crossing> unanswered() {
            return report.findings().stream()
                    .filter(finding -> finding.isOneOf(UNANSWERED))
                    .flatMap(finding -> report.flows().first().stream()
                            .map(Flow::ends)
                            .filter(ends -> ends.server().equals(finding.server()) && end().has(ends.client()))
                            .map(ends -> new Crossing(
                                    "",
                                    finding.headline(),
                                    new About(
                                            ends.protocol().toLowerCase(Locale.ROOT),
                                            ends.client(),
                                            ends.server(),
                                            "")))
                            .limit(1));
        }

        End end() {
            List<String> addresses = capture.watched().addresses(who.podIPs());
            return new End(who.pod(), who.node(), addresses, capture, report);
        }

        private AskedPod asked(String name) {
            return AskedPod.of(name, who.podIPs(), who.reachedBy(), capture, report);
        }

        private Said explained(List<Said> peers) {
            AskedPod own = asked("the pod");
            List<AskedPod> others = peers.stream()
                    .map(peer -> peer.asked("pod " + peer.who().pod()))
                    .toList();
            List<Finding> explained = Explained.of(report.findings(), own, others).stream()
                    .map(finding -> ruled(finding, own))
                    .toList();
            return new Said(who, capture, Shape.with(report, FINDINGS, explained));
        }

        /** The finding with the rule of the pod that dropped or rejected its packets, where only one did so. */
        private Finding ruled(Finding finding, AskedPod own) {
            boolean inside = finding.isOneOf(DROPPED) || own.isAsked(finding);
            Set<Verdict> verdicts = finding.isOneOf(REJECTED) ? Set.of(Verdict.Reject) : Set.of(Verdict.values());
            return inside ? end().onlyRuleInside(verdicts).map(finding::shownBy).orElse(finding) : finding;
        }
    }

    /**
     * The status when both containers have reported.
     *
     * @param peers the other ends of the path whose containers have reported, too
     */
    public static TargetStatus of(Said target, List<Said> peers, Way.Filter filter) {
        return answered(target, peers, filter).target();
    }

    /**
     * The status, and the conversations that a policy may deny: those that do not pass a place where policies act, then
     * those of the target's own that got no answer.
     */
    public record Answered(TargetStatus target, List<Crossing> crossings) {}

    /** The status when both containers have reported, with what to ask about policies. */
    public static Answered answered(Said target, List<Said> peers, Way.Filter filter) {
        Way way = Way.of(target.end(), peers.stream().map(Said::end).toList(), filter, reachedBy(peers));
        List<Crossing> crossings =
                Stream.concat(way.crossings().stream(), target.unanswered()).toList();
        return new Answered(of(target.explained(peers), asked(peers), way), crossings);
    }

    /** The report on the peers' request, which only one of them makes. */
    private static Optional<ProbeReport> asked(List<Said> peers) {
        return peers.stream().flatMap(peer -> peer.capture().probe().stream()).findFirst();
    }

    /** The addresses of the peers' Service: a packet carries one until the target's node has translated it. */
    private static List<String> reachedBy(List<Said> peers) {
        return peers.stream()
                .flatMap(peer -> peer.who().reachedBy().stream())
                .distinct()
                .toList();
    }

    private static TargetStatus of(Said target, Optional<ProbeReport> ofPeer, Way way) {
        CaptureReport capture = target.capture();
        return answer(
                target.who().as(reason(capture.ended().stop()), sentence(capture)),
                ProbeSummary.before(ofPeer, Summary.of(target.report())),
                Optional.of(capture),
                target.report(),
                Optional.of(way));
    }

    /** The status when the capture ran, but nothing could be read from it. */
    public static TargetStatus unread(TargetStatus target, CaptureReport capture) {
        return answer(target, "not read", Optional.of(capture), Report.nothing(), Optional.empty());
    }

    /** The status when packets were read, but the capture died before it had counted them. */
    public static TargetStatus uncounted(TargetStatus target, Report report) {
        return answer(target, Summary.of(report), Optional.empty(), report, Optional.empty());
    }

    private static TargetStatus answer(
            TargetStatus target, String summary, Optional<CaptureReport> capture, Report report, Optional<Way> way) {
        TargetStatus whole = new TargetStatus(
                target.pod(),
                target.role(),
                target.uid(),
                target.node(),
                target.podIPs(),
                target.reachedBy(),
                target.reason(),
                target.message(),
                ProbeSummary.before(capture.flatMap(CaptureReport::probe), summary),
                target.networkInterface(),
                counters(target, capture, report),
                capture.map(CaptureReport::interfaces).orElse(List.of()),
                topology(target, capture),
                probe(target, capture),
                way.map(Way::views).orElse(List.of()),
                way.map(Way::passageCount).orElse(0L),
                way.map(Way::passages).orElse(List.of()),
                findings(target.pod(), report, way),
                report.flows().count(),
                report.flows().first().stream().map(ConversationAnswer::of).toList(),
                report.protocols().http().count(),
                report.protocols().http().first(),
                report.protocols().dns().count(),
                report.protocols().dns().first(),
                report.protocols().tls().count(),
                report.protocols().tls().first(),
                report.protocols().postgres().count(),
                report.protocols().postgres().first(),
                report.protocols().redis().count(),
                report.protocols().redis().first(),
                conntrack(capture, report),
                report.excerpt(),
                notes(capture, report, way));
        return target.atOtherEnd() ? Budget.brief(whole) : whole;
    }

    private static CaptureCounters counters(TargetStatus target, Optional<CaptureReport> capture, Report report) {
        return capture.map(ran -> counters(ran, report, target.networkInterface()))
                .orElse(null);
    }

    private static TopologyAnswer topology(TargetStatus target, Optional<CaptureReport> capture) {
        return capture.flatMap(CaptureReport::topology)
                .map(topology -> TopologyAnswer.of(topology, target.pod(), target.node()))
                .orElse(null);
    }

    private static ProbeAnswer probe(TargetStatus target, Optional<CaptureReport> capture) {
        return capture.flatMap(CaptureReport::probe)
                .map(probe -> ProbeAnswer.of(target.atOtherEnd() ? From.Peer : probe.from(), probe))
                .orElse(null);
    }

    private static ConntrackSummary conntrack(Optional<CaptureReport> capture, Report report) {
        long lost = capture.map(ran -> ran.counts().conntrackLost()).orElse(0L);
        return report.conntrack()
                .map(conntrack -> ConntrackSummary.of(conntrack, lost, capture.flatMap(CaptureReport::nodeConntrack)))
                .orElse(null);
    }

    private static List<String> notes(Optional<CaptureReport> capture, Report report, Optional<Way> way) {
        Optional<List<String>> ofMesh = capture.flatMap(ran -> ran.watched().listeners())
                .flatMap(MeshProxy::in)
                .map(proxy -> List.of(proxy.note()));
        return Stream.of(ofMesh, capture.map(CaptureReport::notes), Optional.of(report.notes()), way.map(Way::notes))
                .flatMap(notes -> notes.orElse(List.of()).stream())
                .toList();
    }

    /**
     * The findings, most serious first. Of two equally serious ones, the one with a place comes first, because it is
     * the cause of the other. Packets that the path shows to be dropped inside the pod are not reported again without a
     * place.
     */
    private static List<Finding> findings(String pod, Report report, Optional<Way> way) {
        List<Finding> placed = way.map(Way::findings).orElse(List.of());
        boolean inside = placed.stream()
                .anyMatch(one -> one.isOneOf(INSIDE) && one.place().equals("inside pod " + pod));
        Stream<Finding> own = report.findings().stream().filter(one -> !inside || !one.isOneOf(DROPPED));
        return Stream.concat(placed.stream(), own)
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(one -> one.place().isEmpty()))
                .toList();
    }

    /**
     * The counters of a capture. libpcap discards the outgoing copy of each loopback packet after the kernel has
     * counted it (libpcap, pcap-linux.c, linux_check_direction), so these received packets are not lost. Other surplus
     * packets came after the last one that was handed over, and were still in the ring at the end.
     */
    static CaptureCounters counters(CaptureReport capture, Report report, String on) {
        long doubled = on.equals(LOOPBACK)
                ? capture.counts().captured()
                : on.equals(ANY) ? report.extent().loopbackPackets() : 0;
        boolean cutShort = capture.ended().stop() == Stop.MaxPackets
                || capture.ended().stop() == Stop.MaxBytes
                || capture.ended().stop() == Stop.DiskFull;
        long surplus = capture.counts().receivedByFilter()
                - capture.counts().droppedByKernel()
                - capture.counts().captured()
                - doubled;
        long unread = cutShort ? 0 : Math.max(0, surplus);
        return new CaptureCounters(
                capture.counts().captured(),
                capture.counts().receivedByFilter(),
                capture.counts().droppedByKernel(),
                unread,
                capture.counts().bytes(),
                capture.ended().stop().name(),
                doubled > 0);
    }

    /** The reason that a trace of one target gets from the end of its capture. */
    public static Reason reason(Stop stop) {
        return switch (stop) {
            case Duration -> Reason.Completed;
            case MaxPackets -> Reason.PacketLimitReached;
            case MaxBytes -> Reason.SizeLimitReached;
            case StopRequested -> Reason.Stopped;
            case TargetGone, TargetNotFound -> Reason.TargetGone;
            case InterfaceGone -> Reason.InterfaceGone;
            case DiskFull -> Reason.DiskFull;
            case Terminated -> Reason.Evicted;
            case FilterInvalid -> Reason.FilterInvalid;
            case InterfaceNotFound -> Reason.InterfaceNotFound;
            case TargetHostNetwork -> Reason.TargetHostNetwork;
            case ToolFailed, AttachFailed -> Reason.CaptureFailed;
        };
    }

    /** The capture's own sentence, for example tcpdump's, else ours. */
    public static String sentence(CaptureReport capture) {
        return capture.ended().message().isEmpty()
                ? Sentences.of(capture.ended().stop())
                : capture.ended().message();
    }
}
