package io.nettools.planner.way;

import io.nettools.analyser.report.DropRule;
import io.nettools.analyser.report.DropRule.Verdict;
import io.nettools.analyser.shape.Listed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rule of a packet filter that dropped what is missing at a place, as far as counters show it: the one whose counter grew by as many
 * packets, or the only one that grew, by at least as many. Nothing else is shown of the rules of a node.
 */
final class DroppedBy {
    private static final String ALONE = ", and no other rule with a counter dropped any";

    private DroppedBy() {}

    /**
     * A piece of evidence; empty when no single rule fits, or not all rules that grew are known.
     *
     * @param place whose rules they are: {@code pod web}, {@code node-1}
     * @param missing packets that are missing there
     */
    static Optional<String> of(Optional<Listed<DropRule>> rules, String place, long missing) {
        return rules.filter(all -> missing > 0 && all.count() == all.first().size())
                .flatMap(all -> fitting(all.first(), missing)
                        .map(rule -> sentence(rule, place)
                                + (rule.packets() == missing ? ", as many as are missing" : ALONE)));
    }

    /**
     * The only rule that dropped or rejected anything, where nobody knows how many packets are missing.
     *
     * @param verdicts what the rule may do with a packet
     */
    static Optional<String> only(Optional<Listed<DropRule>> rules, String place, Set<Verdict> verdicts) {
        return rules.filter(all -> all.count() == 1 && all.first().size() == 1)
                .map(all -> all.first().getFirst())
                .filter(rule -> verdicts.contains(rule.verdict()))
                .map(rule -> sentence(rule, place) + ALONE);
    }

    private static Optional<DropRule> fitting(List<DropRule> grown, long missing) {
        List<DropRule> exact =
                grown.stream().filter(rule -> rule.packets() == missing).toList();
        if (exact.size() == 1) {
            return Optional.of(exact.getFirst());
        }
        return Optional.of(grown)
                .filter(all -> all.size() == 1 && all.getFirst().packets() >= missing)
                .map(List::getFirst);
    }

    private static String sentence(DropRule rule, String place) {
        String comment = rule.comment().isEmpty() ? "" : " (\"" + rule.comment() + "\")";
        return place + ": a rule of chain " + rule.chain() + ", table " + rule.family() + " " + rule.table() + comment
                + (rule.verdict() == Verdict.Drop ? ", dropped " : ", rejected ") + rule.packets()
                + (rule.packets() == 1 ? " packet" : " packets") + " meanwhile";
    }
}
