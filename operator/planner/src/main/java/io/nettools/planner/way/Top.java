package io.nettools.planner.way;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The first few items of a finding's evidence, and how many more there are. */
final class Top {
    static final int MANY = 3;

    private Top() {}

    /** @param what plural of what is listed */
    static <T> Stream<String> of(List<T> all, Function<T, String> words, String what) {
        Stream<String> top = all.stream().limit(MANY).map(words);
        return all.size() > MANY ? Stream.concat(top, Stream.of("and " + (all.size() - MANY) + " more " + what)) : top;
    }
}
