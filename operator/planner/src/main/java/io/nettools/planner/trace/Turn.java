package io.nettools.planner.trace;

import java.util.Optional;

/** Whether a trace that has no targets yet may begin. */
public sealed interface Turn {
    /** Nothing to wait for: not asked, or there is a place. */
    record Mine() implements Turn {}

    /**
     * It waits.
     *
     * @param news where it stands; empty when that was said lately, so that a moving queue writes no status
     */
    record Waiting(Optional<Standing> news) implements Turn {}
}
