package io.nettools.planner.way;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import io.nettools.planner.cluster.Crossing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Packets that one point saw and the next did not: one finding for each gap and direction. */
final class Vanished {
    private static final int NAMED = 5;

    private static final String RAISE =
            "Raise net.netfilter.nf_conntrack_max on that node (kube-proxy: conntrack.maxPerCore), and find who opens so many "
                    + "connections: conntrack -L there, counted by src.";

    private final Facts facts;
    private final Gap gap;
    private final List<Loss> losses;
    private final Unit unit;

    private Vanished(Facts facts, Gap gap, List<Loss> losses) {
        this.facts = facts;
        this.gap = gap;
        this.losses = losses;
        this.unit = Unit.of(losses);
    }

    static List<Finding> in(Facts facts) {
        return byGap(facts).map(Vanished::finding).toList();
    }

    private static Stream<Vanished> byGap(Facts facts) {
        Map<Gap, List<Loss>> byGap = facts.losses().stream()
                .collect(Collectors.groupingBy(Loss::gap, LinkedHashMap::new, Collectors.toList()));
        return byGap.entrySet().stream().map(one -> new Vanished(facts, one.getKey(), one.getValue()));
    }

    /** The conversations that do not pass a gap in which policies act. Policies decide on the first packet alone. */
    static List<Crossing> crossings(Facts facts) {
        return byGap(facts).map(Vanished::crossing).flatMap(Optional::stream).toList();
    }

    private Optional<Crossing> crossing() {
        Loss loss = most();
        return gap.kind() == Gap.Kind.BetweenNodes || !loss.course().byClient() || !loss.everything()
                ? Optional.empty()
                : Optional.of(new Crossing(
                        gap.place(),
                        resets() > 0 ? "rejected " + gap.where() : gap.conclusion(),
                        loss.course().chain().about()));
    }

    private Finding finding() {
        boolean large = losses.stream().allMatch(Loss::onlyLarge);
        return new Finding(
                Code.PacketsVanish.name(),
                large ? Severity.Warning : severity(),
                headline(large),
                unit.words(losses) + " " + story() + ": " + (large ? largeOnly() : conclusion()),
                evidence(),
                large
                        ? "Compare the MTU of the devices at both points (ip link), and let ICMP \"fragmentation needed\" through. "
                                + gap.kind().nextStep()
                        : fullTable().isPresent() ? RAISE : gap.kind().nextStep(),
                gap.place(),
                most().course().chain().about());
    }

    /** E.g. {@code 3 of 3 SYN to 10.96.0.20:80 dropped on node-2 before pod server}. */
    private String headline(boolean large) {
        Course course = most().course();
        String end =
                (course.byClient() ? " to " : " from ") + course.chain().about().server();
        if (large) {
            return "large packets" + end + " lost " + gap.where();
        }
        if (resets() > 0) {
            return "connections" + end + " rejected " + gap.where();
        }
        return unit.words(losses) + end + " " + gap.conclusion()
                + fullTable().map(full -> ": connection table full").orElse("");
    }

    private Loss most() {
        return losses.stream().max(Comparator.comparingLong(unit::lost)).orElseThrow();
    }

    private long resets() {
        return losses.stream().mapToLong(Loss::answered).sum();
    }

    private String conclusion() {
        return resets() > 0
                ? "rejected there, " + resets()
                        + " RST come back from in between in the server's name (a firewall rule that rejects, a"
                        + " NetworkPolicy or a proxy is the usual cause)"
                : fullTable()
                        .map(full -> gap.conclusion() + ": " + full)
                        .orElseGet(() -> gap.conclusion() + " (" + gap.kind().cause() + " is the usual cause)");
    }

    /** It outranks what is only usual. It drops what begins conversations, and neither some of their packets nor their answers. */
    private Optional<String> fullTable() {
        boolean begins = all() && losses.stream().allMatch(loss -> loss.course().byClient());
        return begins ? FullTable.in(gap, losses.size(), facts) : Optional.empty();
    }

    private String largeOnly() {
        return "only large packets are lost, the largest that passed has "
                + largest(losses.stream().map(Loss::after))
                + " bytes, the largest sent has " + largest(losses.stream().map(Loss::before))
                + " (too small an MTU there is the usual cause)";
    }

    private static long largest(Stream<Tally> tallies) {
        return tallies.mapToLong(Tally::largest).max().orElse(0);
    }

    /** Error if nothing of a kind passes to one server; otherwise it works for some, a Warning. */
    private Severity severity() {
        boolean all =
                losses.stream().map(loss -> loss.course().server()).distinct().anyMatch(this::nothingPasses);
        return all ? Severity.Error : Severity.Warning;
    }

