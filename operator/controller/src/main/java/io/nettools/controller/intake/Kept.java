package io.nettools.controller.intake;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Selects the fields of a JSON object that are kept. In an array it applies to each element; a text or number is kept
 * whole.
 */
@FunctionalInterface
interface Kept {
    /** Keeps all fields. */
    Kept WHOLE = field -> Optional.of(Kept.WHOLE);

    /** The kept part of this field; empty when the field is left out. */
    Optional<Kept> of(String field);

    static Kept fields(Map<String, Kept> fields) {
        return field -> Optional.ofNullable(fields.get(field));
    }

    static Kept named(Predicate<String> which) {
        return field -> which.test(field) ? Optional.of(WHOLE) : Optional.empty();
    }
}
