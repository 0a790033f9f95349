package io.nettools.controller.intake;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which fields of a JSON object are read on. An array is as if each of its elements stood in its place; a text or number is kept whole. */
@FunctionalInterface
interface Kept {
    /** All of it. */
    Kept WHOLE = field -> Optional.of(Kept.WHOLE);

    /** What is kept of this field; empty when it is left out. */
    Optional<Kept> of(String field);

    static Kept fields(Map<String, Kept> fields) {
        return field -> Optional.ofNullable(fields.get(field));
    }

    static Kept named(Predicate<String> which) {
        return field -> which.test(field) ? Optional.of(WHOLE) : Optional.empty();
    }
}
