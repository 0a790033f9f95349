package io.nettools.controller.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/**
 * Cleans what containers report, which an attacker may control. The result has only printable ASCII, short texts, whole
 * numbers from -1 to 2^53, short lists, and little depth. A compromised analyser can lie, but cannot harm the readers
 * of the status.
 */
public final class Untrusted {
    private static final int TEXT = 512;

    /**
     * Characters of {@code Views.sketch}: 48 cells in base64. A part of a sketch is useless, so it is kept whole. No
     * status contains it.
     */
    private static final int SKETCH = 960;

    private static final String DOTS = "...";
    private static final int LIST = 64;
    private static final int DEPTH = 8;

    /** The largest number that every JSON reader reads exactly. The sum over many targets cannot overflow. */
    private static final long MOST = (1L << 53) - 1;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Untrusted() {}

    /**
     * The API server's message on a refusal. It may come from anybody's webhook, and is written to the status and to an
     * event.
     */
    public static String sentence(KubernetesClientException refusal) {
        return text(Optional.ofNullable(refusal.getStatus())
                .map(status -> status.getMessage())
                .orElse(refusal.getMessage()));
    }

    static JsonNode tree(JsonNode node) {
        return tree(node, DEPTH);
    }

    private static JsonNode tree(JsonNode node, int depth) {
        if (depth == 0) {
            return NODES.nullNode();
        }
        return switch (node.getNodeType()) {
            case OBJECT -> object(node, depth);
            case ARRAY -> list(node, depth);
            case STRING -> NODES.textNode(text(node.textValue()));
            case NUMBER -> NODES.numberNode(node.canConvertToLong() ? Math.clamp(node.longValue(), -1, MOST) : 0);
            case BOOLEAN -> node;
            default -> NODES.nullNode();
        };
    }

    private static ObjectNode object(JsonNode node, int depth) {
        ObjectNode clean = NODES.objectNode();
        node.properties().stream()
                .limit(LIST)
                .forEach(field -> clean.set(text(field.getKey()), value(field.getKey(), field.getValue(), depth - 1)));
        return clean;
    }

    private static JsonNode value(String name, JsonNode value, int depth) {
        return name.equals("sketch") && value.isTextual() && depth > 0
                ? NODES.textNode(text(value.textValue(), SKETCH))
                : tree(value, depth);
    }

    private static ArrayNode list(JsonNode node, int depth) {
        ArrayNode clean = NODES.arrayNode();
        for (int i = 0; i < Math.min(LIST, node.size()); i++) {
            clean.add(tree(node.get(i), depth - 1));
        }
        return clean;
    }

    /**
     * Replaces any character but printable ASCII by its code, so that no control character or direction mark reaches a
     * terminal. A character that JSON writes as two counts as two, so that a text of quotes is not twice as long in the
     * status.
     */
    public static String text(String raw) {
        return text(raw, TEXT);
    }

    private static String text(String raw, int most) {
        StringBuilder clean = new StringBuilder();
        int size = 0;
        int cut = 0;
        for (int i = 0; i < raw.length() && size <= most; i++) {
            String next = printable(raw.charAt(i));
            clean.append(next);
            size += next.startsWith("\\") || next.equals("\"") ? next.length() + 1 : next.length();
            cut = size <= most - DOTS.length() ? clean.length() : cut;
        }
        return size <= most ? clean.toString() : clean.substring(0, cut) + DOTS;
    }

    private static String printable(char character) {
        if (character >= ' ' && character < 127) {
            return String.valueOf(character);
        }
        return character == '\n' ? " " : String.format("\\u%04x", (int) character);
    }
}
