package io.nettools.planner.trace;

import io.nettools.planner.status.Status;
import java.time.Instant;

/**
 * A NetworkTrace as it was observed.
 *
 * @param deleting whether it has a deletion timestamp
 * @param held whether it carries our finalizer
 * @param status the last one written; {@link Status#initial()} before
 */
public record Trace(
        Identity identity,
        long generation,
        Instant created,
        boolean deleting,
        boolean held,
        TraceSpec spec,
        Status status) {

    /** Name and UID of a trace. Only the UID is in the names of its pods, so that a re-created trace is another one. */
    public record Identity(String namespace, String name, String uid) {}
}
