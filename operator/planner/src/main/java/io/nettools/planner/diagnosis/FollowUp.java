package io.nettools.planner.diagnosis;

import java.util.List;

/** The trace that shows more of a fault: the same request, with the other end of the path as its peer. */
@FunctionalInterface
public interface FollowUp {
    /** No further trace is known. */
    FollowUp NONE = (pod, ends) -> "";

    /**
     * The trace as YAML, ready for {@code kubectl create -f -}; empty when none of the ends can be its peer.
     *
     * @param pod to trace
     * @param ends of the server, as a client names them and behind a Service
     */
    String yaml(String pod, List<String> ends);
}
