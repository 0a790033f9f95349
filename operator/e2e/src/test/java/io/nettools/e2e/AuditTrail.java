package io.nettools.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What the operator asked of the API server for one trace, from the API server's own audit log. */
record AuditTrail(List<String> writes, List<String> reads, List<String> events) {
    private static final String OPERATOR = "system:serviceaccount:nettrace-system:networktrace-operator";
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    private static final Set<String> READS = Set.of("get", "list");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Requests about this trace, its pods (whose names have its UID), its target and its events. */
    static AuditTrail of(String namespace, String name, String uid) {
        List<JsonNode> requests = Shell.read(Path.of(Shell.CLUSTER_DIR, "log", "audit.log"))
                .lines()
                .filter(line -> line.contains(OPERATOR)
                        && (line.contains(uid) || line.contains("/namespaces/" + namespace + "/"))
                        && (line.contains(uid) || line.contains("/" + name)))
                .map(AuditTrail::parse)
                .filter(request ->
                        request.path("user").path("username").asText().equals(OPERATOR))
                .toList();
        return new AuditTrail(
                requests.stream()
                        .filter(AuditTrail::isWrite)
                        .map(AuditTrail::text)
                        .toList(),
                requests.stream()
                        .filter(one -> READS.contains(one.path("verb").asText()))
                        .map(AuditTrail::text)
                        .toList(),
                requests.stream()
                        .filter(AuditTrail::isEvent)
                        .map(AuditTrail::text)
                        .toList());
    }

    private static boolean isEvent(JsonNode request) {
        return request.path("objectRef").path("resource").asText().equals("events");
    }

    private static boolean isWrite(JsonNode request) {
        return WRITES.contains(request.path("verb").asText()) && !isEvent(request);
    }

    private static String text(JsonNode request) {
        JsonNode object = request.path("objectRef");
        String part = object.path("subresource").asText();
        return request.path("verb").asText() + " " + object.path("resource").asText()
                + (part.isEmpty() ? "" : "/" + part);
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
