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

/** A bounded number of openings of one protocol: failed ones, and the first ones. */
public final class Openings<R> {
    /** Limit for kinds of failure, each at one server. Further kinds are not counted. */
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
     * Creates an empty log.
     *
     * @param reported limit for {@link #top}
     * @param kind key of a report, including the server: failures with equal keys are counted together
     */
    public Openings(int reported, Function<R, String> kind) {
        this.reported = reported;
        this.kind = kind;
    }

    /**
     * Adds an opening that began.
     *
     * @param ends with the asking end as the client
     */
    public void begun(Opening<R> opening, Ends ends) {
        count++;
        if (first.size() < reported) {
            first.add(entry(opening, ends));
        }
    }

    /**
     * Adds a failure of an opening, which may have failed before.
     *
     * @param micros time of the failure, µs since the epoch
     * @param ends with the asking end as the client
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
     * Withdraws a failure of one opening.
     *
     * @param failure its report when it failed
     */
    public void withdraw(Opening<R> opening, R failure) {
        failed.removeIf(entry -> entry.opening() == opening);
        failures.computeIfPresent(kind.apply(failure), (alike, known) -> known.count() == 1 ? null : known.less());
    }

    /** Withdraws all failures whose report matches. */
    public void withdraw(Predicate<R> which) {
        failed.removeIf(entry -> which.test(entry.report()));
        failures.values().removeIf(failure -> which.test(failure.first()));
    }

    private static <R> Entry<R> entry(Opening<R> opening, Ends ends) {
        return new Entry<>(opening, ends.client(), ends.server());
    }

    /** Number of openings that began. */
    public long count() {
        return count;
    }

    /**
     * Reports of the first failed openings in the order of their failures, then of the first unanswered ones, then of
     * the first others.
     */
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

    /** Failures by kind, in the order of each kind's first one; the number of kinds is bounded. */
    public List<Failure<R>> failures() {
        return List.copyOf(failures.values());
    }
}
