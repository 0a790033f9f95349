package io.nettools.planner.trace;

import io.nettools.planner.trace.Trace.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The facts about a finished trace that are known without its answer: they show whether anything is left to do.
 *
 * @param version of the resource, a precondition of its deletion
 * @param held whether it carries our finalizer
 * @param answered whether its status is about its last generation; a late {@code stop: true} makes a new one
 * @param finished time of its end
 * @param ttl time after its end when it is deleted
 */
public record FinishedTrace(
        Identity identity,
        String version,
        boolean deleting,
        boolean held,
        boolean answered,
        Instant finished,
        Optional<Duration> ttl) {

    /** Whether nothing will be left to do, now or later, unless somebody changes the trace. */
    public boolean settled() {
        return !held && answered && (deleting || ttl.isEmpty());
    }

    /** Whether something must be done at this time. */
    public boolean due(Instant now) {
        return held || !answered || expiry().filter(at -> !now.isBefore(at)).isPresent();
    }

    /** The end of its time to live; empty if it has none or is being deleted. */
    public Optional<Instant> expiry() {
        return deleting ? Optional.empty() : ttl.map(finished::plus);
    }
}
