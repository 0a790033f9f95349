package io.nettools.controller.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The fields of a status as a Markdown page, from the schema of the CRD. */
final class StatusPage {
    private static final String HEAD =
            """
            # Status fields

            The fields of `.status` as `kubectl explain ntrace.status` describes them. `ReferenceTest` writes this page from the CRD: change the Javadoc of
            the records, not this page. A field without a value is left out of the status.
            """;

    /** Objects up to this depth have a table of their own; deeper fields stand in the table of the object that contains them. */
    private static final int DEEPEST_TABLE = 2;

    /** A longer list of words has a page of its own. */
    private static final int MOST_WORDS = 12;

    private final StringBuilder page = new StringBuilder(HEAD);

    private StatusPage() {}

    /** @param status the schema of .status */
    static String of(JsonNode status) {
        StatusPage made = new StatusPage();
        made.table("status", status, 0);
        return made.page.toString();
    }

    private void table(String path, JsonNode schema, int depth) {
        page.append("\n## %s\n\n| field | type | description |\n| --- | --- | --- |\n".formatted(path));
        rows(path, "", schema, depth);
        if (depth < DEEPEST_TABLE) {
            schema.path("properties").properties().forEach(field -> {
                JsonNode value = field.getValue();
                if (isObject(value)) {
                    table(inner(path, field.getKey(), value), item(value), depth + 1);
                }
            });
        }
    }

    private void rows(String path, String prefix, JsonNode schema, int depth) {
        schema.path("properties").properties().forEach(field -> {
            JsonNode value = field.getValue();
            boolean own = isObject(value) && depth < DEEPEST_TABLE;
            String type = own
                    ? "[%s](#%s)".formatted(type(value), LinksTest.anchor(inner(path, field.getKey(), value)))
                    : type(value);
            page.append("| `%s%s` | %s | %s |\n".formatted(prefix, field.getKey(), type, description(value)));
            if (isObject(value) && !own) {
                rows(path, prefix + field.getKey() + brackets(value) + ".", item(value), depth);
            }
        });
    }

    /** The path in the status: that of an object in the status itself begins with its name. */
    private static String inner(String path, String name, JsonNode schema) {
        return (path.equals("status") ? "" : path + ".") + name + brackets(schema);
    }

    private static String brackets(JsonNode schema) {
        return schema.has("items") ? "[]" : "";
    }

    private static JsonNode item(JsonNode schema) {
        return schema.has("items") ? schema.path("items") : schema;
    }

    private static boolean isObject(JsonNode schema) {
        return item(schema).has("properties");
    }

    private static String type(JsonNode schema) {
        if (schema.has("items")) {
            return "list of " + type(schema.path("items")) + "s";
        }
        if (schema.has("additionalProperties")) {
            return "map to " + type(schema.path("additionalProperties")) + "s";
        }
        return schema.path("type").asText();
    }

    private static String description(JsonNode schema) {
        String text = schema.path("description").asText().replace("|", "\\|");
        JsonNode words = schema.path("enum");
        return words.isEmpty() || words.size() > MOST_WORDS ? text : text + " One of " + list(words) + ".";
    }

    private static String list(JsonNode words) {
        return StreamSupport.stream(words.spliterator(), false)
                .map(word -> "`" + word.asText() + "`")
                .collect(Collectors.joining(", "));
    }
}
