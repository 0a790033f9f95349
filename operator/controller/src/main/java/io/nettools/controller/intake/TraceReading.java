package io.nettools.controller.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.nettools.controller.api.NetworkTrace;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads a trace, whatever its content. An exception in a list or in a watch would stop the informer for all traces. So
 * an unreadable trace becomes one with an identity and no {@code spec}. The operator does nothing about it until it
 * changes.
 */
public final class TraceReading extends DelegatingDeserializer {
    private static final long serialVersionUID = 1;

    private TraceReading(JsonDeserializer<?> records) {
        super(records);
    }

    /** The module for the mapper that reads the API server's answers. */
    public static SimpleModule module() {
        return new SimpleModule("traces").setDeserializerModifier(new BeanDeserializerModifier() {
            private static final long serialVersionUID = 1;

            @Override
            public JsonDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription type, JsonDeserializer<?> reader) {
                return type.getBeanClass() == NetworkTrace.class ? new TraceReading(reader) : reader;
            }
        });
    }

    /** The reason why this trace cannot be read; empty if it can. */
    public static Optional<String> unreadable(NetworkTrace trace) {
        return trace.getSpec() != null
                ? Optional.empty()
                : Optional.of(Optional.ofNullable(trace.getMetadata().getAnnotations())
                        .map(annotations -> annotations.get(TraceJson.UNREADABLE))
                        .orElse("it has no spec"));
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
        return new TraceReading(reader);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode read = context.readTree(parser);
        ObjectNode tree = read instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        if (TraceJson.excessive(tree)) {
            return bare(tree, TraceJson.EXCESSIVE);
        }
        try (JsonParser again = TraceJson.lean(tree).traverse(parser.getCodec())) {
            again.nextToken();
            return super.deserialize(again, context);
        } catch (JsonProcessingException | RuntimeException e) {
            return bare(tree, where(e));
        }
    }

    /** Type and place of an exception only: its message may quote the tenant. */
    private static String where(Exception e) {
        return e instanceof com.fasterxml.jackson.databind.JsonMappingException mapping
                ? mapping.getClass().getSimpleName() + " at " + path(mapping)
                : e.getClass().getSimpleName();
    }

    private static String path(com.fasterxml.jackson.databind.JsonMappingException at) {
        return at.getPath().stream()
                .limit(8)
                .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
                .map(name -> name.matches("[A-Za-z]{1,32}") ? name : "[]")
                .reduce((one, next) -> one + "." + next)
                .orElse("its beginning");
    }

    private static NetworkTrace bare(ObjectNode tree, String why) {
        JsonNode known = TraceJson.identity(tree, why).path("metadata");
        NetworkTrace trace = new NetworkTrace();
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(known.path("name").asText(null));
        metadata.setNamespace(known.path("namespace").asText(null));
        metadata.setUid(known.path("uid").asText(null));
        metadata.setResourceVersion(known.path("resourceVersion").asText(null));
        metadata.setGeneration(known.path("generation").asLong());
        metadata.setCreationTimestamp(known.path("creationTimestamp").asText(null));
        metadata.setDeletionTimestamp(known.path("deletionTimestamp").asText(null));
        metadata.setFinalizers(
                known.path("finalizers").valueStream().map(JsonNode::asText).toList());
        metadata.getAnnotations().put(TraceJson.UNREADABLE, why);
        trace.setMetadata(metadata);
        return trace;
    }
}
