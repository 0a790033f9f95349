package io.nettools.analyser.finding;

import java.util.Optional;
import java.util.function.Function;

/** How often something happened on the connections to one server end: whom it hit, when, and how long it took at most. */
final class Hits {
    long count;
    long longestMicros;

    final Clients clients = new Clients();

    /**
     * Adds one.
     *
     * @param micros when it happened, since the epoch
     * @param tookMicros how long it took
     */
    void add(String client, long micros, long tookMicros) {
        count++;
        longestMicros = Math.max(longestMicros, tookMicros);
        clients.add(client, micros);
    }

    void add(Hits other) {
        count += other.count;
        longestMicros = Math.max(longestMicros, other.longestMicros);
        clients.add(other.clients);
    }

    boolean any() {
        return count > 0;
    }

    /** Returns the diagnosis that {@code rule} makes of them; empty without any. */
    Optional<Diagnosis> diagnosis(Function<Hits, Diagnosis> rule) {
        return any() ? Optional.of(rule.apply(this)) : Optional.empty();
    }

    /** The longest time, for a person. */
    String longest() {
        return Wording.span(longestMicros);
    }
}
