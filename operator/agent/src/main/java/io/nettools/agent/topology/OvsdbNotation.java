package io.nettools.agent.topology;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values as OVSDB writes them in JSON (RFC 7047, section 5.1). A value of another kind counts as empty. */
final class OvsdbNotation {
    private OvsdbNotation() {}

    /** A string or an optional string: {@code ["set",[]]} is empty. */
    static String text(JsonNode value) {
        List<JsonNode> members = set(value);
        return members.size() == 1 ? members.getFirst().asText() : "";
    }

    /** The text in {@code ["uuid","…"]}. */
    static String id(JsonNode value) {
        return is("uuid", value) ? value.path(1).asText() : "";
    }

    /** {@code ["set",[…]]}, which with one member may be written as that member. */
    static List<JsonNode> set(JsonNode value) {
        if (is("set", value)) {
            return value.path(1).valueStream().toList();
        }
        return value.isMissingNode() || value.isNull() ? List.of() : List.of(value);
    }

    /** {@code ["map",[[key,value],…]]} with texts on both sides. */
    static Map<String, String> map(JsonNode value) {
        Map<String, String> map = new HashMap<>();
        if (is("map", value)) {
            value.path(1)
                    .forEach(pair -> map.put(pair.path(0).asText(), pair.path(1).asText()));
        }
        return map;
    }

    private static boolean is(String kind, JsonNode value) {
        return value.path(0).asText().equals(kind);
    }
}
