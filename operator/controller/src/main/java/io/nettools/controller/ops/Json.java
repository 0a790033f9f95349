package io.nettools.controller.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.api.NetworkTraceStatus;
import io.nettools.controller.intake.ApiJson;
import io.nettools.controller.intake.TraceReading;
import io.nettools.planner.status.PassageAnswer;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.status.ViewAnswer;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The JSON form of our records. */
public final class Json {
    private Json() {}

    /**
     * A lenient mapper: one resource that cannot be decoded, for example with a field of a newer version, would stop
     * the informer for all. {@link TraceReading} handles traces that cannot be read at all. Absent values are left out.
     */
    public static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper(ApiJson.factory())
                .registerModule(TraceReading.module())
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                .addMixIn(NetworkTraceStatus.class, NonEmpty.class)
                .addMixIn(TargetStatus.class, InterfaceName.class)
                .addMixIn(ViewAnswer.class, InterfaceName.class)
                .addMixIn(PassageAnswer.Point.class, InterfaceName.class);
        return mapper.setAnnotationIntrospector(new AnnotationIntrospectorPair(
                mapper.getSerializationConfig().getAnnotationIntrospector(), new WithoutEmpties()));
    }

    /**
     * A serialization that knows the kinds of the objects in our watches. Otherwise the client would load every class
     * of every model when a watch starts.
     */
    public static KubernetesSerialization serialization() {
        KubernetesSerialization serialization = new KubernetesSerialization(mapper(), false);
        List.of(NetworkTrace.class, Pod.class, Status.class).forEach(serialization::registerKubernetesResource);
        return serialization;
    }

    public static Condition condition(io.nettools.planner.status.Condition condition) {
        return new ConditionBuilder()
                .withType(condition.type())
                .withStatus(condition.status().name())
                .withReason(condition.reason())
                .withMessage(condition.message())
                .withObservedGeneration(condition.observedGeneration())
                .withLastTransitionTime(condition
                        .lastTransitionTime()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString())
                .build();
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private interface NonEmpty {}

    private record InterfaceName(@JsonProperty("interface") String networkInterface) {}
}
