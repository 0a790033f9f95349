package io.nettools.agent.target;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.nettools.agent.handover.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The output of {@code ip -j}: a list of objects. In a pod's namespace the pod chooses names and aliases. iproute2
 * prints them unchanged, including control characters, and escapes a quote in a way that JSON does not allow
 * (lib/json_writer.c). The list ends at the first unreadable text.
 *
 * @param whole whether the whole output was read
 */
public record IpOutput(List<JsonNode> objects, boolean whole) {
    private static final ObjectReader READER = Json.MAPPER
            .readerFor(JsonNode.class)
            .withFeatures(
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER);

    public IpOutput {
        objects = List.copyOf(objects);
    }

    /**
     * Reads objects up to the first unreadable one. {@code ip} prints empty objects for those that do not match a
     * query.
     */
    public static IpOutput parse(String json) {
        List<JsonNode> objects = new ArrayList<>();
        try (JsonParser parser = READER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return new IpOutput(objects, json.isBlank());
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                objects.add(parser.readValueAsTree());
            }
            return new IpOutput(objects, parser.currentToken() == JsonToken.END_ARRAY);
        } catch (JacksonException unreadable) {
            return new IpOutput(objects, false);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text is no file", impossible);
        }
    }
}
