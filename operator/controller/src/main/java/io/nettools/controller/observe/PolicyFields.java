package io.nettools.controller.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.planner.policy.Selector;
import io.nettools.planner.policy.Selector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** Fields that all kinds of policies have in common, and the search for those that this code does not read. */
final class PolicyFields {
    private PolicyFields() {}

    /** Why an object cannot be read, or empty: it has a field with another name. */
    static String unknown(JsonNode object, String... known) {
        if (!object.isObject()) {
            return "a part of it is missing";
        }
        Set<String> names = Set.of(known);
        return object.properties().stream()
                .filter(field -> present(field.getValue()))
                .map(Map.Entry::getKey)
                .filter(name -> !names.contains(name))
                .findFirst()
                .map(name -> "field " + quoted(name) + " is not known")
                .orElse("");
    }

    static boolean present(JsonNode field) {
        return !field.isMissingNode() && !field.isNull();
    }

    /** A label selector; absent it selects everything, as an empty one does. */
    static Selector selector(JsonNode selector) {
        List<Requirement> expressions = new ArrayList<>();
        String unknown = present(selector) ? unknown(selector, "matchLabels", "matchExpressions") : "";
        if (!unknown.isEmpty()) {
            expressions.add(odd(unknown));
        }
        selector.path("matchExpressions").forEach(one -> {
            String odd = unknown(one, "key", "operator", "values");
            expressions.add(
                    odd.isEmpty()
                            ? new Requirement(
                                    one.path("key").asText(),
                                    one.path("operator").asText(),
                                    texts(one.path("values")))
                            : odd(odd));
        });
        Map<String, String> labels = new TreeMap<>();
        selector.path("matchLabels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return Selector.of(labels, expressions);
    }

    /** A requirement whose operator the planner does not know either. */
    private static Requirement odd(String why) {
        return new Requirement("", why, List.of());
    }

    static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    static String quoted(String text) {
        return "\"" + Untrusted.text(text) + "\"";
    }
}
