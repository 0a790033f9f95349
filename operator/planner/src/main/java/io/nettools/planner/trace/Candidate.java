package io.nettools.planner.trace;

import io.nettools.analyser.order.TargetPod;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pod that may be traced, or a node.
 *
 * @param phase of the pod: Pending, Running, Succeeded, Failed, Unknown; of a node Ready or {@value #NOT_READY}
 * @param waiting why no container runs, in the kubelet's words, or empty
 * @param os of the node as in the pod's spec, empty when it is absent there
 * @param networkIps its addresses on a primary network of its own, as an annotation has them that a tenant may have written: never
 *     enough to enter, to ask or to recognise a pod by
 */
public record Candidate(
        String name,
        String node,
        String phase,
        String waiting,
        boolean deleting,
        boolean hostNetwork,
        String os,
        TargetPod identity,
        List<String> networkIps) {
    private static final String READY = "Ready";
    private static final String NOT_READY = "NotReady";

    public Candidate {
        networkIps = List.copyOf(networkIps);
    }

    /** A pod whose packets have the addresses of its status. */
    public Candidate(
            String name,
            String node,
            String phase,
            String waiting,
            boolean deleting,
            boolean hostNetwork,
            String os,
            TargetPod identity) {
        this(name, node, phase, waiting, deleting, hostNetwork, os, identity, List.of());
    }

    /** The addresses that its packets may carry at its own interfaces. */
    public List<String> addresses() {
        return Stream.concat(identity.podIps().stream(), networkIps.stream())
                .distinct()
                .toList();
    }

    /** A node as a candidate: it is its own node, and is on its own network. */
    public static Candidate ofNode(
            String name, String uid, boolean ready, boolean deleting, String os, List<String> addresses) {
        return new Candidate(
                name, name, ready ? READY : NOT_READY, "", deleting, true, os, TargetPod.ofNode(uid, addresses));
    }

    /**
     * Whether there is a namespace to enter: a container of the pod runs, or the node is Ready, and it is not being
     * deleted.
     */
    public boolean running() {
        boolean there = identity.wholeNode()
                ? phase.equals(READY)
                : phase.equals("Running") && !identity.containerIds().isEmpty();
        return there && !deleting;
    }

    /** The pod's name; empty for a node. */
    public String pod() {
        return identity.wholeNode() ? "" : name;
    }
}
