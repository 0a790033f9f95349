package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The pod by which a kubelet represents a static pod at the API server. The static pod's cgroup has the hash of its
 * manifest in place of the mirror pod's UID. Anybody who can create pods can write such annotations. The checks here
 * ensure that a hash cannot be another pod's UID; they do not prove that it is true.
 */
final class MirrorPod {
    private static final String HASH = "kubernetes.io/config.hash";
    private static final String MIRROR = "kubernetes.io/config.mirror";

    /** MD5, in the kubelet's pkg/kubelet/config/common.go. */
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    private MirrorPod() {}

    /** The hash; empty for a pod that does not have the form of a mirror pod (pkg/kubelet/pod/mirror_client.go). */
    static String hash(Pod pod) {
        Map<String, String> annotations = TracePods.annotations(pod);
        String hash = Optional.ofNullable(annotations.get(HASH)).orElse("");
        return MD5.matcher(hash).matches() && hash.equals(annotations.get(MIRROR)) && ownedByItsNode(pod) ? hash : "";
    }

    private static boolean ownedByItsNode(Pod pod) {
        String node = Optional.ofNullable(pod.getSpec().getNodeName()).orElse("");
        return !node.isEmpty()
                && pod.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> "v1".equals(owner.getApiVersion())
                                && "Node".equals(owner.getKind())
                                && node.equals(owner.getName())
                                && Boolean.TRUE.equals(owner.getController()));
    }
}
