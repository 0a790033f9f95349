package io.nettools.planner.status;

import io.nettools.analyser.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many bytes a status is for those who watch it: the JSON that the API server writes. Go's encoding/json escapes {@code <},
 * {@code >} and {@code &} with six bytes each, and so a packet line costs more than its length. Where writers differ, the most.
 */
public final class JsonBytes {
    private static final int ESCAPED = 6;

    private JsonBytes() {}

    public static int of(Status status) {
        return value(status);
    }

    /** Without the quotes around it. */
    static int of(String text) {
        return text.codePoints().map(JsonBytes::character).sum();
    }

    static int character(int codePoint) {
        return switch (codePoint) {
            case '"', '\\', '\n' -> 2;
            case '<', '>', '&', '\u2028', '\u2029' -> ESCAPED;
            default -> codePoint < ' ' ? ESCAPED : utf8(codePoint);
        };
    }

    /** Half a surrogate pair is no character: a writer replaces or escapes it. */
    private static int utf8(int codePoint) {
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            return ESCAPED;
        }
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    static int value(Object value) {
        return switch (value) {
            case Number number -> number.toString().length();
            case Boolean bool -> bool.toString().length();
            case Optional<?> optional -> optional.map(JsonBytes::value).orElse(0);
            case List<?> list -> list.stream().mapToInt(item -> value(item) + 1).sum() + 2;
            case Map<?, ?> map ->
                map.entrySet().stream()
                                .mapToInt(entry -> field(entry.getKey().toString(), entry.getValue()))
                                .sum()
                        + 2;
            case Record record -> record(record);
            default -> of(value.toString()) + 2;
        };
    }

    /** Braces and fields, of which the empty ones are left out. */
    private static int record(Record record) {
        return Shape.components(record)
                        .mapToInt(one -> field(name(one.place().name()), one.value()))
                        .sum()
                + 2;
    }

    /** The API's name of a record component: {@code interface} is a word of Java's. */
    public static String name(String component) {
        return component.equals("networkInterface") ? "interface" : component;
    }

    private static int field(String name, Object value) {
        boolean nothing = value == null
                || value.equals("")
                || value.equals(Optional.empty())
                || value.equals(List.of())
                || value.equals(Map.of());
        return nothing ? 0 : of(name) + value(value) + 4;
    }
}
