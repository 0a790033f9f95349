package io.nettools.controller.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.controller.docs.SchemaPage.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The fields of a spec as a Markdown page, with what the API server checks, from the schema of the CRD. */
final class SpecPage {
    private static final String HEAD =
            """
            # NetworkTrace API

            `apiVersion: nettools.io/v1alpha1`, `kind: NetworkTrace`, short name `ntrace`, namespaced. [Status fields](status.md) has the fields of
            `.status`. `ReferenceTest` writes this page from the CRD: change the Javadoc of the records, not this page.

            %s

            The API server checks what stands under *must be*; `kubectl` refuses an unknown field. The operator checks the admin's limits
            ([settings](settings.md)).

            %s
            """;

    private SpecPage() {}

    /** @param trace the schema of a NetworkTrace */
    static String of(JsonNode trace) {
        JsonNode spec = trace.at("/properties/spec");
        String ofTheWhole = messages(spec)
                .map(message -> "- " + message + "\n")
                .collect(Collectors.joining("", "Of the whole spec:\n\n", ""));
        return SchemaPage.of(
                HEAD.formatted(trace.path("description").asText(), ofTheWhole.strip()),
                "spec",
                spec,
                new Column("default", (field, required) -> standard(field)),
                new Column("must be", SpecPage::rules),
                new Column(
                        "description",
                        (field, required) -> escaped(field.path("description").asText())));
    }

    private static String standard(JsonNode field) {
        JsonNode standard = field.path("default");
        if (standard.isMissingNode()) {
            return "";
        }
        return code(standard.isTextual() && !standard.asText().isEmpty() ? standard.asText() : standard.toString());
    }

    private static String rules(JsonNode field, boolean required) {
        List<String> rules = new ArrayList<>();
        if (required) {
            rules.add("**present**");
        }
        rules.addAll(ofValue(field));
        rules.addAll(ofEach("each ", field.path("items")));
        rules.addAll(ofEach("each value ", field.path("additionalProperties")));
        if (field.path("x-kubernetes-list-type").asText().equals("set")) {
            rules.add("none twice");
        }
        messages(field).map(SpecPage::escaped).forEach(rules::add);
        return String.join("; ", rules);
    }

    private static List<String> ofEach(String prefix, JsonNode schema) {
        return schema.has("properties")
                ? List.of()
                : ofValue(schema).stream().map(rule -> prefix + rule).toList();
    }

    private static List<String> ofValue(JsonNode schema) {
        List<String> rules = new ArrayList<>();
        if (schema.has("enum")) {
            rules.add("one of "
                    + elements(schema.path("enum"))
                            .map(word -> code(word.asText()))
                            .collect(Collectors.joining(", ")));
        }
        between(schema, "minimum", "maximum", "").ifPresent(rules::add);
        between(schema, "minLength", "maxLength", " characters").ifPresent(rules::add);
        between(schema, "minItems", "maxItems", " entries").ifPresent(rules::add);
        between(schema, "minProperties", "maxProperties", " entries").ifPresent(rules::add);
        if (schema.has("pattern")) {
            rules.add("like " + code(schema.path("pattern").asText()));
        }
        return rules;
    }

    private static Optional<String> between(JsonNode schema, String least, String most, String unit) {
        if (!schema.has(most)) {
            return Optional.empty();
        }
        String to = number(schema.path(most)) + unit;
        return Optional.of(schema.has(least) ? number(schema.path(least)) + " to " + to : "at most " + to);
    }

    private static String number(JsonNode value) {
        return new BigDecimal(value.asText()).toBigInteger().toString();
    }

    private static Stream<String> messages(JsonNode schema) {
        return elements(schema.path("x-kubernetes-validations"))
                .map(rule -> (rule.path("fieldPath").asText().replaceFirst("^\\.", "") + " "
                                + rule.path("message").asText())
                        .strip());
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** HTML, since Markdown's own code in a table has no way to write a bar that all readers understand. */
    private static String code(String text) {
        return text.contains("|") ? "<code>" + text.replace("|", "&#124;") + "</code>" : "`" + text + "`";
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|");
    }
}
