package io.nettools.agent.target;

import io.nettools.analyser.order.TargetPod;
import java.util.List;
import java.util.stream.Stream;

/**
 * The text of /proc/PID/cgroup, as containerd, CRI-O and docker write it under both cgroup drivers and versions. Only IDs are looked
 * for, never a whole path: nested nodes have a prefix, a private cgroup namespace shows {@code /../..}, and version 1 has many lines.
 */
record CgroupText(String text) {

    /** A process in one of the pod's known containers. */
    boolean inContainerOf(TargetPod pod) {
        return inContainer() && pod.containerIds().stream().anyMatch(this::names);
    }

    /**
     * A process in the pod by its UID, which the systemd driver writes with {@code _} for {@code -}. A static pod's cgroup has the hash of
     * its manifest in place of the UID that the API server knows.
     */
    boolean inPod(TargetPod pod) {
        return inContainer() && podNames(pod).anyMatch(this::names);
    }

    private static Stream<String> podNames(TargetPod pod) {
        return Stream.of(pod.uid(), pod.uid().replace('-', '_'), pod.staticHash())
                .filter(uid -> !uid.isBlank())
                .map("pod"::concat);
    }

    /** CRI-O's monitor carries the container's ID but lives in the node's network namespace. */
    private boolean inContainer() {
        return !text.contains("conmon");
    }

    private boolean names(String id) {
        if (id.isBlank()) {
            return false;
        }
        for (int at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
            if (endsAt(at + id.length()) && startsAt(at)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsAt(int at) {
        return at == 0 || List.of('/', '-', ':').contains(text.charAt(at - 1));
    }

    private boolean endsAt(int end) {
        return end == text.length() || List.of('/', '.', '\n').contains(text.charAt(end));
    }
}
