package io.nettools.analyser.opening;

import io.nettools.analyser.http.Ends;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Keeps a bounded number of one protocol's openings: those that failed, and the first ones. */
public final class Openings<R> {
    /** More kinds of failure than these, each with its server, are not told apart. */
    private static final int MOST_FAILURES = 64;

    private final int reported;
    private final Function<R, String> kind;
    private final List<Entry<R>> first = new ArrayList<>();
    private final Set<Entry<R>> failed = new LinkedHashSet<>();
    private final Map<String, Failure<R>> failures = new LinkedHashMap<>();
    private long count;

    private record Entry<R>(Opening<R> opening, String client, String server) {
        R report() {
            return opening.report(client, server);
        }
    }

    /**
     * Nothing seen yet.
     *
     * @param reported {@link #top} gives so many at most
     * @param kind what failures that are counted together have in common, the server included
     */
    public Openings(int reported, Function<R, String> kind) {
        this.reported = reported;
        this.kind = kind;
    }

    /**
     * Takes one that began.
     *
     * @param ends whose client is who asked
     */
    public void begun(Opening<R> opening, Ends ends) {
        count++;
        if (first.size() < reported) {
            first.add(entry(opening, ends));
        }
    }

    /**
     * Takes one that failed, perhaps not for the first time.
     *
     * @param micros when, µs since the epoch
     * @param ends whose client is who asked
     */
    public void failed(Opening<R> opening, long micros, Ends ends) {
        Entry<R> entry = entry(opening, ends);
        if (failed.size() < reported) {
            failed.add(entry);
        }
        R report = entry.report();
        String alike = kind.apply(report);
        if (failures.size() < MOST_FAILURES || failures.containsKey(alike)) {
            failures.merge(alike, new Failure<>(entry.server(), 1, micros, report), (known, fresh) -> known.more());
        }
    }

    /**
     * Takes back a failure of one opening.
     *
     * @param failure what it was reported as
     */
    public void withdraw(Opening<R> opening, R failure) {
        failed.removeIf(entry -> entry.opening() == opening);
        failures.computeIfPresent(kind.apply(failure), (alike, known) -> known.count() == 1 ? null : known.less());
    }

    /** Takes back all failures that were reported as {@code which} says. */
    public void withdraw(Predicate<R> which) {
        failed.removeIf(entry -> which.test(entry.report()));
        failures.values().removeIf(failure -> which.test(failure.first()));
    }

    private static <R> Entry<R> entry(Opening<R> opening, Ends ends) {
        return new Entry<>(opening, ends.client(), ends.server());
    }

    /** How many began. */
    public long count() {
        return count;
    }

    /** The first that failed, in the order of their ends, then the first unanswered, then the first of the others. */
    public List<R> top() {
        List<Entry<R>> others =
                first.stream().filter(entry -> !failed.contains(entry)).toList();
        return Stream.of(
                        failed.stream(),
                        others.stream().filter(entry -> entry.opening().unanswered()),
                        others.stream().filter(entry -> !entry.opening().unanswered()))
                .flatMap(part -> part)
                .limit(reported)
                .map(Entry::report)
                .toList();
    }

    /** What failed how often, by kind, in the order of their first; the kinds told apart are bounded. */
    public List<Failure<R>> failures() {
        return List.copyOf(failures.values());
    }
}
