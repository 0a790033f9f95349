package io.nettools.planner.trace;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The answer to the question which pods are to be traced. The question is asked when it is the trace's turn. */
public sealed interface Lookup {
    /** The pods for the target; empty unless the question was asked and answered. */
    default List<Candidate> pods() {
        return List.of();
    }

    /** The pods for the other end of the path. */
    default List<Candidate> peers() {
        return List.of();
    }

    /** Addresses of the peers' Service, by which they are reached beside their own. */
    default List<String> reachedBy() {
        return List.of();
    }

    /** Whether the peers are those of a Service that exists, with or without pods. */
    default boolean peersHaveService() {
        return false;
    }

    /** The pod with this UID, at either end. */
    default Optional<Candidate> of(String uid) {
        return Stream.concat(pods().stream(), peers().stream())
                .filter(pod -> pod.identity().uid().equals(uid))
                .findFirst();
    }

    /** The question was not asked: the trace has its targets, or will never need them. */
    record NotAsked() implements Lookup {}

    /**
     * The API server refused the question, for a trace whose targets are not recorded.
     *
     * @param message of the API server
     */
    record Forbidden(String message) implements Lookup {}

    /**
     * The pods that the API server returned, ordered by name.
     *
     * @param pods for the target
     * @param peers for the other end of the path
     * @param reachedBy addresses of the peers' Service, by which they are reached beside their own
     * @param peersHaveService whether that Service exists: not each has an address
     */
    record Found(List<Candidate> pods, List<Candidate> peers, List<String> reachedBy, boolean peersHaveService)
            implements Lookup {
        public Found {
            pods = List.copyOf(pods);
            peers = List.copyOf(peers);
            reachedBy = List.copyOf(reachedBy);
        }

        /** The pods at both ends, with the Service of the peers if it has an address. */
        public Found(List<Candidate> pods, List<Candidate> peers, List<String> reachedBy) {
            this(pods, peers, reachedBy, !reachedBy.isEmpty());
        }

        /** The pods for a trace without a peer. */
        public Found(List<Candidate> pods) {
            this(pods, List.of(), List.of());
        }
    }
}
