package io.nettools.agent.target;

import io.nettools.agent.handover.Log;
import io.nettools.agent.target.PodProcesses.Found;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.CaptureReport.Stop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the target's network namespace by the cgroups of its processes in the node's /proc: no runtime socket, no
 * crictl. Only processes whose cgroup has the pod's UID count. A process of a container in the order is accepted at
 * once. Any other process of the pod, such as after a restart, must live in a namespace with one of the pod's
 * addresses. The process is checked again once its namespace is held.
 */
public final class TargetSearch {
    private static final Path OWN = Path.of("/proc/self/cgroup");

    private final Path proc;
    private final TargetPod pod;
    private final boolean nodeAllowed;

    public TargetSearch(Path proc, Order order) {
        this.proc = proc;
        this.pod = order.target();
        this.nodeAllowed = order.asks(Extra.HostNetwork);
    }

    /** The target's namespace. It is refused if it is or may be the node's namespace, unless the admin allows that. */
    public Entered enter() throws CannotCapture, IOException {
        if (!pod.wholeNode()) {
            return pod();
        }
        if (!nodeAllowed) {
            throw ofNode();
        }
        return new Entered(node(), pod.uid(), true);
    }

    private Entered pod() throws CannotCapture, IOException {
        List<Found> named = processes().ofContainers();
        if (!named.isEmpty()) {
            return first(named);
        }
        Entered other = first(processes().ofPod());
        try {
            if (!Interfaces.of(other.namespace()).hasOneOf(pod.podIps())) {
                throw new CannotCapture(
                        Stop.TargetNotFound,
                        "the containers that ran when the trace began no longer run on this node, and the rest of the"
                                + " pod has none of its addresses");
            }
            return other;
        } catch (CannotCapture | IOException | RuntimeException refused) {
            other.close();
            throw refused;
        }
    }

    /**
     * The namespace of the process that began first, which is a container's first process: later ones may have created
     * namespaces of their own. A process in the node's namespace is skipped unless that is allowed: a container's first
     * process lives there until the runtime has moved it.
     */
    private Entered first(List<Found> processes) throws CannotCapture, IOException {
        List<String> denied = new ArrayList<>();
        boolean ofNode = false;
        for (Found process : processes) {
            Optional<NetworkNamespace> held = hold(process, denied);
            if (held.isPresent()) {
                Entered its = new Entered(held.get(), process.cgroup().pod(), isOfNode(held.get()));
                if (nodeAllowed || !its.ofNode()) {
                    return its;
                }
                its.close();
                ofNode = true;
            }
        }
        if (ofNode) {
            throw ofNode();
        }
        throw denied.isEmpty()
                ? new CannotCapture(Stop.TargetNotFound, "no process of the pod was found on this node")
                : new CannotCapture(Stop.AttachFailed, "cannot open the pod's network namespace: " + denied.getFirst());
    }

    private Optional<NetworkNamespace> hold(Found process, List<String> denied) throws IOException {
        NetworkNamespace namespace;
        try {
            namespace = NetworkNamespace.open(process.path().resolve("ns/net"));
        } catch (IOException reason) {
            // Java has one exception for every failed open; a process that has ended meanwhile is not reported
            if (String.valueOf(reason.getMessage()).contains("Permission denied")) {
                denied.add(String.valueOf(reason.getMessage()));
            }
            return Optional.empty();
        }
        if (processes().still(process)) {
            return Optional.of(namespace);
        }
        namespace.close();
        return Optional.empty();
    }

    private CannotCapture ofNode() {
        return new CannotCapture(
                Stop.TargetHostNetwork,
                "the " + pod.noun() + " uses the node's network namespace, which shows the traffic of all pods");
    }

    /** Whether it is the node's namespace. While that is unknown, a pod's namespace is not entered. */
    private boolean isOfNode(NetworkNamespace namespace) throws CannotCapture, IOException {
        try (NetworkNamespace node = node()) {
            return node.sameAs(namespace);
        } catch (IOException notToBeSeen) {
            namespace.close();
            Log.decision("capture", "node-unknown", "message=" + notToBeSeen.getMessage());
            throw new CannotCapture(
                    Stop.AttachFailed,
                    "the pod's network namespace was not entered, because it could be the node's: the node's cannot"
                            + " be opened through its processes 1 and 2");
        }
    }

    /**
     * The node's namespace, held open. Some hardened nodes hide process 1; the kernel's thread 2 lives in the same
     * namespace.
     */
    public NetworkNamespace node() throws IOException {
        try {
            return NetworkNamespace.open(proc.resolve("1/ns/net"));
        } catch (IOException notToBeSeen) {
            return NetworkNamespace.open(proc.resolve("2/ns/net"));
        }
    }

    /**
     * Whether a process of the pod, in any container, lives in the namespace. A node lives as long as this container.
     */
    public boolean livesIn(NetworkNamespace namespace) throws IOException {
        if (pod.wholeNode()) {
            return true;
        }
        for (Found process : processes().ofPod()) {
            if (isIn(process, namespace)) {
                return true;
            }
        }
        return false;
    }

    /** The first process of one of the pod's containers; empty when the container has no process. */
    Optional<Path> firstOf(String containerId) throws IOException {
        return processes().ofContainer(containerId).stream().findFirst().map(Found::path);
    }

    /**
     * A short file from the pod's first container that lives in the namespace.
     *
     * @return empty when no process is left
     */
    public Optional<String> file(NetworkNamespace namespace, Path folder, Path name) throws IOException {
        for (Found process : processes().ofContainers()) {
            if (isIn(process, namespace)) {
                String text = PodFile.read(process.path().resolve("root"), folder, name);
                if (processes().still(process)) {
                    return Optional.of(text);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the process lives in the namespace; false when that is unknown, because it has ended or cannot be read.
     */
    private static boolean isIn(Found process, NetworkNamespace namespace) {
        try (NetworkNamespace its = NetworkNamespace.open(process.path().resolve("ns/net"))) {
            return its.sameAs(namespace);
        } catch (IOException notToBeSeen) {
            return false;
        }
    }

    private PodProcesses processes() throws IOException {
        return new PodProcesses(proc, pod, Files.readString(OWN, StandardCharsets.ISO_8859_1));
    }
}
