package io.nettools.controller.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.controller.docs.SchemaPage.Column;
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

    /** A longer list of words has a page of its own. */
    private static final int MOST_WORDS = 12;

    private StatusPage() {}

    /** @param status the schema of .status */
    static String of(JsonNode status) {
        return SchemaPage.of(
                HEAD, "status", status, new Column("description", (field, required) -> description(field)));
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
