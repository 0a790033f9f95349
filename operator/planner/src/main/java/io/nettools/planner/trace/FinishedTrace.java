package io.nettools.planner.trace;

import io.nettools.planner.trace.Trace.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a finished trace without reading its answer: whether anything is left to do about it.
 *
 * @param version of the resource, a precondition of its deletion
 * @param held it carries our finalizer
 * @param answered its status speaks of its last generation, which a late {@code stop: true} makes another
 * @param finished when
 * @param ttl after which it is deleted
 */
public record FinishedTrace(
        Identity identity,
        String version,
        boolean deleting,
        boolean held,
        boolean answered,
        Instant finished,
        Optional<Duration> ttl) {

    /** Whether nothing will ever be left to do about it unless somebody changes it. */
    public boolean settled() {
        return !held && answered && (deleting || ttl.isEmpty());
    }

    /** Whether something is to be done about it at this time. */
    public boolean due(Instant now) {
        return held || !answered || expiry().filter(at -> !now.isBefore(at)).isPresent();
    }

    /** When its time to live is over. */
    public Optional<Instant> expiry() {
        return deleting ? Optional.empty() : ttl.map(finished::plus);
    }
}
