package io.nettools.planner.scenario;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many bytes a record is as JSON; nothing is left out, so that a real writer is never longer. */
public final class JsonSize {
    private JsonSize() {}

    public static int of(Object value) {
        return switch (value) {
            case null -> 4;
            case Optional<?> optional -> of(optional.orElse(null));
            case Collection<?> list ->
                2
                        + Math.max(0, list.size() - 1)
                        + list.stream().mapToInt(JsonSize::of).sum();
            case Map<?, ?> map ->
                2
                        + map.entrySet().stream()
                                .mapToInt(entry -> of(entry.getKey().toString()) + 1 + of(entry.getValue()) + 1)
                                .sum();
            case Record record -> of(record);
            case Number number -> number.toString().length();
            case Boolean bool -> bool.toString().length();
            default -> text(value.toString());
        };
    }

    private static int of(Record record) {
        return 2
                + List.of(record.getClass().getRecordComponents()).stream()
                        .mapToInt(component -> text(component.getName()) + 1 + of(value(record, component)) + 1)
                        .sum();
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component + " of a record cannot be read", e);
        }
    }

    private static int text(String text) {
        int escapes = text.chars()
                .map(character -> character == '"' || character == '\\' ? 1 : character < ' ' ? 5 : 0)
                .sum();
        return 2 + text.getBytes(StandardCharsets.UTF_8).length + escapes;
    }
}
