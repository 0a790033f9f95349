package io.nettools.analyser.wire;

import io.nettools.analyser.shape.Shape;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every report must be, whatever it was made of: printable, short texts in short lists, and no number that ran over. Walks all
 * records, so that what is added to the report later is held to it too.
 */
public final class Harmless {
    private static final int LONGEST_TEXT = 1000;
    private static final int LONGEST_LIST = 100;
    /** The user says how long it may be. */
    private static final String EXCERPT = "Report.excerpt";

    private Harmless() {}

    /** Throws AssertionError, which names the place, when it is not. */
    public static void check(Record report) {
        record(report);
    }

    private static void record(Record record) {
        Shape.components(record)
                .filter(one -> one.value() != null || !one.place().optional())
                .forEach(one -> value(
                        record.getClass().getSimpleName() + "." + one.place().name(), one.value()));
    }

    private static void value(String place, Object value) {
        switch (value) {
            case null -> throw new AssertionError(place + " is null");
            case String text -> text(place, text);
            case Collection<?> list -> list(place, list);
            case Map<?, ?> map -> {
                list(place, map.keySet());
                list(place, map.values());
            }
            case Optional<?> optional -> list(place, optional.stream().toList());
            case Record record -> record(record);
            // -1 stands for what was not seen
            case Number number -> require(number.doubleValue() >= -1, place, value);
            case Boolean truth -> {}
            case Enum<?> constant -> {}
            default -> throw new AssertionError(place + " is of a kind that this does not know: " + value.getClass());
        }
    }

    private static void list(String place, Collection<?> list) {
        require(list.size() <= LONGEST_LIST || place.equals(EXCERPT), place, list.size() + " items");
        list.forEach(item -> value(place, item));
    }

    private static void text(String place, String text) {
        require(text.length() <= LONGEST_TEXT, place, text.length() + " characters");
        require(text.chars().allMatch(c -> c >= ' ' && c <= '~'), place, "not printable: " + codes(text));
    }

    private static List<Integer> codes(String text) {
        return text.chars().boxed().toList();
    }

    private static void require(boolean holds, String place, Object found) {
        if (!holds) {
            throw new AssertionError(place + ": " + found);
        }
    }
}
