package io.nettools.analyser.shape;

import io.nettools.analyser.shape.Shape.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Makes a record, and all records within it, as small as there is room: of a list the first items, of a map the largest numbers, of a text the beginning. */
public final class Trim {
    /** Room for all items. */
    public static final int ALL = Integer.MAX_VALUE;

    private Trim() {}

    /** How much room there is. */
    public interface Room {
        /** How many items of a list or a map at this place; {@link #ALL} where nothing is cut. */
        int of(Place place);

        /** As much of this text as there is room for. */
        String text(Place place, String whole);

        /** What to cut instead of this value, where more decides than the order of a list. */
        default Object chosen(Place place, Object value) {
            return value;
        }
    }

    /** As much of the record as there is room for. */
    public static <R extends Record> R to(Room room, R record) {
        return Shape.rebuilt(record, (place, value) -> cut(room, place, value));
    }

    /** Shows each value in a record and in all records within it, lists and maps before their items, with the place where it stands. */
    public static void walk(Record record, BiConsumer<Place, Object> visitor) {
        Shape.components(record).forEach(one -> walk(one.place(), one.value(), visitor));
    }

    private static Object cut(Room room, Place place, Object whole) {
        Object value = room.chosen(place, whole);
        return switch (value) {
            case String text -> room.text(place, text);
            case List<?> list ->
                list.stream()
                        .limit(room.of(place))
                        .map(one -> cut(room, place, one))
                        .toList();
            case Map<?, ?> numbers -> largest(room, place, numbers);
            case Optional<?> some -> some.map(one -> cut(room, place, one));
            case Listed<?>(long count, List<?> first) -> new Listed<>(count, (List<?>) cut(room, place, first));
            case Record record -> to(room, record);
            case null -> null;
            default -> value;
        };
    }

    /** The largest numbers, by their names. Names that are alike when they are cut are one name. */
    private static Map<String, Long> largest(Room room, Place place, Map<?, ?> numbers) {
        Map<String, Long> largest = new TreeMap<>();
        numbers.entrySet().stream()
                .map(one -> Map.entry((String) one.getKey(), (Long) one.getValue()))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(room.of(place))
                .forEach(one -> largest.merge(room.text(place, one.getKey()), one.getValue(), Long::sum));
        return largest;
    }

    private static void walk(Place place, Object value, BiConsumer<Place, Object> visitor) {
        visitor.accept(place, value);
        switch (value) {
            case List<?> list -> list.forEach(one -> walk(place, one, visitor));
            case Map<?, ?> numbers -> numbers.keySet().forEach(name -> walk(place, name, visitor));
            case Optional<?> some -> some.ifPresent(one -> walk(place, one, visitor));
            case Listed<?>(long count, List<?> first) -> walk(place, first, visitor);
            case Record record -> walk(record, visitor);
            case null -> {}
            default -> {}
        }
    }
}
