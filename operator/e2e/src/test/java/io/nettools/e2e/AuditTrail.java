package io.nettools.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the operator asked of the API server for one trace, from the API server's own audit log. */
record AuditTrail(List<String> writes, List<String> reads, List<String> events) {
    private static final String OPERATOR = "system:serviceaccount:nettrace-system:networktrace-operator";
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    private static final Set<String> READS = Set.of("get", "list");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Requests about this trace, its pods (whose names have its UID), its target and its events. */
    static AuditTrail of(String namespace, String name, String uid) {
        List<JsonNode> requests = requests(
                        line -> (line.contains(uid) || line.contains("/namespaces/" + namespace + "/"))
                                && (line.contains(uid) || line.contains("/" + name)))
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

    /** How many trace pods were made for a trace, also those that were gone within a moment. */
    static long podsMade(Tracing trace) {
        return written(List.of(trace))
                .filter(request -> text(request).equals("create pods"))
                .count();
    }

    /** Which pods of the operator have written about these traces, in the order of time, each as often as it took turns. */
    static List<String> writers(List<Tracing> traces) {
        List<String> pods = new ArrayList<>();
        written(traces)
                .sorted(Comparator.comparing(
                        request -> request.path("requestReceivedTimestamp").asText()))
                .map(request -> request.at("/user/extra/authentication.kubernetes.io~1pod-name/0")
                        .asText())
                .filter(pod -> pods.isEmpty() || !pods.getLast().equals(pod))
                .forEach(pods::add);
        return pods;
    }

    /** The operator's writes about these traces, their pods and events that the API server accepted. */
    private static Stream<JsonNode> written(List<Tracing> traces) {
        List<String> about = traces.stream()
                .flatMap(trace -> Stream.of(
                        trace.resource().getMetadata().getUid(),
                        "/" + trace.scene().namespace() + "/networktraces/" + trace.name()))
                .toList();
        return requests(line -> about.stream().anyMatch(line::contains))
                .filter(request -> WRITES.contains(request.path("verb").asText()))
                .filter(request -> request.at("/responseStatus/code").asInt() < 300);
    }

    private static Stream<JsonNode> requests(Predicate<String> about) {
        return Shell.read(Path.of(Shell.CLUSTER_DIR, "log", "audit.log"))
                .lines()
                .filter(line -> line.contains(OPERATOR) && about.test(line))
                .map(AuditTrail::parse)
                .filter(request ->
                        request.path("user").path("username").asText().equals(OPERATOR));
    }

    /** All that the operator asked in this namespace, but for watches. */
    static List<String> requests(String namespace) {
        return requests(line -> line.contains("/namespaces/" + namespace + "/"))
                .map(AuditTrail::text)
                .toList();
    }

    /** All that the operator asked since then, but for watches and its lease, as in {@code list pods}. */
    static List<String> since(Instant began) {
        return requests(line -> true)
                .filter(request -> !Instant.parse(
                                request.path("requestReceivedTimestamp").asText())
                        .isBefore(began))
                .filter(request -> !request.path("verb").asText().equals("watch"))
                .map(AuditTrail::text)
                .filter(request -> !request.endsWith(" leases"))
                .toList();
    }

    /**
     * When a pod started.
     *
     * @param made when the API server answered that it has the pod
     * @param ready when it got the kubelet's last report about the pod, which says that the pod is ready
     */
    record PodStart(Instant made, Instant ready) {}

    /** The start of the only pod that was made in a namespace in that time. */
    static PodStart start(String namespace, Instant from, Instant until) {
        List<JsonNode> meanwhile = Shell.read(Path.of(Shell.CLUSTER_DIR, "log", "audit.log"))
                .lines()
                .filter(line -> line.contains("/api/v1/namespaces/" + namespace + "/pods"))
                .map(AuditTrail::parse)
                .filter(request ->
                        !received(request).isBefore(from) && received(request).isBefore(until))
                .toList();
        JsonNode made = meanwhile.stream()
                .filter(request -> text(request).equals("create pods"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no pod was made"));
        JsonNode ready = meanwhile.stream()
                .filter(request -> text(request).equals("patch pods/status"))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError("no kubelet reported; does cluster/audit.yaml record it?"));
        return new PodStart(Instant.parse(made.path("stageTimestamp").asText()), received(ready));
    }

    private static Instant received(JsonNode request) {
        return Instant.parse(request.path("requestReceivedTimestamp").asText());
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
