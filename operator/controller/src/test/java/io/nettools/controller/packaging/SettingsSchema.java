package io.nettools.controller.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nettools.controller.fixture.Manifests;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.controller.ops.SettingsReader.MistakenException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON schema of the settings, for values.schema.json: the form of each value is what the operator asks for in its complaint
 * about a wrong one. The schema is never stricter than the operator, which also checks ranges.
 */
final class SettingsSchema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMESPACE = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
    private static final Pattern LINE = Pattern.compile("(?m)^  (\\w+): (\"[^\"]*\"|\\S+)\\s+# (.*)$");

    private SettingsSchema() {}

    static ObjectNode schema() {
        ObjectNode schema = JSON.createObjectNode().put("type", "object").put("additionalProperties", false);
        schema.put("description", "The operator's settings, as in ConfigMap nettrace-settings.");
        ArrayNode required = schema.putArray("required"); // null removes a key, and would else become a text
        ObjectNode properties = schema.putObject("properties");
        Matcher line = LINE.matcher(Yaml.text(Manifests.DEPLOY.resolve(Seams.SETTINGS)));
        while (line.find()) {
            String form = form(advice(line.group(1)), line.group(2).equals("\"\""));
            required.add(line.group(1));
            ObjectNode property = properties.putObject(line.group(1)).put("description", line.group(3));
            property.setAll((ObjectNode) Yaml.tree(form));
        }
        return schema;
    }

    /** Advice of the operator to an admin who wrote what no setting but a free text can be. */
    private static String advice(String key) {
        try {
            SettingsReader.read(Map.of(key, "?"), "image");
            return "";
        } catch (MistakenException wrong) {
            return wrong.getMessage().replaceFirst(".*: write (a |an )?", "");
        }
    }

    /** @param empty whether the value may be empty */
    private static String form(String advice, boolean empty) {
        String or = empty ? "?" : "";
        if (advice.isEmpty()) {
            return "{type: string, pattern: '^\\S*$'}";
        }
        if (advice.equals("true or false")) {
            return "{enum: ['true', 'false', true, false]}";
        }
        if (advice.startsWith("duration")) {
            return "{type: string, pattern: '^(([0-9]+(h|ms|m|s))+)" + or + "$'}";
        }
        if (advice.startsWith("number") && advice.contains("e.g.")) {
            return "{type: [integer, string], minimum: 1, pattern: '^[+]?[0-9.]+([eE][0-9]+|[kMGT]|[KMGT]i)?$'}";
        }
        if (advice.startsWith("number")) {
            return "{type: [integer, string], minimum: 1, pattern: '^([+]?[0-9]+)" + or + "$'}";
        }
        if (advice.startsWith("quantity")) {
            return "{type: [number, string], pattern: '^[+]?[0-9.]+([eE][0-9]+|[mkMGT]|[KMGT]i)?$'}";
        }
        if (advice.equals("namespace name")) {
            return "{type: string, pattern: '^" + NAMESPACE + "$'}";
        }
        if (advice.startsWith("namespace names")) {
            return "{type: string, pattern: '^[-a-z0-9,\\s]*$'}";
        }
        return "{enum: [" + advice.replaceAll(", | or ", ", ") + "]}";
    }

    /** Whether the schema takes the text, as Helm would decide. */
    static boolean takes(JsonNode property, String value) {
        if (property.has("enum")) {
            return Manifests.texts(property.path("enum")).contains(value);
        }
        return Pattern.compile(property.path("pattern").asText()).matcher(value).find();
    }
}
