package io.nettools.controller.election;

import java.time.Duration;
import java.util.Optional;

/**
 * The lease as one replica knows it. The replica may take a lease that is free, its own, or unchanged for the lease's
 * duration. It measures the time since a change by its own monotonic clock, from when it saw the change. The time of
 * day in the lease is for people.
 *
 * @param me the identity of the pod, whose processes run one at a time
 * @param last the lease that it saw last, and since when; empty before the first lease
 */
record Candidate(String me, Terms terms, Optional<Sighting> last) {
    /** Limit for a lease's duration, so that a wrong one does not block all replicas for ever. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * The lease at the API server.
     *
     * @param version its resourceVersion; empty when there was no lease
     * @param holder empty when the lease is free
     * @param lasts its duration; zero when absent
     */
    record Seen(String version, String holder, Duration lasts) {}

    /** @param since when the answer came */
    record Sighting(Seen seen, long since) {}

    static Candidate of(String me, Terms terms) {
        return new Candidate(me, terms, Optional.empty());
    }

    /** Takes the answer to a look. A deleted lease counts as held: its holder writes on until it notices. */
    Candidate sees(Optional<Seen> found, long at) {
        Optional<Seen> now = found.or(() -> last.map(Sighting::seen).map(Candidate::deleted));
        boolean unchanged = now.equals(last.map(Sighting::seen));
        return unchanged ? this : new Candidate(me, terms, now.map(seen -> new Sighting(seen, at)));
    }

    private static Seen deleted(Seen before) {
        return new Seen("", before.holder(), before.lasts());
    }

    /** The time until it may take the lease; zero when it may now. */
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
