package io.nettools.planner.trace;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The answer to "which pods are meant?". It is asked when it is the trace's turn. */
public sealed interface Lookup {
    /** For the target; none unless it was asked and answered. */
    default List<Candidate> pods() {
        return List.of();
    }

    /** For the other end of the way. */
    default List<Candidate> peers() {
        return List.of();
    }

    /** Addresses by which the peers are reached beside their own: of their Service. */
    default List<String> reachedBy() {
        return List.of();
    }

    /** The one with this UID, at whichever end. */
    default Optional<Candidate> of(String uid) {
        return Stream.concat(pods().stream(), peers().stream())
                .filter(pod -> pod.identity().uid().equals(uid))
                .findFirst();
    }

    /** Not asked: the trace has its targets, or will never need them. */
    record NotAsked() implements Lookup {}

    /**
     * The API server did not let the operator ask, of a trace whose targets are not recorded.
     *
     * @param message the API server's own
     */
    record Forbidden(String message) implements Lookup {}

    /**
     * The pods that the API server named, ordered by name.
     *
     * @param pods for the target
     * @param peers for the other end of the way
     * @param reachedBy addresses by which the peers are reached beside their own: of their Service
     */
    record Found(List<Candidate> pods, List<Candidate> peers, List<String> reachedBy) implements Lookup {
        public Found {
            pods = List.copyOf(pods);
            peers = List.copyOf(peers);
            reachedBy = List.copyOf(reachedBy);
        }

        /** Of a trace without a peer. */
        public Found(List<Candidate> pods) {
            this(pods, List.of(), List.of());
        }
    }
}
