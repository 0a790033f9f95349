package io.nettools.analyser.dns;

import java.util.List;
import java.util.stream.Stream;

/**
 * Queries that had to be repeated, because they or their answers were lost.
 *
 * @param again how many were answered by the same server once they were repeated
 * @param atNext how many were answered by another server only, which the client asked next
 * @param ofPairs how many belong to a pair of A and AAAA from one port; the other query of the pair was answered
 * @param shortestMicros from the query to its last repetition at least, µs
 * @param longestMicros from the query to its last repetition at most, µs
 * @param answeredMicros from the last repetition to its answer at most, µs
 * @param examples the first few
 */
public record LostQueries(
        long again,
        long atNext,
        long ofPairs,
        long shortestMicros,
        long longestMicros,
        long answeredMicros,
        List<DnsExample> examples) {
    static final LostQueries NONE = new LostQueries(0, 0, 0, Long.MAX_VALUE, 0, 0, List.of());
    private static final int MOST_EXAMPLES = 3;

    public LostQueries {
        examples = List.copyOf(examples);
    }

    LostQueries and(LostQueries one) {
        return new LostQueries(
                again + one.again,
                atNext + one.atNext,
                ofPairs + one.ofPairs,
                Math.min(shortestMicros, one.shortestMicros),
                Math.max(longestMicros, one.longestMicros),
                Math.max(answeredMicros, one.answeredMicros),
                examples.size() < MOST_EXAMPLES
                        ? Stream.concat(examples.stream(), one.examples.stream())
                                .toList()
                        : examples);
    }
}
