package io.nettools.controller.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The fields of an object of the CRD as a Markdown page, a table for each object in it. */
final class SchemaPage {
    /** Objects up to this depth have a table of their own; deeper fields stand in the table of the object that contains them. */
    private static final int DEEPEST_TABLE = 2;

    private final String root;
    private final List<Column> columns;
    private final StringBuilder page;

    /** A column behind a field's name and type. */
    record Column(String title, Cell cell) {}

    /** A cell of a field, without line ends and with escaped bars. */
    interface Cell {
        /**
         * The cell's text.
         *
         * @param required whether the object that has the field must have it
         */
        String of(JsonNode field, boolean required);
    }

    private SchemaPage(String head, String root, List<Column> columns) {
        this.root = root;
        this.columns = columns;
        page = new StringBuilder(head);
    }

    /**
     * @param head what stands before the tables
     * @param root name of the object: status or spec
     * @param schema of that object
     */
    static String of(String head, String root, JsonNode schema, Column... columns) {
        SchemaPage made = new SchemaPage(head, root, List.of(columns));
        made.table(root, schema, 0);
        return made.page.toString();
    }

    private void table(String path, JsonNode schema, int depth) {
        page.append("\n## %s\n\n| field | type |%s\n| --- | --- |%s\n"
                .formatted(path, inRow(column -> " " + column.title() + " |"), inRow(column -> " --- |")));
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
            boolean required = isRequired(schema, field.getKey());
            page.append("| `%s%s` | %s |%s\n"
                    .formatted(
                            prefix,
                            field.getKey(),
                            type,
                            inRow(column -> " " + column.cell().of(value, required) + " |")));
            if (isObject(value) && !own) {
                rows(path, prefix + field.getKey() + brackets(value) + ".", item(value), depth);
            }
        });
    }

    private String inRow(Function<Column, String> cell) {
        return columns.stream().map(cell).collect(Collectors.joining());
    }

    private static boolean isRequired(JsonNode schema, String field) {
        return StreamSupport.stream(schema.path("required").spliterator(), false)
                .anyMatch(name -> name.asText().equals(field));
    }

    /** The path in the root: that of an object in the root itself begins with its name. */
    private String inner(String path, String name, JsonNode schema) {
        return (path.equals(root) ? "" : path + ".") + name + brackets(schema);
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
        return schema.path("x-kubernetes-int-or-string").asBoolean()
                ? "integer or string"
                : schema.path("type").asText();
    }
}
