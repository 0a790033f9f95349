package io.nettools.planner.trace;

import java.util.List;

/** The answer to "which pods are meant?". It is asked once in a trace's life. */
public sealed interface Lookup {
    /** Not asked: the trace has its targets, or will never need them. */
    record NotAsked() implements Lookup {}

    /** The pods that the API server named, ordered by name. */
    record Found(List<Candidate> pods) implements Lookup {
        public Found {
            pods = List.copyOf(pods);
        }
    }
}
