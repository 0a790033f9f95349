package io.nettools.controller.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What is kept of a trace's JSON. The schema bounds a spec and the operator its status; nothing bounds labels, owners and other people's
 * annotations, which may be as large as the API server lets an object be, and no decision looks at them.
 */
final class TraceJson {
    /** Why a trace has no spec: an annotation that exists only in memory. */
    static final String UNREADABLE = "nettools.io/unreadable";

    private static final String METADATA = "metadata";
    private static final String ANNOTATIONS = "annotations";
    private static final String SPEC = "spec";

    /** More than the largest spec that the schema of any version lets through, each character written as six. */
    private static final int SPEC_LENGTH = 128 * 1024;

    /** Identity of an object, each of which the API server bounds. */
    private static final List<String> IDENTITY = List.of(
            "name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp");

    private static final String OURS = "nettools.io/";
    private static final int ANNOTATION_LENGTH = 512;
    private static final int ANNOTATIONS_KEPT = 8;

    private TraceJson() {}

    /** The same without what no decision looks at: owners, labels, managed fields, annotations that are not ours. */
    static ObjectNode lean(ObjectNode trace) {
        ObjectNode lean = trace.objectNode();
        List.of("apiVersion", "kind").forEach(field -> copy(trace, lean, field));
        ObjectNode metadata = metadata(trace.path(METADATA));
        copy(trace.path(METADATA), metadata, "finalizers");
        ObjectNode ours = annotations(trace.path(METADATA).path(ANNOTATIONS));
        if (!ours.isEmpty()) {
            metadata.set(ANNOTATIONS, ours);
        }
        lean.set(METADATA, metadata);
        copy(trace, lean, SPEC);
        copy(trace, lean, "status");
        return lean;
    }

    /** Whether its spec is longer than any that a schema of ours has let through. */
    static boolean excessive(JsonNode trace) {
        return trace.path(SPEC).toString().length() > SPEC_LENGTH;
    }

    /**
     * All that is known of a trace that cannot be read. It carries our finalizer, too, which is taken off when the trace is deleted.
     *
     * @param why printable
     */
    static ObjectNode identity(ObjectNode trace, String why) {
        ObjectNode bare = trace.objectNode();
        ObjectNode metadata = metadata(trace.path(METADATA));
        JsonNode finalizers = trace.path(METADATA).path("finalizers");
        if (finalizers.isArray()) {
            metadata.putArray("finalizers")
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

    private static ObjectNode annotations(JsonNode from) {
        ObjectNode ours = JsonNodeFactory.instance.objectNode();
        from.propertyStream()
                .filter(one -> one.getKey().startsWith(OURS) && !one.getKey().equals(UNREADABLE))
                .filter(one -> one.getValue().asText().length() <= ANNOTATION_LENGTH)
                .limit(ANNOTATIONS_KEPT)
                .forEach(one -> ours.set(one.getKey(), one.getValue()));
        return ours;
    }

    private static void copy(JsonNode from, ObjectNode to, String field) {
        JsonNode value = from.get(field);
        if (value != null) {
            to.set(field, value);
        }
    }
}
