package io.nettools.agent.firewall;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.agent.handover.Json;
import io.nettools.analyser.report.DropRule.Verdict;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Packets of the rules that drop or reject, from the output of {@code nft -j list ruleset} (libnftables-json(5)). A rule without a counter has
 * {@link Rule#UNCOUNTED}, as has the policy of a chain. What {@code iptables-nft} made has targets of its own ({@code xt}).
 *
 * <p>kube-proxy's rules have no counters. Services without endpoints are elements of its maps, which drop or lead to its {@code reject-chain}.
 *
 * <pre>
 * {"nftables": [{"rule": {"family": "inet", "table": "t", "chain": "c", "handle": 2, "comment": "no web",
 *                         "expr": [{"match": …}, {"counter": {"packets": 3, "bytes": 180}}, {"drop": null}]}}, …]}
 * </pre>
 */
final class NftRules {
    private static final String KUBE_PROXY = "kube-proxy";
    private static final Set<String> NO_ENDPOINTS = Set.of("@no-endpoint-services", "@no-endpoint-nodeports");

    private NftRules() {}

    /** Reads an output; empty when it is cut or has too many such rules. One element at a time is in memory. */
    static Optional<Map<Rule, Long>> of(String json) {
        Map<Rule, Long> packets = new HashMap<>();
        try (JsonParser parser = Json.MAPPER.createParser(json)) {
            while (parser.nextToken() != JsonToken.START_ARRAY) {
                if (parser.currentToken() == null) {
                    return Optional.empty();
                }
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonNode element = parser.readValueAsTree();
                add(element.path("rule"), packets);
                addPolicy(element.path("chain"), packets);
                if (packets.size() > RuleCounters.MOST) {
                    return Optional.empty();
                }
            }
            return Optional.of(packets);
        } catch (IOException cut) {
            return Optional.empty();
        }
    }

    private static void add(JsonNode rule, Map<Rule, Long> packets) {
        long counted = expression(rule, "counter")
                .map(counter -> Math.max(0, counter.path("packets").asLong(0)))
                .orElse(Rule.UNCOUNTED);
        verdict(rule).ifPresent(verdict -> {
            Rule one = new Rule(
                    rule.path("family").asText(""),
                    rule.path("table").asText(""),
                    rule.path("chain").asText(""),
                    rule.path("handle").asText(""),
                    rule.path("comment").asText(""),
                    verdict);
            packets.merge(one, counted, Math::max);
        });
    }

    private static void addPolicy(JsonNode chain, Map<Rule, Long> packets) {
        if (chain.path("policy").asText("").equals("drop")) {
            Rule one = new Rule(
                    chain.path("family").asText(""),
                    chain.path("table").asText(""),
                    chain.path("name").asText(""),
                    "policy",
                    Rule.POLICY,
                    Verdict.Drop);
            packets.put(one, Rule.UNCOUNTED);
        }
    }

    private static Optional<Verdict> verdict(JsonNode rule) {
        if (expression(rule, "drop").isPresent() || ofServicesWithoutEndpoints(rule)) {
            return Optional.of(Verdict.Drop);
        }
        return expression(rule, "reject").isPresent()
                        || expression(rule, "xt")
                                .filter(xt -> xt.path("name").asText("").equals("REJECT"))
                                .isPresent()
                ? Optional.of(Verdict.Reject)
                : Optional.empty();
    }

    private static boolean ofServicesWithoutEndpoints(JsonNode rule) {
        return rule.path("table").asText("").equals(KUBE_PROXY)
                && expression(rule, "vmap")
                        .filter(map -> NO_ENDPOINTS.contains(map.path("data").asText("")))
                        .isPresent();
    }

    /** The last one of this kind: a verdict stands at the end. */
    private static Optional<JsonNode> expression(JsonNode rule, String kind) {
        return StreamSupport.stream(rule.path("expr").spliterator(), false)
                .filter(one -> one.has(kind))
                .map(one -> one.get(kind))
                .reduce((first, last) -> last);
    }
}
