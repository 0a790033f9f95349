package io.nettools.analyser.order;

import java.util.List;

/**
 * The pod whose network namespace is to be entered, by identities that cannot be taken over by another pod.
 *
 * @param uid the pod's UID
 * @param staticHash annotation {@code kubernetes.io/config.hash} of a static pod, which its cgroup carries in place of the UID; else empty
 * @param containerIds IDs of its running containers, without the runtime's scheme
 * @param containerNames the names of those containers, in the same order; empty when nobody needs to know
 * @param podIps its addresses, to warn when the namespace does not have them
 * @param wholeNode whether it is no pod but the node itself, with the node's UID and addresses and without containers
 */
public record TargetPod(
        String uid,
        String staticHash,
        List<String> containerIds,
        List<String> containerNames,
        List<String> podIps,
        boolean wholeNode) {
    public TargetPod {
        containerIds = List.copyOf(containerIds);
        containerNames = containerNames == null ? List.of() : List.copyOf(containerNames);
        podIps = List.copyOf(podIps);
    }

    /** A pod. */
    public TargetPod(
            String uid,
            String staticHash,
            List<String> containerIds,
            List<String> containerNames,
            List<String> podIps) {
        this(uid, staticHash, containerIds, containerNames, podIps, false);
    }

    /** A pod of which the names of the containers do not matter. */
    public TargetPod(String uid, String staticHash, List<String> containerIds, List<String> podIps) {
        this(uid, staticHash, containerIds, List.of(), podIps);
    }

    /** A node's own network namespace. */
    public static TargetPod ofNode(String uid, List<String> addresses) {
        return new TargetPod(uid, "", List.of(), List.of(), addresses, true);
    }

    /** For sentences: pod or node. */
    public String noun() {
        return wholeNode ? "node" : "pod";
    }
}