    private boolean nothingPasses(String server) {
        List<Course> courses = facts.chains().stream()
                .flatMap(chain -> chain.courses().stream())
                .filter(course -> course.server().equals(server)
                        && course.seen().stream().map(Sighting::at).toList().containsAll(List.of(gap.from(), gap.to())))
                .filter(course -> inOrder(course))
                .toList();
        boolean syns = sum(courses, gap.from(), Unit.Syns) > 0 && sum(courses, gap.to(), Unit.Syns) == 0;
        return syns || sum(courses, gap.to(), Unit.Packets) == 0;
    }

    private boolean inOrder(Course course) {
        List<Station> stations = course.seen().stream().map(Sighting::at).toList();
        return stations.indexOf(gap.from()) < stations.indexOf(gap.to());
    }

    private static long sum(List<Course> courses, Station at, Unit unit) {
        return courses.stream()
                .flatMap(course -> course.seen().stream())
                .filter(one -> one.at().equals(at))
                .mapToLong(one -> unit.count(one.tally()))
                .sum();
    }

    /** E.g. {@code leave pod web and node-1, arrive at node-2's uplink eth0, never reach node-2's veth7}. */
    private String story() {
        List<Station> passed =
                losses.getFirst().course().reliable().stream().map(Sighting::at).toList();
        passed = passed.subList(0, passed.indexOf(gap.from()) + 1);
        List<String> steps = new ArrayList<>();
        left(passed).ifPresent(steps::add);
        arrived(passed).ifPresent(steps::add);
        steps.add((all() ? "never reach " : "do not reach ") + gap.to().name());
        return String.join(", ", steps);
    }

    private static Optional<String> left(List<Station> passed) {
        Station first = passed.getFirst();
        List<String> left = new ArrayList<>();
        if (first.where() == Where.Pod) {
            left.add("pod " + first.pod());
        }
        passed.stream()
                .filter(at ->
                        at.where() == Where.Uplink && at.pod().equals(first.pod()) && first.where() != Where.Uplink)
                .findFirst()
                .ifPresent(at -> left.add(at.node()));
        return left.isEmpty() ? Optional.empty() : Optional.of("leave " + String.join(" and ", left));
    }

    /** The last point, unless the packets left there. */
    private static Optional<String> arrived(List<Station> passed) {
        Station last = passed.getLast();
        boolean start = last.where() == Where.Pod && passed.size() == 1;
        boolean leftNode = passed.size() > 1
                && last.where() == Where.Uplink
                && last.pod().equals(passed.getFirst().pod());
        return start || leftNode ? Optional.empty() : Optional.of("arrive at " + last.name());
    }

    private boolean all() {
        return losses.stream().allMatch(loss -> unit.count(loss.after()) == 0);
    }

    private List<String> evidence() {
        List<Loss> most = losses.stream()
                .sorted(Comparator.comparingLong(unit::lost).reversed())
                .toList();
        Stream<String> top = Top.of(
                most,
                loss -> loss.course().chain().protocol() + " " + loss.course().from() + " > "
                        + loss.course().to() + ": " + unit.words(List.of(loss)),
                "conversations");
        return Stream.of(top, named().stream(), rule().stream(), blind(), facts.clocks(gap))
                .flatMap(texts -> texts)
                .toList();
    }

    /** The rule of the node, where the packets pass its packet filter. */
    private Optional<String> rule() {
        long missing = losses.stream()
                .mapToLong(loss -> loss.before().packets() - loss.after().packets())
                .sum();
        return switch (gap.kind()) {
            case OutOfNode, BeforePod, OnNode ->
                facts.ends()
                        .filter(end -> end.node().equals(gap.from().node()))
                        .flatMap(end -> end.ruleOnNode(missing).stream())
                        .findFirst();
            case OutOfPod, BetweenNodes, IntoPod, Wide -> Optional.empty();
        };
    }

    /** Why the gap spans uplinks that did capture. */
    private Stream<String> blind() {
        return losses.stream()
                .filter(loss -> gap.betweenNodes())
                .flatMap(loss -> loss.course().chain().visible().reasons().stream())
                .distinct();
    }

    private List<String> named() {
        String names = losses.stream()
                .flatMap(loss -> loss.course().chain().lost().stream()
                        .filter(lost -> lost.outbound() == loss.course().outbound())
                        .filter(lost -> lost.gap().equals(gap))
                        .map(Chain.Named::packet))
                .limit(NAMED)
                .collect(Collectors.joining("; "));
        return names.isEmpty() ? List.of() : List.of("lost: " + names);
    }
}
