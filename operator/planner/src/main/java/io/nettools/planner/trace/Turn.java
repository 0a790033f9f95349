package io.nettools.planner.trace;

import java.util.Optional;

/** The queue's answer to a trace without targets. */
public sealed interface Turn {
    /** The trace may begin: the queue was not asked, or there is a place. */
    record Mine() implements Turn {}

    /**
     * The trace waits.
     *
     * @param news its standing; empty when it was reported lately, so that a moving queue writes no status
     */
    record Waiting(Optional<Standing> news) implements Turn {}
}
