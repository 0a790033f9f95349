package io.nettools.agent.target;

import io.nettools.analyser.order.TargetPod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The processes of one pod in the node's /proc.
 *
 * @param proc the node's /proc
 * @param own the text of /proc/self/cgroup of this program
 */
record PodProcesses(Path proc, TargetPod pod, String own) {
    /**
     * One process. A number in /proc is reused after its process has ended; number and start time together are not.
     *
     * @param path its folder in the node's /proc
     * @param began clock ticks from the node's start to the process' start
     */
    record Found(Path path, long began, PodCgroup cgroup) {
        long number() {
            return Long.parseLong(path.getFileName().toString());
        }
    }

    /** Processes of the containers in the order, by their start. */
    List<Found> ofContainers() throws IOException {
        return all(cgroup -> cgroup.inContainerOf(pod));
    }

    /** Processes of one container, by their start. */
    List<Found> ofContainer(String id) throws IOException {
        return all(cgroup -> cgroup.container().equals(id));
    }

    /** Processes of the pod, in any container or none. */
    List<Found> ofPod() throws IOException {
        return all(cgroup -> true);
    }

    /** Whether it is still the same process, in the same cgroup. */
    boolean still(Found process) {
        return read(process.path()).filter(process::equals).isPresent();
    }

    private List<Found> all(Predicate<PodCgroup> which) throws IOException {
        List<Found> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                read(process).filter(one -> which.test(one.cgroup())).ifPresent(found::add);
            }
        }
        // within one clock tick the lower number began first
        found.sort(Comparator.comparingLong(Found::began).thenComparingLong(Found::number));
        return found;
    }

    /** The process; empty if it belongs to another pod or has ended. */
    private Optional<Found> read(Path process) {
        try {
            String text = Files.readString(process.resolve("cgroup"), StandardCharsets.ISO_8859_1);
            Optional<PodCgroup> its = mayName(text) ? PodCgroup.of(text, own) : Optional.empty();
            if (its.isEmpty() || !its.get().in(pod)) {
                return Optional.empty();
            }
            return Optional.of(new Found(process, began(process), its.get()));
        } catch (IOException | RuntimeException ended) {
            return Optional.empty();
        }
    }

    /** A quick check whether a cgroup's text may name the pod: a node has thousands of processes. */
    private boolean mayName(String text) {
        return text.contains(pod.uid())
                || text.contains(pod.uid().replace('-', '_'))
                || (!pod.staticHash().isEmpty() && text.contains(pod.staticHash()));
    }

    /**
     * Start time in clock ticks: field 22 of proc_pid_stat(5). The second field is the command in parentheses, which
     * may contain any character.
     */
    private static long began(Path process) throws IOException {
        String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return Long.parseLong(fields[19]);
    }
}
