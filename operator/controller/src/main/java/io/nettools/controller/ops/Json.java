package io.nettools.controller.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.nettools.analyser.report.NetworkInterface;
import io.nettools.controller.api.NetworkTraceStatus;
import io.nettools.planner.status.ConntrackSummary;
import io.nettools.planner.status.Conversation;
import io.nettools.planner.status.HttpAnswer;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.status.TcpDetails;
import io.nettools.planner.status.TcpSender;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** How our records look as JSON. */
public final class Json {
    /** What a reader sees of a status; an empty list or text says nothing. */
    private static final List<Class<?>> ANSWERS =
            List.of(NetworkTraceStatus.class, HttpAnswer.class, TcpDetails.class, TcpSender.class);

    private Json() {}

    /**
     * Lenient: one resource that cannot be decoded would stop the informer for all (a field of a newer version, say). What is
     * absent is left out.
     */
    public static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper()
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                .addMixIn(TargetStatus.class, InterfaceName.class);
        ANSWERS.forEach(answer -> mapper.addMixIn(answer, NonEmpty.class));
        return mapper.addMixIn(ConntrackSummary.class, Tracked.class)
                .addMixIn(Conversation.class, Talk.class)
                .addMixIn(NetworkInterface.class, Device.class);
    }

    public static KubernetesSerialization serialization() {
        return new KubernetesSerialization(mapper(), true);
    }

    /** The API's name of a record component: {@code interface} is a word of Java's. */
    public static String name(String component) {
        return component.equals("networkInterface") ? "interface" : component;
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

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record InterfaceName(@JsonProperty("interface") String networkInterface) {}

    // what was left out because it was empty must be empty again, not null, when the next decision looks at it

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Tracked(
            @JsonSetter(nulls = Nulls.AS_EMPTY) String reason,
            @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Long> states) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Talk(
            @JsonSetter(nulls = Nulls.AS_EMPTY) String resetBy, @JsonSetter(nulls = Nulls.AS_EMPTY) String tunnel) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Device(
            @JsonSetter(nulls = Nulls.AS_EMPTY) String state, @JsonSetter(nulls = Nulls.AS_EMPTY) String mac) {}
}
