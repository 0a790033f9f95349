package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.DropRule;
import io.nettools.analyser.report.DropRule.Verdict;
import io.nettools.analyser.report.DropRules;
import io.nettools.analyser.report.DropRules.Rules;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.shape.Listed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DroppedByTest {
    private static DropRule rule(String chain, long packets) {
        return new DropRule("ip", "filter", chain, "", Verdict.Drop, packets);
    }

    private static Optional<Rules> grown(DropRule... rules) {
        return Optional.of(new Rules(new Listed<>(rules.length, List.of(rules)), Listed.none()));
    }

    /** The same, where rules of these chains have no counter. */
    private static Optional<Rules> beside(Optional<Rules> grown, DropRule... uncounted) {
        return grown.map(all -> new Rules(all.grown(), new Listed<>(uncounted.length, List.of(uncounted))));
    }

    /** The chain that is named, of rules that grew by these numbers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    A 3          | 3 | A
                    A 9; B 3     | 3 | B
                    A 9          | 3 | A
                    A 2          | 3 |
                    A 9; B 4     | 3 |
                    A 3; B 3     | 3 |
                    ''           | 3 |
                    A 3          | 0 |
                    """)
    void onlyASingleRuleThatFitsIsNamed(String rules, long missing, String chain) {
        DropRule[] all = Arrays.stream(rules.split(";"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(one -> rule(one.substring(0, 1), Long.parseLong(one.substring(2))))
                .toArray(DropRule[]::new);
        Optional<String> named = DroppedBy.of(grown(all), "node-1", missing);
        assertEquals(chain != null, named.isPresent());
        named.ifPresent(text -> assertTrue(text.contains("chain " + chain + ","), text));
    }

    @Test
    void anUnknownRuleMayHaveDroppedThem() {
        Rules cut = new Rules(new Listed<>(2, List.of(rule("A", 3))), Listed.none());
        assertTrue(DroppedBy.of(Optional.of(cut), "node-1", 3).isEmpty());
        assertTrue(DroppedBy.of(Optional.empty(), "node-1", 3).isEmpty());
    }

    @Test
    void theSentenceHasWhatAPersonLooksFor() {
        DropRule policy = new DropRule("ip", "filter", "KUBE-NWPLCY-X", "rule to REJECT all", Verdict.Reject, 3);
        assertEquals(
                Optional.of(
                        "node-1: a rule of chain KUBE-NWPLCY-X, table ip filter (\"rule to REJECT all\"), rejected 3 packets"
                                + " meanwhile, as many as are missing"),
                DroppedBy.of(grown(policy), "node-1", 3));
        assertEquals(
                Optional.of(
                        "pod web: a rule of chain A, table ip filter, dropped 5 packets meanwhile, and no other rule with"
                                + " a counter dropped any"),
                DroppedBy.of(grown(rule("A", 5)), "pod web", 3));
    }

    @Test
    void aRuleWithoutACounterMayHaveDroppedThem() {
        Optional<Rules> silent = beside(grown(rule("A", 2)), rule("B", 0));
        assertEquals(
                Optional.of(
                        "node-1: whether rules without a counter dropped any is not known: chain B, table ip filter"),
                DroppedBy.of(silent, "node-1", 3));
        assertEquals(Optional.empty(), DroppedBy.of(silent, "node-1", 0));
        assertEquals(
                Optional.of(
                        "pod web: a rule of chain A, table ip filter, dropped 2 packets meanwhile, and no other rule with"
                                + " a counter dropped any; the rules of 1 chain there have no counter"),
                DroppedBy.only(silent, "pod web", Set.of(Verdict.Drop)));
    }

    @Test
    void aRuleThatDroppedAsManyAsAreMissingIsEnough() {
        String evidence = DroppedBy.of(beside(grown(rule("A", 3)), rule("B", 0)), "node-1", 3)
                .orElseThrow();
        assertTrue(evidence.endsWith("dropped 3 packets meanwhile, as many as are missing"), evidence);
    }

    /** A chain of one Service has the Service's name, which may be of another namespace. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    service-endpoints-check              | chain service-endpoints-check, table ip kube-proxy (Services without endpoints)
                    reject-chain                         | chain reject-chain, table ip kube-proxy (Services without endpoints)
                    cluster-ips-check                    | chain cluster-ips-check, table ip kube-proxy (cluster IPs or ports that no Service has)
                    firewall-HVFWP5L3-bank/vault/tcp/p80 | loadBalancerSourceRanges, table ip kube-proxy
                    """)
    void theChainsOfKubeProxyAreNamedByWhatTheyAreFor(String chain, String named) {
        DropRule rule = new DropRule("ip", "kube-proxy", chain, "", Verdict.Reject, 0);
        assertEquals(
                Optional.of("node-1: whether rules without a counter dropped any is not known: " + named),
                DroppedBy.of(beside(grown(), rule), "node-1", 3));
    }

    private static End ruled(End end, DropRules rules) {
        return new End(
                end.pod(),
                end.node(),
                end.podIPs(),
                end.capture().watching(end.capture().watched().knowing(rules)),
                end.report());
    }

    private static List<String> evidence(Way way) {
        return way.findings().stream()
                .map(Finding::evidence)
                .flatMap(List::stream)
                .filter(one -> one.contains("chain"))
                .toList();
    }

    /** Of the pod's own rules and the node's, those of the place count. */
    @Test
    void whatIsDroppedInsideThePodIsLookedForInThePod() {
        Passage asked = Talked.tcp(Ways.CLIENT + ":8080", "10.0.0.1:40000")
                .received(Ways.syns(3))
                .passage();
        End server = ruled(Ways.client(asked), new DropRules(grown(rule("INPUT", 3)), grown(rule("FORWARD", 3))));
        List<String> evidence = evidence(Way.of(server, List.of(), Way.Filter.None));
        assertEquals(1, evidence.size());
        assertTrue(evidence.getFirst().startsWith("pod client: a rule of chain INPUT"), evidence::toString);
    }

    @ParameterizedTest
    @CsvSource({"ClientNode, node-1", "ServerNode, node-2"})
    void whatIsDroppedOnANodeIsLookedForOnThatNode(Hop hop, String node) {
        ATalk talk = ATalk.with(Drops.all(hop, false)).connections(4);
        long missing = talk.client().passages().stream()
                .mapToLong(passage -> passage.sent().getFirst().packets())
                .sum();
        DropRules rules = new DropRules(grown(rule("OUTPUT", missing)), grown(rule("FORWARD", missing)));
        List<String> evidence =
                evidence(Way.of(ruled(talk.client(), rules), List.of(ruled(talk.server(), rules)), Way.Filter.None));
        assertEquals(1, evidence.size(), evidence::toString);
        assertTrue(evidence.getFirst().startsWith(node + ": a rule of chain FORWARD"), evidence::toString);
    }

    @Test
    void whatIsDroppedBetweenNodesIsNoRuleOfANode() {
        ATalk talk = ATalk.with(Drops.all(Hop.BetweenNodes, false)).connections(4);
        DropRules rules = new DropRules(grown(rule("OUTPUT", 400)), grown(rule("FORWARD", 400)));
        Way way = Way.of(ruled(talk.client(), rules), List.of(ruled(talk.server(), rules)), Way.Filter.None);
        assertFalse(way.findings().isEmpty());
        assertEquals(List.of(), evidence(way));
    }
}
