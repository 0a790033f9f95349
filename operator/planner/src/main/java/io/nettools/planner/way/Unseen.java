package io.nettools.planner.way;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Views.Where;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Captured points that do not show where packets are lost: which view is missing, and how to ask for it. */
final class Unseen {
    /** Findings of a single view about answers that it did not see. */
    private static final Set<Code> UNANSWERED =
            Set.of(Code.ConnectionUnanswered, Code.DnsUnanswered, Code.PeerGone, Code.PingUnanswered);

    /** Findings of a single view about lost packets. */
    private static final Set<Code> LOSSY =
            Set.of(Code.PacketLoss, Code.PathMtuBlackHole, Code.FragmentsLost, Code.SynLost, Code.DnsQueryLost);

    private static final List<Function<Facts, List<Finding>>> RULES =
            List.of(Unseen::failedViews, Unseen::lostInRing, Unseen::singleView, Unseen::endOfView, Unseen::lossBeyond);

    private Unseen() {}

    static List<Finding> in(Facts facts) {
        return RULES.stream().flatMap(rule -> rule.apply(facts).stream()).toList();
    }

    private static List<Finding> failedViews(Facts facts) {
        List<String> failed = facts.ends()
                .flatMap(end -> end.points().stream()
                        .filter(point -> !point.listened())
                        .map(point -> Leg.station(end, point).name() + ": " + point.missing()))
                .toList();
        return failed.isEmpty()
                ? List.of()
                : List.of(missing(
                        "Not all observation points could be captured; losses are located between the remaining ones",
                        failed,
                        "Where a reason listed as evidence can be fixed, fix it and trace again."));
    }

    /** Points whose kernel dropped packets before they were written, if that hides what is behind them. */
    private static List<Finding> lostInRing(Facts facts) {
        List<String> inexact = facts.chains().stream()
                .flatMap(chain -> chain.courses().stream())
                .flatMap(Unseen::fewerThanBefore)
                .filter(at -> !at.exact())
                .map(at -> at.name() + ": " + at.ringLost() + " packets dropped by the kernel before they were written")
                .distinct()
                .toList();
        return inexact.isEmpty()
                ? List.of()
                : List.of(missing(
                        "A point counted fewer packets than the one before it, but its capture dropped some: whether"
                                + " they arrived there is not known",
                        inexact,
                        "Narrow capture.filter so that fewer packets are captured, and trace again."));
    }

    private static Stream<Station> fewerThanBefore(Course course) {
        List<Sighting> seen = course.seen();
        return Stream.iterate(1, i -> i < seen.size(), i -> i + 1)
                .filter(i -> seen.get(i).missed(seen.get(i - 1)))
                .map(i -> seen.get(i).at());
    }

    private static List<Finding> singleView(Facts facts) {
        List<Finding> unanswered = facts.target().points().size() > 1 ? List.of() : found(facts, UNANSWERED);
        return unanswered.isEmpty()
                ? List.of()
                : List.of(missing(
                        "A single view cannot show where packets are lost: the pod got no answer, but how far its"
                                + " packets went is not visible",
                        unanswered.stream()
                                .map(Finding::message)
                                .limit(Top.MANY)
                                .toList(),
                        "Add views: [Pod, Node] and spec.peer: {pod: NAME} (or {service: NAME}), and trace again."));
    }

    private static List<Finding> found(Facts facts, Set<Code> codes) {
        return facts.target().report().findings().stream()
                .filter(finding -> finding.isOneOf(codes))
                .toList();
    }

    /** Conversations without an answer that no other finding explains, grouped by what is unknown about them. */
    private static List<Finding> endOfView(Facts facts) {
        Map<Horizon, List<Course>> byHorizon = facts.chains().stream()
                .filter(chain -> chain.stops().size() > 1 && !explained(chain, facts))
                .flatMap(chain -> chain.courses().stream().filter(Unseen::unanswered))
                .collect(Collectors.groupingBy(
                        course -> Horizon.of(course, facts), LinkedHashMap::new, Collectors.toList()));
        return byHorizon.entrySet().stream()
                .filter(one -> again(one.getValue()))
                .map(one -> missing(
                        one.getKey().message(packets(one.getValue())),
                        conversations(one.getValue()),
                        one.getKey().nextStep()))
                .toList();
    }

    private static boolean explained(Chain chain, Facts facts) {
        return chain.ofTheLink()
                || facts.losses().stream()
                        .anyMatch(loss -> loss.course().chain().equals(chain))
                || InsidePod.speaksOf(chain, facts);
    }

    /** Whether the asking side got nothing back. */
    static boolean unanswered(Course course) {
        boolean asks = course.chain().tcp() ? course.most().syns() > 0 : InsidePod.query(course) || echoes(course);
        List<Sighting> back = course.opposite().seen();
        return asks
                && course.byClient()
                && !course.nothing()
                && back.getLast().tally().packets() == 0;
    }

    /** Whether these look like echo requests: three alike. An ICMP error has no answer. */
    private static boolean echoes(Course course) {
        return course.chain().protocol().startsWith("icmp") && course.most().packets() > 2;
    }

    /** Whether more than one packet has no answer. The last one may be answered after the window. */
    private static boolean again(List<Course> courses) {
        return courses.stream()
                        .mapToLong(course -> asked(course) - course.most().edge())
                        .sum()
                > 1;
    }

    private static long asked(Course course) {
        return course.chain().tcp() ? course.most().syns() : course.most().packets();
    }

    private static String packets(List<Course> courses) {
        long many = courses.stream().mapToLong(Unseen::asked).sum();
        boolean syns = courses.stream().allMatch(course -> course.chain().tcp());
        return many + (syns ? " SYN" : many == 1 ? " packet" : " packets");
    }

    private static List<String> conversations(List<Course> courses) {
        return Top.of(
                        courses,
                        course -> course.chain().protocol() + " " + course.from() + " > " + course.to(),
                        "conversations")
                .toList();
    }

    /** The pod's own connections lose packets, and no loss is between two captured points. */
    private static List<Finding> lossBeyond(Facts facts) {
        boolean watched = facts.target().points().size() > 1
                && facts.chains().stream().noneMatch(chain -> chain.known() == Chain.Known.Whole);
        List<Finding> lossy = watched && facts.losses().isEmpty() ? found(facts, LOSSY) : List.of();
        String outermost = facts.chains().stream()
                .flatMap(chain -> chain.stops().stream().reduce((a, b) -> b).stream())
                .filter(stop -> stop.at().where() != Where.Pod)
                .map(stop -> stop.at().name())
                .findFirst()
                .orElse("the pod's node");
        return lossy.isEmpty() || !LostInside.in(facts).isEmpty()
                ? List.of()
                : List.of(missing(
                        "Packets are lost, but not between the pod and " + outermost
                                + ": what happens to them beyond it is not visible",
                        lossy.stream().map(Finding::message).limit(Top.MANY).toList(),
                        "Add spec.peer: {pod: NAME} (or {service: NAME}), and trace again."));
    }

    private static Finding missing(String message, List<String> evidence, String nextStep) {
        return new Finding(Code.ViewMissing.name(), Code.ViewMissing.severity(), message, evidence, nextStep, "");
    }
}
