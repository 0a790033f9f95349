package io.nettools.planner.trace;

import io.nettools.analyser.order.TargetPod;

/**
 * A pod that may be traced.
 *
 * @param phase of the pod: Pending, Running, Succeeded, Failed, Unknown
 * @param waiting why no container runs, in the kubelet's words, or empty
 * @param os of the node as the pod says it, empty when it does not
 */
public record Candidate(
        String name,
        String node,
        String phase,
        String waiting,
        boolean deleting,
        boolean hostNetwork,
        String os,
        TargetPod identity) {

    /** Whether a container of it runs now, so that there is a namespace to enter. */
    public boolean running() {
        return phase.equals("Running") && !identity.containerIds().isEmpty() && !deleting;
    }
}
