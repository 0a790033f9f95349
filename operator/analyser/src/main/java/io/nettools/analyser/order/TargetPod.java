package io.nettools.analyser.order;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The pod whose network namespace is to be entered, by identities that cannot be taken over by another pod.
 *
 * @param uid the pod's UID
 * @param staticHash of a static pod the hash of its manifest (32 hexadecimal digits), which its cgroup carries in place of the UID; else empty
 * @param containerIds IDs of its running containers, without the runtime's scheme
 * @param containerNames the names of those containers, in the same order; empty when nobody needs to know
 * @param podIps its addresses, of which a namespace must have one that is not found by a container's ID
 * @param wholeNode whether it is no pod but the node itself, with the node's UID and addresses and without containers
 */
public record TargetPod(
        String uid,
        String staticHash,
        List<String> containerIds,
        List<String> containerNames,
        List<String> podIps,
        boolean wholeNode) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");

    public TargetPod {
        if (!staticHash.isEmpty() && !HASH.matcher(staticHash).matches()) {
            throw new IllegalArgumentException(
                    "the hash of a static pod's manifest has 32 hexadecimal digits, this one has " + staticHash.length()
                            + " characters");
        }
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

    /** Whether a pod's cgroup is its own, by the name that it has there: UID, or the hash of a static pod's manifest. */
    public boolean hasCgroup(String name) {
        return !name.isEmpty() && (name.equals(uid) || name.equals(staticHash));
    }

    /** Not enough to enter it. */
    TargetPod addressesAlone() {
        return new TargetPod("", "", List.of(), List.of(), podIps, wholeNode);
    }

    /** For sentences: pod or node. */
    public String noun() {
        return wholeNode ? "node" : "pod";
    }
}
