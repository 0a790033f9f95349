package io.nettools.agent.target;

import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.CaptureReport.Stop;
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
 * Finds the target's processes in the node's /proc by the identities in their cgroups: no runtime socket, no crictl. The cgroup is
 * read again once the namespace is held, because a process ID may have passed to somebody else's process in between.
 */
public final class TargetSearch {
    private final Path proc;
    private final TargetPod pod;
    private final boolean nodeAllowed;

    public TargetSearch(Path proc, Order order) {
        this.proc = proc;
        this.pod = order.target();
        this.nodeAllowed = order.hostNetworkAllowed();
    }

    /** The target's namespace, held open; refused when it is the node's own, unless the admin allows that. */
    public NetworkNamespace enter() throws CannotCapture, IOException {
        NetworkNamespace found = pod.wholeNode() ? node() : ofPod();
        if (!nodeAllowed && (pod.wholeNode() || isOfNode(found))) {
            found.close();
            throw new CannotCapture(
                    Stop.TargetHostNetwork,
                    "the " + pod.noun() + " uses the node's network namespace, which shows everybody's traffic");
        }
        return found;
    }

    private NetworkNamespace ofPod() throws CannotCapture, IOException {
        Predicate<CgroupText> belongs = text -> text.inContainerOf(pod);
        List<Path> processes = processes(belongs);
        if (processes.isEmpty()) {
            belongs = text -> text.inPod(pod);
            processes = processes(belongs);
        }
        return ofFirst(processes, belongs);
    }

    /** Whether a process of the pod, of whichever of its containers, lives in the namespace. A node lives as long as this container. */
    public boolean livesIn(NetworkNamespace namespace) throws IOException {
        return pod.wholeNode() || hasProcessIn(namespace);
    }

    private boolean hasProcessIn(NetworkNamespace namespace) throws IOException {
        return processes(text -> text.inContainerOf(pod) || text.inPod(pod)).stream()
                .anyMatch(process -> isIn(process, namespace).orElse(false));
    }

    /** The processes of one of the pod's containers, in the order in which they began. */
    List<Path> processesOf(String containerId) throws IOException {
        TargetPod one = new TargetPod(pod.uid(), pod.staticHash(), List.of(containerId), List.of());
        return processes(text -> text.inContainerOf(one));
    }

    /**
     * A short file of one of the pod's containers, the first one's that lives in the namespace.
     *
     * @return empty when no process is left
     */
    public Optional<String> file(NetworkNamespace namespace, Path folder, Path name) throws IOException {
        for (Path process : processes(text -> text.inContainerOf(pod))) {
            if (isIn(process, namespace).orElse(false)) {
                String text = PodFile.read(process.resolve("root"), folder, name);
                if (matches(process, cgroup -> cgroup.inContainerOf(pod))) {
                    return Optional.of(text);
                }
            }
        }
        return Optional.empty();
    }

    /** Of the process that began first, which is a container's own first process: later ones may have made namespaces of their own. */
    private static NetworkNamespace ofFirst(List<Path> processes, Predicate<CgroupText> belongs)
            throws CannotCapture, IOException {
        List<String> refused = new ArrayList<>();
        for (Path process : processes) {
            Optional<NetworkNamespace> its = hold(process, belongs, refused);
            if (its.isPresent()) {
                return its.get();
            }
        }
        throw refused.isEmpty()
                ? new CannotCapture(Stop.TargetNotFound, "no process of the pod was found on this node")
                : new CannotCapture(
                        Stop.AttachFailed, "cannot open the pod's network namespace: " + refused.getFirst());
    }

    private static Optional<NetworkNamespace> hold(Path process, Predicate<CgroupText> belongs, List<String> refused)
            throws IOException {
        NetworkNamespace namespace;
        try {
            namespace = NetworkNamespace.open(process.resolve("ns/net"));
        } catch (IOException reason) {
            // Java has one exception for every failed open; a process that ended meanwhile is none to speak of
            if (String.valueOf(reason.getMessage()).contains("Permission denied")) {
                refused.add(String.valueOf(reason.getMessage()));
            }
            return Optional.empty();
        }
        if (matches(process, belongs)) {
            return Optional.of(namespace);
        }
        namespace.close();
        return Optional.empty();
    }

    /** The node's own, held open. Some hardened nodes let nobody look at process 1; the kernel's thread 2 lives in the same namespace. */
    public NetworkNamespace node() throws IOException {
        try {
            return NetworkNamespace.open(proc.resolve("1/ns/net"));
        } catch (IOException notToBeSeen) {
            return NetworkNamespace.open(proc.resolve("2/ns/net"));
        }
    }

    /** Whether it is the node's own; not when that cannot be told. */
    public boolean isOfNode(NetworkNamespace namespace) {
        try (NetworkNamespace node = node()) {
            return node.sameAs(namespace);
        } catch (IOException notToBeSeen) {
            return false;
        }
    }

    /** Empty when it cannot be told, be it that the process has ended or that nobody may look. */
    private static Optional<Boolean> isIn(Path process, NetworkNamespace namespace) {
        try (NetworkNamespace its = NetworkNamespace.open(process.resolve("ns/net"))) {
            return Optional.of(its.sameAs(namespace));
        } catch (IOException notToBeSeen) {
            return Optional.empty();
        }
    }

    private List<Path> processes(Predicate<CgroupText> belongs) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : all) {
                if (matches(process, belongs)) {
                    found.add(process);
                }
            }
        }
        // within one clock tick the lower number began first
        found.sort(Comparator.comparing(TargetSearch::began)
                .thenComparing(process -> Long.parseLong(process.getFileName().toString())));
        return found;
    }

    /** proc_pid_stat(5), field 22, in clock ticks; the second field is the command in parentheses, which may hold any character. */
    private static long began(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
            return Long.parseLong(fields[19]);
        } catch (IOException | RuntimeException ended) {
            return Long.MAX_VALUE;
        }
    }

    private static boolean matches(Path process, Predicate<CgroupText> belongs) {
        try {
            return belongs.test(new CgroupText(Files.readString(process.resolve("cgroup"))));
        } catch (IOException ended) {
            return false;
        }
    }
}
