package io.nettools.planner.way;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Views.Tally;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The mean delay between two neighbouring points. Between two nodes it is the least delay that their clocks allow. */
record Delayed(Gap gap, Course course, long micros) {
    /**
     * Longer than any queue of a healthy node, and not yet noticed in a telephone call (ITU-T G.114 allows 150 ms in
     * all).
     */
    static final long WORTH_A_WORD_MICROS = 20_000;

    static List<Finding> in(Facts facts) {
        Map<Gap, Delayed> worst = facts.chains().stream()
                .flatMap(chain -> chain.courses().stream())
                .flatMap(course -> of(course, facts))
                .filter(one -> one.micros() >= WORTH_A_WORD_MICROS)
                .collect(Collectors.toMap(
                        Delayed::gap, one -> one, (a, b) -> a.micros() >= b.micros() ? a : b, LinkedHashMap::new));
        return worst.values().stream()
                .sorted(Comparator.comparingLong(Delayed::micros).reversed())
                .map(one -> one.finding(facts))
                .toList();
    }

    private static Stream<Delayed> of(Course course, Facts facts) {
        List<Sighting> seen = course.reliable().stream()
                .filter(one -> one.tally().packets() > 0)
                .toList();
        return Stream.iterate(1, i -> i < seen.size(), i -> i + 1)
                .flatMap(i -> between(course, seen.get(i - 1), seen.get(i), facts).stream());
    }

    private static Optional<Delayed> between(Course course, Sighting from, Sighting to, Facts facts) {
        Tally a = from.tally();
        Tally b = to.tally();
        Gap gap = new Gap(from.at(), to.at());
        boolean same = a.bare() > 0 && a.bare() == b.bare() && a.edge() == 0 && b.edge() == 0;
        if (!same || !comparableTimes(gap, facts)) {
            return Optional.empty();
        }
        long mean = (b.bareMicros() - a.bareMicros()) / a.bare();
        return allowed(mean, gap, course, facts).map(micros -> new Delayed(gap, course, micros));
    }

    private static boolean comparableTimes(Gap gap, Facts facts) {
        return gap.from().pod().equals(gap.to().pod())
                || Stream.of(gap.from(), gap.to())
                        .flatMap(at -> facts.end(at.pod()).stream())
                        .allMatch(end -> Facts.sameTime(end, facts.target()));
    }

    /** The least possible delay, whatever the difference of the clocks. */
    private static Optional<Long> allowed(long mean, Gap gap, Course course, Facts facts) {
        if (!gap.betweenNodes()) {
            return Optional.of(mean);
        }
        String peerNode = course.outbound() ? gap.to().node() : gap.from().node();
        return facts.clocks().stream()
                .filter(pair -> pair.peerNode().equals(peerNode) && pair.known())
                .map(pair -> course.outbound() ? mean - pair.atMost() : mean + pair.atLeast())
                .max(Comparator.naturalOrder());
    }

    private Finding finding(Facts facts) {
        String least = gap.betweenNodes() ? "at least " : "";
        return new Finding(
                Code.PacketsDelayed.name(),
                Code.PacketsDelayed.severity(),
                "packets take " + least + Clocks.millis(micros) + " from "
                        + gap.from().name() + " to " + gap.to().name(),
                "packets take " + least + Clocks.millis(micros) + " on average from "
                        + gap.from().name() + " to " + gap.to().name(),
                Stream.concat(
                                Stream.of(course.chain().protocol() + " " + course.from() + " > " + course.to()),
                                facts.clocks(gap))
                        .toList(),
                gap.betweenNodes()
                        ? "Check the network between the nodes: ping between them, and the queues of their uplinks"
                                + " (tc -s qdisc)."
                        : "Check the queues there (tc -s qdisc) and what keeps the node's CPUs busy (softirq in top).",
                gap.place(),
                course.chain().about());
    }
}
