package io.nettools.controller.api;

import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.nettools.controller.ops.Json;
import io.nettools.planner.status.Conditions;
import io.nettools.planner.status.JsonBytes;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Adds the parts that the generator cannot express: descriptions, order of columns, list types, the default status,
 * bounds of conditions.
 */
final class CrdPolish implements CRDPostProcessor {
    private static final List<String> COLUMNS =
            List.of("Target", "State", "Packets", "Lost", "Summary", "Age", "Node", "Started", "Finished");

    @Override
    public HasMetadata process(HasMetadata generated, String version) {
        CustomResourceDefinition crd = (CustomResourceDefinition) generated;
        CustomResourceDefinitionVersion only = crd.getSpec().getVersions().getFirst();
        only.getAdditionalPrinterColumns().sort((a, b) -> COLUMNS.indexOf(a.getName()) - COLUMNS.indexOf(b.getName()));
        JSONSchemaProps root = only.getSchema().getOpenAPIV3Schema();
        root.setDescription(RecordDocs.of(NetworkTrace.class));
        document(root.getProperties().get("spec"), NetworkTraceSpec.class);
        JSONSchemaProps status = root.getProperties().get("status");
        document(status, NetworkTraceStatus.class);
        conditions(status.getProperties().get("conditions"));
        status.setDefault(Json.mapper().valueToTree(Map.of("conditions", initialConditions())));
        return crd;
    }

    /**
     * The conditions of the default status, so that kubectl wait, Argo CD and Flux see a trace in progress from the
     * first moment.
     */
    private static List<Condition> initialConditions() {
        Phase pending = new Phase(Reason.Pending, "The operator has not looked at this trace yet.");
        List<io.nettools.planner.status.Condition> conditions =
                Conditions.next(Status.initial().conditions(), pending, 0, Instant.EPOCH);
        return conditions.stream()
                .map(Json::condition)
                .map(CrdPolish::withoutGeneration)
                .toList();
    }

    private static Condition withoutGeneration(Condition condition) {
        condition.setObservedGeneration(null);
        return condition;
    }

    private static void conditions(JSONSchemaProps list) {
        list.setXKubernetesListType("map");
        list.setXKubernetesListMapKeys(List.of("type"));
        JSONSchemaProps item = list.getItems().getSchema();
        item.setDescription("One aspect of the trace's state, as in metav1.Condition.");
        item.setRequired(List.of("type", "status", "reason", "message", "lastTransitionTime"));
        Map<String, String> texts = Map.of(
                "type", "Accepted, Capturing, Succeeded, Finished, Ready, Reconciling or Stalled.",
                "status", "True, False or Unknown.",
                "reason", "One word of the closed list in docs/reference/reasons.md.",
                "message", "A sentence for people: what happened, and what to do next.",
                "lastTransitionTime", "When status changed last.",
                "observedGeneration", "Generation of the spec that this condition speaks of.");
        item.getProperties().forEach((name, schema) -> schema.setDescription(texts.get(name)));
        item.getProperties().get("lastTransitionTime").setFormat("date-time");
        item.getProperties()
                .get("status")
                .setEnum(List.of(
                        Json.mapper().valueToTree("True"),
                        Json.mapper().valueToTree("False"),
                        Json.mapper().valueToTree("Unknown")));
    }

    private static void document(JSONSchemaProps schema, Class<?> record) {
        schema.setXKubernetesValidations(once(schema.getXKubernetesValidations()));
        if (schema.getDescription() == null) {
            schema.setDescription(RecordDocs.of(record));
        }
        Map<String, String> texts = RecordDocs.components(record);
        for (RecordComponent component : record.getRecordComponents()) {
            String name = JsonBytes.name(component.getName());
            JSONSchemaProps property = schema.getProperties().remove(component.getName());
            if (property == null) {
                property = schema.getProperties().get(name);
            }
            schema.getProperties().put(name, property);
            property.setDescription(texts.get(component.getName()));
            property.setXKubernetesValidations(once(property.getXKubernetesValidations()));
            nested(property, component.getGenericType());
        }
    }

    private static void nested(JSONSchemaProps property, Type type) {
        if (type instanceof Class<?> leaf && leaf.isRecord()) {
            document(property, leaf);
        }
        if (type instanceof Class<?> number && (number == Long.class || number == long.class)) {
            property.setFormat("int64");
        }
        if (type instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] instanceof Class<?> word
                && word.isEnum()) {
            property.setXKubernetesListType("set");
        }
        if (type instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] instanceof Class<?> item
                && item.isRecord()) {
            document(property.getItems().getSchema(), item);
        }
    }

    /**
     * The rules without repetitions: the generator finds an annotation of a record component twice, on the field and on
     * the accessor.
     */
    private static <T> List<T> once(List<T> rules) {
        return rules == null ? null : List.copyOf(new LinkedHashSet<>(rules));
    }
}
