package io.nettools.controller.election;

import java.time.Duration;
import java.util.Optional;

/**
 * What one replica knows of the lease. It may take one that is free, its own, or has not changed for as long as it lasts: changes are
 * counted by its own monotonic clock from when it saw them, and the time of day that stands in the lease is for people.
 *
 * @param me the same for each process of a pod, of which there is one at a time
 * @param last what it saw last, and since when; empty before the first lease
 */
record Candidate(String me, Terms terms, Optional<Sighting> last) {
    /** So that a lease that says nonsense does not keep everybody out for ever. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * The lease as the API server had it.
     *
     * @param version its resourceVersion; empty when there was no lease
     * @param holder empty when it is free
     * @param lasts what its holder promised; zero when it says nothing
     */
    record Seen(String version, String holder, Duration lasts) {}

    /** @param since when the answer was there */
    record Sighting(Seen seen, long since) {}

    static Candidate of(String me, Terms terms) {
        return new Candidate(me, terms, Optional.empty());
    }

    /** The answer to a look. One that was deleted is as good as held: its holder writes on until it notices. */
    Candidate sees(Optional<Seen> found, long at) {
        Optional<Seen> now = found.or(() -> last.map(Sighting::seen).map(Candidate::deleted));
        boolean unchanged = now.equals(last.map(Sighting::seen));
        return unchanged ? this : new Candidate(me, terms, now.map(seen -> new Sighting(seen, at)));
    }

    private static Seen deleted(Seen before) {
        return new Seen("", before.holder(), before.lasts());
    }

    /** How long it has to wait before it may take the lease; zero when it may. */
    Duration waits(long now) {
        return last.filter(sighting -> !free(sighting.seen()))
                .map(sighting -> lasts(sighting.seen()).minusNanos(now - sighting.since()))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    boolean holds() {
        return last.filter(sighting -> sighting.seen().holder().equals(me)).isPresent();
    }

    String holder() {
        return last.map(sighting -> sighting.seen().holder()).orElse("");
    }

    private boolean free(Seen seen) {
        return seen.holder().isEmpty() || seen.holder().equals(me);
    }

    private Duration lasts(Seen seen) {
        Duration promised = seen.lasts().isPositive() ? seen.lasts() : terms.lease();
        return promised.compareTo(LONGEST) > 0 ? LONGEST : promised;
    }
}
