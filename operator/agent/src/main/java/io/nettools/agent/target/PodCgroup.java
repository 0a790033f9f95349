package io.nettools.agent.target;

import io.nettools.analyser.order.TargetPod;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The pod and the container of a process, from its /proc/PID/cgroup. The kubelet creates a cgroup for a pod; below it
 * containerd, CRI-O or docker create one for a container. The names of both cgroup drivers and versions are known.
 *
 * <p>A program with rights over its own cgroup can create others below it with any names, even that of another pod. It
 * cannot write the part of the path above. So the outermost pod of a path counts, and nothing counts below a container
 * that is in no pod. The part of a path that is shared with this program's own path is skipped, because a node may
 * itself run in a container.
 *
 * @param pod the pod's UID with hyphens; for a static pod the hash of its manifest, 32 hexadecimal digits
 * @param container 64 hexadecimal digits; empty for a process directly in the pod
 */
public record PodCgroup(String pod, String container) {
    /** The cgroup of a pod; the systemd driver writes {@code _} for {@code -} in a UID. */
    private static final Pattern POD = Pattern.compile(
            "(?:[\\w.\\\\-]*-)?pod([0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12}|[0-9a-f]{32})(?:\\.slice)?");

    private static final Pattern CONTAINER =
            Pattern.compile("(?:cri-containerd-|crio-|docker-)?([0-9a-f]{64})(?:\\.scope)?");

    /** The cgroup of CRI-O's monitor, which has the container's ID but lives in the node's network namespace. */
    private static final Pattern MONITOR = Pattern.compile("crio-conmon-[0-9a-f]{64}(?:\\.scope)?");

    private static final PodCgroup OUTSIDE = new PodCgroup("", "");

    /**
     * Reads the text of /proc/PID/cgroup.
     *
     * @param own the same text of this program
     * @return empty for a process outside pods, or whose hierarchies (version 1 has several) do not agree
     */
    public static Optional<PodCgroup> of(String text, String own) {
        List<Line> ours = lines(own);
        Set<PodCgroup> named =
                lines(text).stream().flatMap(line -> line.below(ours).stream()).collect(Collectors.toSet());
        return named.size() == 1
                ? named.stream().filter(one -> !one.equals(OUTSIDE)).findFirst()
                : Optional.empty();
    }

    /** Whether the process is in this pod. */
    public boolean in(TargetPod target) {
        return target.hasCgroup(pod);
    }

    /** Whether the process is in one of the known containers of this pod. */
    public boolean inContainerOf(TargetPod target) {
        return in(target) && target.containerIds().contains(container);
    }

    private static List<Line> lines(String text) {
        return text.lines().flatMap(line -> Line.parse(line).stream()).toList();
    }

    /** The pod and container in a path below the root of the node's pods. */
    private static Optional<PodCgroup> place(List<String> path) {
        for (int at = 0; at < path.size(); at++) {
            String name = path.get(at);
            Matcher pod = POD.matcher(name);
            if (pod.matches()) {
                return Optional.of(in(pod.group(1).replace('_', '-'), path.subList(at + 1, path.size())));
            }
            if (CONTAINER.matcher(name).matches() || MONITOR.matcher(name).matches()) {
                return Optional.of(OUTSIDE);
            }
        }
        return Optional.empty();
    }

    private static PodCgroup in(String pod, List<String> below) {
        String name = below.isEmpty() ? "" : below.getFirst();
        Matcher container = CONTAINER.matcher(name);
        if (MONITOR.matcher(name).matches()) {
            return OUTSIDE;
        }
        return new PodCgroup(pod, container.matches() ? container.group(1) : "");
    }

    /**
     * A line as in cgroups(7): {@code ID:CONTROLLERS:/PATH}.
     *
     * @param hierarchy ID and controllers
     */
    private record Line(String hierarchy, List<String> path) {
        private static final int FIELDS = 3;

        static Optional<Line> parse(String line) {
            String[] fields = line.split(":", FIELDS);
            // if containerd and the kubelet use different drivers, containerd's name for a container is one component
            return fields.length < FIELDS
                    ? Optional.empty()
                    : Optional.of(new Line(
                            fields[0] + ":" + fields[1],
                            Arrays.stream(fields[2]
                                            .replace(":cri-containerd:", "/cri-containerd-")
                                            .split("/"))
                                    .filter(name -> !name.isEmpty())
                                    .toList()));
        }

        Optional<PodCgroup> below(List<Line> ours) {
            int shared = ours.stream()
                    .filter(our -> our.hierarchy.equals(hierarchy))
                    .mapToInt(this::shared)
                    .findFirst()
                    .orElse(0);
            return place(path.subList(shared, path.size()));
        }

        private int shared(Line other) {
            int shared = 0;
            while (shared < Math.min(path.size(), other.path.size())
                    && path.get(shared).equals(other.path.get(shared))) {
                shared++;
            }
            return shared;
        }
    }
}
