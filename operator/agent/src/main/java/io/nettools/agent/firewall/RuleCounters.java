package io.nettools.agent.firewall;

import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.Tool;
import io.nettools.analyser.report.DropRule;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many packets each rule of a network namespace has dropped or rejected since it was made. */
record RuleCounters(Map<Rule, Long> packets) {
    /** Most rules that drop or reject, of one tool. */
    static final int MOST = 10_000;

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** Without the elements of sets, which may be thousands. */
    private static final List<String> NFT = List.of("nft", "-j", "-t", "list", "ruleset");

    private static final List<String> IPTABLES = List.of("iptables-nft-save", "-c");
    private static final List<String> IP6TABLES = List.of("ip6tables-nft-save", "-c");

    RuleCounters {
        packets = Map.copyOf(packets);
    }

    /** Asks nft and iptables; empty when one of them cannot be asked, or says too much: then some rule may be unknown. */
    static Optional<RuleCounters> of(NetworkNamespace namespace) {
        return output(namespace, NFT)
                .flatMap(nft -> output(namespace, IPTABLES)
                        .flatMap(ip4 -> output(namespace, IP6TABLES).flatMap(ip6 -> of(nft, ip4, ip6))))
                .flatMap(nft -> LegacyRules.IPV4.in(namespace).map(nft::and))
                .flatMap(four -> LegacyRules.IPV6.in(namespace).map(four::and))
                .filter(all -> all.packets().size() <= MOST);
    }

    private RuleCounters and(Map<Rule, Long> others) {
        Map<Rule, Long> all = new HashMap<>(packets);
        all.putAll(others);
        return new RuleCounters(all);
    }

    private static Optional<String> output(NetworkNamespace namespace, List<String> command) {
        try {
            return Optional.of(Tool.run(namespace, LIMIT, command))
                    .filter(Tool.Outcome::succeeded)
                    .map(Tool.Outcome::output);
        } catch (IOException | RuntimeException cannotBeAsked) {
            return Optional.empty();
        }
    }

    /** Puts the outputs together. A table that iptables shows is taken from there, with its comments. */
    static Optional<RuleCounters> of(String nft, String ip4, String ip6) {
        return NftRules.of(nft).flatMap(own -> SavedRules.of("ip", ip4)
                .flatMap(four -> SavedRules.of("ip6", ip6).map(six -> {
                    Set<String> shown = new HashSet<>();
                    SavedRules.tables(ip4).forEach(table -> shown.add("ip " + table));
                    SavedRules.tables(ip6).forEach(table -> shown.add("ip6 " + table));
                    Map<Rule, Long> all = new HashMap<>(four);
                    all.putAll(six);
                    own.forEach((rule, count) -> {
                        if (!shown.contains(rule.family() + " " + rule.table())) {
                            all.put(rule, count);
                        }
                    });
                    return new RuleCounters(all);
                })));
    }

    /** Rules that drop or reject without a counter, one for each chain. */
    List<DropRule> uncounted() {
        return packets.entrySet().stream()
                .filter(rule -> rule.getValue() == Rule.UNCOUNTED)
                .map(rule -> rule.getKey().grown(0))
                .sorted(Comparator.comparing(DropRule::table)
                        .thenComparing(DropRule::chain)
                        .thenComparing(DropRule::family)
                        .thenComparing(DropRule::verdict)
                        .thenComparing(DropRule::comment))
                .collect(Collectors.toMap(
                        rule -> rule.table() + " " + rule.chain(),
                        rule -> rule,
                        (one, same) -> one,
                        LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /** The rules whose counters grew, the most first. Of a rule that is new, nobody knows whose packets it counted. */
    List<DropRule> since(RuleCounters before) {
        return packets.entrySet().stream()
                .flatMap(now -> Stream.ofNullable(before.packets().get(now.getKey()))
                        .filter(then -> now.getValue() > then)
                        .map(then -> now.getKey().grown(now.getValue() - then)))
                .sorted(Comparator.comparingLong(DropRule::packets)
                        .reversed()
                        .thenComparing(DropRule::chain)
                        .thenComparing(DropRule::comment))
                .toList();
    }
}
