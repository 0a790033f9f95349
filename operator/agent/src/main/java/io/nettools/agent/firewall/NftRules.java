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
import java.util.stream.StreamSupport;

/**
 * Packets of the rules that drop or reject, from the output of {@code nft -j list ruleset} (libnftables-json(5)). A rule without a counter is
 * not there. What {@code iptables-nft} made has targets of its own ({@code xt}).
 *
 * <pre>
 * {"nftables": [{"rule": {"family": "inet", "table": "t", "chain": "c", "handle": 2, "comment": "no web",
 *                         "expr": [{"match": …}, {"counter": {"packets": 3, "bytes": 180}}, {"drop": null}]}}, …]}
 * </pre>
 */
final class NftRules {
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
        Optional<JsonNode> counter = expression(rule, "counter");
        counter.flatMap(counted -> verdict(rule)).ifPresent(verdict -> {
            Rule one = new Rule(
                    rule.path("family").asText(""),
                    rule.path("table").asText(""),
                    rule.path("chain").asText(""),
                    rule.path("handle").asText(""),
                    rule.path("comment").asText(""),
                    verdict);
            packets.merge(one, Math.max(0, counter.get().path("packets").asLong(0)), Math::max);
        });
    }

    private static Optional<Verdict> verdict(JsonNode rule) {
        if (expression(rule, "drop").isPresent()) {
            return Optional.of(Verdict.Drop);
        }
        return expression(rule, "reject").isPresent()
                        || expression(rule, "xt")
                                .filter(xt -> xt.path("name").asText("").equals("REJECT"))
                                .isPresent()
                ? Optional.of(Verdict.Reject)
                : Optional.empty();
    }

    /** The last one of this kind: a verdict stands at the end. */
    private static Optional<JsonNode> expression(JsonNode rule, String kind) {
        return StreamSupport.stream(rule.path("expr").spliterator(), false)
                .filter(one -> one.has(kind))
                .map(one -> one.get(kind))
                .reduce((first, last) -> last);
    }
}
