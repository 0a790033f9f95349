package io.nettools.controller.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nettools.planner.status.Conditions;
import io.nettools.planner.status.Reason;
import java.util.List;
import java.util.Optional;

/**
 * The part of a trace's JSON that is kept. The schema bounds the spec, and the operator bounds the status. Nothing
 * bounds labels, owners and other people's annotations, which may be as large as the API server allows. No decision
 * uses them.
 */
final class TraceJson {
    /** Annotation with the reason why a trace has no spec. It exists only in memory. */
    static final String UNREADABLE = "nettools.io/unreadable";

    static final String EXCESSIVE = "its spec is longer than the schema allows";

    /** The same as {@code Marks.REQUESTED_BY}. */
    static final String REQUESTED_BY = "nettools.io/requested-by";

    private static final String METADATA = "metadata";
    private static final String ANNOTATIONS = "annotations";
    private static final String FINALIZERS = "finalizers";
    private static final String SPEC = "spec";
    private static final String STATUS = "status";
    private static final String CONDITIONS = "conditions";

    /**
     * Limit for a spec: more than the largest one that the schema of any version allows, with each character written as
     * six.
     */
    static final int SPEC_LENGTH = 128 * 1024;

    /** Fields of an object's identity. The API server bounds each of them. */
    private static final List<String> IDENTITY = List.of(
            "name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp");

    private static final String OURS = "nettools.io/";
    private static final int ANNOTATION_LENGTH = 512;
    private static final int FINALIZERS_KEPT = 8;

    private TraceJson() {}

    /**
     * The part of a trace that is held between two decisions. A finished trace does not change, and its answer is in
     * the API server. So only the fields are held that show whether anything is left to do. While our finalizer is on
     * the trace, the next turns need all of it.
     */
    static ObjectNode kept(ObjectNode trace) {
        ObjectNode lean = excessive(trace) ? identity(trace, EXCESSIVE) : lean(trace);
        ObjectNode metadata = (ObjectNode) lean.get(METADATA);
        metadata.remove(FINALIZERS);
        List<JsonNode> ours = trace.path(METADATA)
                .path(FINALIZERS)
                .valueStream()
                .filter(name -> name.asText().startsWith(OURS))
                .limit(FINALIZERS_KEPT)
                .toList();
        if (!ours.isEmpty()) {
            metadata.putArray(FINALIZERS).addAll(ours);
        }
        return ours.isEmpty() && finished(lean) ? reduced(lean) : lean;
    }

    /** The trace without the fields that can be read again by its name. */
    static ObjectNode reduced(ObjectNode lean) {
        ObjectNode status = lean.objectNode();
        copy(lean.path(STATUS), status, "observedGeneration");
        copy(lean.path(STATUS), status, "finishTime");
        ArrayNode conditions = status.putArray(CONDITIONS);
        lean.path(STATUS)
                .path(CONDITIONS)
                .valueStream()
                .filter(TraceJson::aboutTheEnd)
                .forEach(condition -> {
                    ObjectNode end = conditions.addObject();
                    List.of("reason", "status", "type").forEach(field -> copy(condition, end, field));
                });
        ObjectNode spec = lean.objectNode();
        copy(lean.path(SPEC), spec, "ttlAfterFinished");
        ObjectNode reduced = lean.objectNode();
        reduced.set(METADATA, ((ObjectNode) lean.get(METADATA)).without(ANNOTATIONS));
        if (lean.has(SPEC)) {
            reduced.set(SPEC, spec);
        }
        reduced.set(STATUS, status);
        return reduced;
    }

    private static boolean finished(JsonNode trace) {
        return trace.path(STATUS)
                .path(CONDITIONS)
                .valueStream()
                .anyMatch(condition -> aboutTheEnd(condition)
                        && condition.path(STATUS).asText().equals("True"));
    }

    private static boolean aboutTheEnd(JsonNode condition) {
        return condition.path("type").asText().equals(Conditions.FINISHED);
    }

    /** The reason of a trace. A trace without a status has not been looked at. */
    static Reason reason(JsonNode trace) {
        return trace.path(STATUS)
                .path(CONDITIONS)
                .valueStream()
                .filter(TraceJson::aboutTheEnd)
                .map(condition -> Reason.named(condition.path("reason").asText()))
                .findFirst()
                .orElse(Reason.Pending);
    }

    /**
     * The trace without the fields that no decision uses: owners, labels, managed fields, other people's annotations.
     */
    static ObjectNode lean(ObjectNode trace) {
        ObjectNode lean = trace.objectNode();
        List.of("apiVersion", "kind").forEach(field -> copy(trace, lean, field));
        ObjectNode metadata = metadata(trace.path(METADATA));
        copy(trace.path(METADATA), metadata, FINALIZERS);
        ObjectNode ours = annotations(trace);
        if (!ours.isEmpty()) {
            metadata.set(ANNOTATIONS, ours);
        }
        lean.set(METADATA, metadata);
        copy(trace, lean, SPEC);
        copy(trace, lean, STATUS);
        return lean;
    }

    /** Whether the spec is longer than any schema of ours has allowed. */
    static boolean excessive(JsonNode trace) {
        return trace.path(SPEC).toString().length() > SPEC_LENGTH;
    }

    /**
     * The identity of an unreadable trace, which is all that is known of it. It includes the finalizers: ours is
     * removed when the trace is deleted.
     *
     * @param why printable
     */
    static ObjectNode identity(ObjectNode trace, String why) {
        ObjectNode bare = trace.objectNode();
        ObjectNode metadata = metadata(trace.path(METADATA));
        JsonNode finalizers = trace.path(METADATA).path(FINALIZERS);
        if (finalizers.isArray()) {
            metadata.putArray(FINALIZERS)
                    .addAll(finalizers.valueStream().filter(JsonNode::isTextual).toList());
        }
        metadata.putObject(ANNOTATIONS).put(UNREADABLE, why);
        bare.set(METADATA, metadata);
        return bare;
    }

    private static ObjectNode metadata(JsonNode from) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        IDENTITY.forEach(field -> copy(from, metadata, field));
        return metadata;
    }

    /**
     * The kept annotations: who asked, and, for a trace without a spec, why it is unreadable. Users' traces always have
     * a spec, so no user can forge the reason. Other annotations of a user must not displace these two.
     */
    private static ObjectNode annotations(JsonNode trace) {
        JsonNode all = trace.path(METADATA).path(ANNOTATIONS);
        ObjectNode ours = JsonNodeFactory.instance.objectNode();
        cut(all.path(REQUESTED_BY)).ifPresent(text -> ours.put(REQUESTED_BY, text));
        if (!trace.has(SPEC)) {
            cut(all.path(UNREADABLE)).ifPresent(text -> ours.put(UNREADABLE, text));
        }
        return ours;
    }

    private static Optional<String> cut(JsonNode text) {
        return Optional.ofNullable(text.textValue())
                .map(whole -> whole.substring(0, Math.min(whole.length(), ANNOTATION_LENGTH)));
    }

    private static void copy(JsonNode from, ObjectNode to, String field) {
        JsonNode value = from.get(field);
        if (value != null) {
            to.set(field, value);
        }
    }
}
