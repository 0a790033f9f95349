package io.nettools.analyser.shape;

import java.util.List;

/**
 * A list that may be cut.
 *
 * @param count how many there were
 * @param first those that are listed, most important first
 */
public record Listed<T>(long count, List<T> first) {
    public Listed {
        first = first == null ? List.of() : List.copyOf(first);
    }

    public static <T> Listed<T> none() {
        return new Listed<>(0, List.of());
    }

    /** An empty list for null: a message leaves out what is empty. */
    public static <T> Listed<T> orNone(Listed<T> list) {
        return list == null ? none() : list;
    }
}
