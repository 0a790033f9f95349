package io.nettools.controller.observe;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.nettools.analyser.order.Handover;
import io.nettools.analyser.shape.Trim;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;

/**
 * Reads termination messages: JSON, or {@code gz:} and base64 of gzip of JSON. Any text gives either a whole record or
 * nothing.
 */
final class Messages {
    /** Limit for unpacked bytes: 4096 bytes of base64 can unpack to megabytes. */
    private static final int UNPACKED = 256 * 1024;

    private static final ObjectMapper JSON = mapper();

    private Messages() {}

    static <T extends Record> Optional<T> read(String message, Class<T> type) {
        try {
            String json = message.startsWith(Handover.COMPRESSED)
                    ? unpack(message.substring(Handover.COMPRESSED.length()))
                    : message;
            return Optional.ofNullable(JSON.treeToValue(Untrusted.tree(JSON.readTree(json)), type))
                    .filter(Messages::whole);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether no value of a record is missing. A missing one would be an exception in each later decision. */
    private static boolean whole(Record record) {
        AtomicBoolean whole = new AtomicBoolean(true);
        Trim.walk(record, (place, value) -> {
            if (value == null && !place.optional()) {
                whole.set(false);
            }
        });
        return whole.get();
    }

    private static String unpack(String text) throws IOException {
        byte[] packed = Base64.getDecoder().decode(text);
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(unpacked.readNBytes(UNPACKED), StandardCharsets.UTF_8);
        }
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper()
                .registerModule(new Jdk8Module())
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        JsonSetter.Value empty = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
        List.of(List.class, Map.class, String.class)
                .forEach(type -> mapper.configOverride(type).setSetterInfo(empty));
        return mapper;
    }
}
