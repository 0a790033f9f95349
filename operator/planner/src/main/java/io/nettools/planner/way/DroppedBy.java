package io.nettools.planner.way;

import io.nettools.analyser.report.DropRule;
import io.nettools.analyser.report.DropRule.Verdict;
import io.nettools.analyser.report.DropRules.Rules;
import io.nettools.analyser.shape.Listed;
import io.nettools.analyser.text.Quoted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rule of a packet filter that dropped what is missing at a place, as far as counters show it: the one whose counter grew by as many
 * packets, or the only one that grew, by at least as many. Where rules without a counter may have dropped them, that is what is known.
 * Nothing else is shown of the rules of a node.
 */
final class DroppedBy {
    /** Longest comment: a pod with NET_ADMIN writes those of its own rules. */
    private static final int COMMENT = 120;

    private static final String ALONE = ", and no other rule with a counter dropped any";

    /** What the chains of kube-proxy in nftables mode are for. None of its rules has a counter. */
    private static final Map<String, String> OF_KUBE_PROXY = Map.of(
            "cluster-ips-check", "cluster IPs or ports that no Service has",
            "nodeport-endpoints-check", "Services without endpoints",
            "reject-chain", "Services without endpoints",
            "service-endpoints-check", "Services without endpoints");

    private DroppedBy() {}

    /**
     * A piece of evidence; empty when no single rule fits, or not all rules that grew are known.
     *
     * @param place whose rules they are: {@code pod web}, {@code node-1}
     * @param missing packets that are missing there
     */
    static Optional<String> of(Optional<Rules> rules, String place, long missing) {
        return rules.filter(all -> missing > 0 && complete(all.grown()))
                .flatMap(all -> fitting(all.grown().first(), missing)
                        .map(rule -> sentence(rule, place)
                                + (rule.packets() == missing ? ", as many as are missing" : alone(all)))
                        .or(() -> uncounted(all.uncounted(), place)));
    }

    /**
     * The only rule that dropped or rejected anything, where nobody knows how many packets are missing.
     *
     * @param verdicts what the rule may do with a packet
     */
    static Optional<String> only(Optional<Rules> rules, String place, Set<Verdict> verdicts) {
        return rules.filter(all -> all.grown().count() == 1 && complete(all.grown()))
                .filter(all -> verdicts.contains(all.grown().first().getFirst().verdict()))
                .map(all -> sentence(all.grown().first().getFirst(), place) + alone(all));
    }

    private static boolean complete(Listed<DropRule> rules) {
        return rules.count() == rules.first().size();
    }

    private static String alone(Rules all) {
        long silent = all.uncounted().count();
        return silent == 0
                ? ALONE
                : ALONE + "; the rules of " + silent + (silent == 1 ? " chain" : " chains") + " there have no counter";
    }

    private static Optional<String> uncounted(Listed<DropRule> rules, String place) {
        String chains = rules.first().stream().map(DroppedBy::chain).distinct().collect(Collectors.joining("; "));
        String more =
                complete(rules) ? "" : "; " + (rules.count() - rules.first().size()) + " more";
        return rules.first().isEmpty()
                ? Optional.empty()
                : Optional.of(place + ": whether rules without a counter dropped any is not known: " + chains + more);
    }

    /** A chain of a Service is not named: its name has the Service's. */
    private static String chain(DropRule rule) {
        String table = ", table " + rule.family() + " " + rule.table();
        if (!rule.table().equals("kube-proxy")) {
            return "chain " + rule.chain() + table;
        }
        return Optional.ofNullable(OF_KUBE_PROXY.get(rule.chain()))
                .map(purpose -> "chain " + rule.chain() + table + " (" + purpose + ")")
                .orElse("loadBalancerSourceRanges" + table);
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
        String comment = rule.comment().isEmpty() ? "" : " (" + Quoted.of(rule.comment(), COMMENT) + ")";
        return place + ": a rule of chain " + rule.chain() + ", table " + rule.family() + " " + rule.table() + comment
                + (rule.verdict() == Verdict.Drop ? ", dropped " : ", rejected ") + rule.packets()
                + (rule.packets() == 1 ? " packet" : " packets") + " meanwhile";
    }
}
