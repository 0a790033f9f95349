package io.nettools.agent.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.DropRule;
import io.nettools.analyser.report.DropRule.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCountersTest {
    private static final String NOTHING = "{\"nftables\": [{\"metainfo\": {\"version\": \"1.0.6\"}}]}";

    /** A rule of a table, as nft prints it. */
    private static String rule(String table, int handle, String comment, String expressions) {
        return "{\"rule\": {\"family\": \"ip\", \"table\": \"%s\", \"chain\": \"c\", \"handle\": %d, %s\"expr\": [%s]}}"
                .formatted(table, handle, comment.isEmpty() ? "" : "\"comment\": \"" + comment + "\", ", expressions);
    }

    private static String counter(long packets) {
        return "{\"counter\": {\"packets\": " + packets + ", \"bytes\": 0}}, ";
    }

    private static String nft(String... rules) {
        return "{\"nftables\": [{\"metainfo\": {}}, " + String.join(", ", rules) + "]}";
    }

    private static String saved(String... rules) {
        return "# Generated\n*filter\n:INPUT ACCEPT [5:300]\n" + String.join("\n", rules) + "\nCOMMIT\n# Completed\n";
    }

    private static Map<Rule, Long> inNft(String json) {
        return NftRules.of(json).orElseThrow();
    }

    private static List<DropRule> grown(RuleCounters before, RuleCounters now) {
        return now.since(before);
    }

    private static RuleCounters counters(String nft, String iptables) {
        return RuleCounters.of(nft, iptables, "").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"drop": null}                                       | Drop
                    {"reject": {"type": "tcp reset"}}                    | Reject
                    {"xt": {"type": "target", "name": "REJECT"}}         | Reject
                    {"xt": {"type": "target", "name": "MARK"}}           |
                    {"accept": null}                                     |
                    {"jump": {"target": "drop"}}                         |
                    """)
    void onlyRulesThatDropOrRejectCount(String expression, Verdict verdict) {
        Map<Rule, Long> rules = inNft(nft(rule("t", 7, "no web", counter(3) + expression)));
        assertEquals(verdict == null ? Map.of() : Map.of(new Rule("ip", "t", "c", "7", "no web", verdict), 3L), rules);
    }

    @Test
    void aRuleWithoutACounterHasDroppedNobodyKnowsHowMuch() {
        String silent = nft(rule("t", 7, "", "{\"drop\": null}"), rule("t", 8, "", "{\"drop\": null}"));
        RuleCounters both = counters(silent, "");
        assertEquals(List.of(), grown(both, both));
        assertEquals(List.of(new DropRule("ip", "t", "c", "", Verdict.Drop, 0)), both.uncounted());
    }

    @Test
    void aChainThatDropsWhatNoRuleAcceptsIsARule() {
        String chain = "{\"chain\": {\"family\": \"inet\", \"table\": \"t\", \"name\": \"in\", \"policy\": \"%s\"}}";
        assertEquals(
                List.of(new DropRule("inet", "t", "in", "policy of the chain", Verdict.Drop, 0)),
                counters(nft(chain.formatted("drop")), "").uncounted());
        assertEquals(List.of(), counters(nft(chain.formatted("accept")), "").uncounted());
        assertEquals(
                List.of(new DropRule("ip", "filter", "FORWARD", "policy of the chain", Verdict.Drop, 3)),
                grown(
                        counters(NOTHING, saved(":FORWARD DROP [4:240]")),
                        counters(NOTHING, saved(":FORWARD DROP [7:420]"))));
    }

    /** The output of nft with the rules that kube-proxy 1.34 makes in nftables mode for six Services: see resources/firewall. */
    @Test
    void kubeProxysRulesHaveNoCounters() throws IOException {
        String json = Files.readString(Path.of("src/test/resources/firewall/kube-proxy-nftables.json"));
        RuleCounters all = counters(json, "");
        assertEquals(List.of(), grown(all, all));
        assertEquals(
                List.of(
                        "cluster-ips-check",
                        "firewall-HVFWP5L3-ns5/svc5/tcp/p80",
                        "nodeport-endpoints-check",
                        "reject-chain",
                        "service-endpoints-check"),
                all.uncounted().stream().map(DropRule::chain).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [3:180] -A INPUT -p tcp -m tcp --dport 80 -j DROP                                              | Drop   | ''
                    [3:180] -A INPUT -m comment --comment cali-x -m comment --comment "Drop if no profiles" -j DROP | Drop   | cali-x; Drop if no profiles
                    [3:180] -A INPUT -m comment --comment "rule to \\"REJECT\\" all" -j REJECT --reject-with tcp-reset | Reject | rule to "REJECT" all
                    [3:180] -A INPUT -m comment --comment -j -j DROP                                               | Drop   | -j
                    """)
    void iptablesShowsTheComment(String line, Verdict verdict, String comment) {
        Map<Rule, Long> rules = SavedRules.of("ip", saved(line)).orElseThrow();
        assertEquals(
                Map.of(), SavedRules.of("ip", saved(line.replace("[3:", "3:"))).orElseThrow());
        Rule only = rules.keySet().iterator().next();
        assertEquals(3L, rules.get(only));
        assertEquals(
                List.of("filter", "INPUT", comment, verdict),
                List.of(only.table(), only.chain(), only.comment(), only.verdict()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [3:180] -A INPUT -p tcp -j ACCEPT
                    [3:180] -A INPUT -m comment --comment "do not DROP" -j KUBE-NWPLCY
                    [3:180] -A INPUT -m comment --comment " -j DROP" -j ACCEPT
                    [3:180] -A DROP -g REJECT
                    """)
    void whatDoesNotDropIsNotKept(String line) {
        assertEquals(Map.of(), SavedRules.of("ip", saved(line)).orElseThrow());
    }

    @Test
    void equalRulesOfOneChainAreOne() {
        String twice = "[3:180] -A INPUT -j DROP";
        assertEquals(
                List.of(6L),
                List.copyOf(
                        SavedRules.of("ip", saved(twice, twice)).orElseThrow().values()));
    }

    @Test
    void aTableThatIptablesShowsIsTakenFromThere() {
        RuleCounters both = counters(
                nft(
                        rule("filter", 4, "", counter(3) + "{\"drop\": null}"),
                        rule("t", 5, "", counter(4) + "{\"drop\": null}")),
                saved("[3:180] -A INPUT -m comment --comment cali-x -j DROP"));
        assertEquals(
                Map.of("filter", "cali-x", "t", ""),
                both.packets().keySet().stream().collect(Collectors.toMap(Rule::table, Rule::comment)));
    }

    @Test
    void whatGrewIsReportedTheMostFirst() {
        RuleCounters before =
                counters(NOTHING, saved("[3:1] -A A -j DROP", "[4:1] -A B -j DROP", "[5:1] -A C -j DROP"));
        RuleCounters now = counters(NOTHING, saved("[4:1] -A A -j DROP", "[9:1] -A B -j DROP", "[5:1] -A C -j DROP"));
        assertEquals(
                List.of(
                        new DropRule("ip", "filter", "B", "", Verdict.Drop, 5),
                        new DropRule("ip", "filter", "A", "", Verdict.Drop, 1)),
                grown(before, now));
    }

    /** A network plugin writes its chains anew. */
    @Test
    void ofRulesThatAreNewOrStartAtZeroAgainNothingIsClaimed() {
        RuleCounters before = counters(NOTHING, saved("[9:1] -A A -j DROP"));
        RuleCounters now = counters(NOTHING, saved("[2:1] -A A -j DROP", "[7:1] -A B -j DROP"));
        assertEquals(List.of(), grown(before, now));
    }

    @Test
    void aCommentIsPrintableAndShort() {
        String comment = "\u00e9" + "x".repeat(500);
        RuleCounters before = counters(nft(rule("t", 1, comment, counter(1) + "{\"drop\": null}")), "");
        RuleCounters now = counters(nft(rule("t", 1, comment, counter(2) + "{\"drop\": null}")), "");
        assertEquals("?" + "x".repeat(159), grown(before, now).getFirst().comment());
    }

    @Test
    void anOutputThatIsCutTellsNothing() {
        String json = nft(rule("t", 1, "", counter(1) + "{\"drop\": null}"));
        assertEquals(Optional.empty(), NftRules.of(json.substring(0, json.length() - 5)));
        assertEquals(Optional.empty(), NftRules.of(""));
        assertEquals(Optional.empty(), SavedRules.of("ip", "*filter\n[3:180] -A INPUT -j DROP\n"));
        assertEquals(Optional.of(Map.of()), SavedRules.of("ip", ""));
    }

    @Test
    void moreRulesThanAreKeptTellNothing() {
        String many = IntStream.rangeClosed(0, RuleCounters.MOST)
                .mapToObj(n -> "[1:1] -A C" + n + " -j DROP")
                .collect(Collectors.joining("\n"));
        assertEquals(Optional.empty(), SavedRules.of("ip", saved(many)));
    }

    @Property(tries = 200)
    void anyTextIsRead(@ForAll String text) {
        NftRules.of(text);
        NftRules.of("{\"nftables\": [" + text);
        assertTrue(SavedRules.of("ip", saved("[1:1] -A " + text + " -j DROP " + text))
                .isPresent());
    }
}
