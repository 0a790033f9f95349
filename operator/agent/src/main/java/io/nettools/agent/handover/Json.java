package io.nettools.agent.handover;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Sockets;
import java.util.List;
import java.util.Map;

/**
 * The one JSON dialect of the agent. Written JSON is ASCII, without empty lists and texts, and without the zeros of
 * TCP connections and sockets. When read, unknown fields are ignored, and absent lists and texts are empty: operator and image may
 * be one version apart.
 */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withConfigOverride(
                    List.class, list -> list.setSetterInfo(JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.SKIP)))
            .withConfigOverride(
                    Map.class, map -> map.setSetterInfo(JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.SKIP)))
            .withConfigOverride(
                    String.class, text -> text.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .addMixIn(Flow.Tcp.class, NonZero.class)
            .addMixIn(Flow.Sender.class, NonZeroSender.class)
            .addMixIn(Flow.Syn.class, NonZero.class)
            .addMixIn(Flow.Gaps.class, NonZero.class)
            .addMixIn(Flow.Again.class, NonZero.class)
            .addMixIn(Flow.Window.class, NonZero.class)
            .addMixIn(Sockets.class, NonZero.class)
            .build();

    private Json() {}

    /** Leaves out zeros: most of these numbers are 0, and the message has 4096 bytes. */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    private interface NonZero {}

    /** Leaves out a sender's zeros, and its records that hold only zeros. */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    interface NonZeroSender {
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Zeros.class)
        Flow.Syn syn();

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Zeros.class)
        Flow.Gaps gaps();
    }

    /** A filter for Jackson, which leaves out each value that equals the filter. */
    private static final class Zeros {
        @Override
        public boolean equals(Object value) {
            return Flow.Syn.NOT_SEEN.equals(value) || Flow.Gaps.NONE.equals(value);
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }
}
