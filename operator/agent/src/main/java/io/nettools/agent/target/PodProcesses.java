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
 * @param own what /proc/self/cgroup of this program says
 */
record PodProcesses(Path proc, TargetPod pod, String own) {
    /**
     * One process. A number in /proc passes to another process when its own has ended; number and start time together do not.
     *
     * @param path its folder in the node's /proc
     * @param began in clock ticks since the node began
     */
    record Found(Path path, long began, PodCgroup cgroup) {
        long number() {
            return Long.parseLong(path.getFileName().toString());
        }
    }

    /** Those of the containers that the order names, in the order in which they began. */
    List<Found> ofContainers() throws IOException {
        return all(cgroup -> cgroup.inContainerOf(pod));
    }

    /** Those of one container, in the order in which they began. */
    List<Found> ofContainer(String id) throws IOException {
        return all(cgroup -> cgroup.container().equals(id));
    }

    /** Those of the pod, whatever container they are in. */
    List<Found> ofPod() throws IOException {
        return all(cgroup -> true);
    }

    /** Whether it is still the same process, at the same place. */
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

    /** Empty for a process of another pod, or one that has ended. */
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

    /** Of thousands of processes, few are worth a closer look. */
    private boolean mayName(String text) {
        return text.contains(pod.uid())
                || text.contains(pod.uid().replace('-', '_'))
                || (!pod.staticHash().isEmpty() && text.contains(pod.staticHash()));
    }

    /** proc_pid_stat(5), field 22, in clock ticks; the second field is the command in parentheses, which may hold any character. */
    private static long began(Path process) throws IOException {
        String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return Long.parseLong(fields[19]);
    }
}
