package io.nettools.agent.analyse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nettools.analyser.text.Printable;
import java.util.List;

/**
 * An analysis with the field names of a target's entry in the status of a trace. Programs that read one can read the
 * other.
 */
final class StatusTree {
    /** Fields that a capture file cannot fill: whose packets these are, and the state of the trace. */
    private static final List<String> UNKNOWN =
            List.of("pod", "uid", "node", "podIPs", "reason", "message", "networkInterface", "capture", "interfaces");

    private static final ObjectMapper RECORDS = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .build();

    private StatusTree() {}

    static ObjectNode of(Analysis analysis) {
        ObjectNode status = RECORDS.valueToTree(analysis.status());
        JsonNode summary = status.remove("summary");
        status.remove(UNKNOWN);
        ObjectNode tree = RECORDS.createObjectNode();
        tree.put("file", Printable.of(analysis.file(), Text.LONGEST_NAME));
        tree.set("summary", summary);
        tree.putObject("capture")
                .put("captured", analysis.report().extent().packets())
                .put("bytes", analysis.bytes());
        return tree.setAll(status);
    }

    static String json(Analysis analysis) {
        return written(RECORDS.writerWithDefaultPrettyPrinter()::writeValueAsString, analysis) + "\n";
    }

    /** The analysis as one YAML document, so that several files are one stream. */
    static String yaml(Analysis analysis) {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .build();
        return written(mapper::writeValueAsString, analysis);
    }

    private static String written(Writer writer, Analysis analysis) {
        try {
            return writer.write(of(analysis));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of texts and numbers can be written", impossible);
        }
    }

    private interface Writer {
        String write(Object tree) throws JsonProcessingException;
    }
}
