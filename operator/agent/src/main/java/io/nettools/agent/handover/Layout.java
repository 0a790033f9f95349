package io.nettools.agent.handover;

import io.nettools.analyser.order.Handover;
import java.nio.file.Path;
import java.util.List;

/**
 * Paths of the trace pod's volumes, as the controller renders them; a test uses other paths.
 *
 * @param hostProc the node's /proc, read-only, in the capture container only
 * @param work the volume that both containers share; only the capture container writes it
 * @param annotations the pod's own annotations (downward API), where a request to stop appears
 * @param terminationLog the file that the kubelet reads as the container's termination message
 * @param netns where {@code ip netns} looks for named namespaces; mounted, and writable, only when the order asks for
 *     the topology
 */
public record Layout(Path hostProc, Path work, Path annotations, Path terminationLog, Path netns) {
    public static final Layout POD = new Layout(
            Path.of(Handover.HOST_PROC),
            Path.of(Handover.WORK),
            Path.of(Handover.CONTROL, Handover.ANNOTATIONS),
            Path.of(Handover.TERMINATION_LOG),
            Path.of(Handover.NETNS));

    /** All paths that are mounted for the agent only. */
    public List<Path> volumes() {
        return List.of(hostProc, work, annotations.getParent(), terminationLog, netns);
    }

    /** Open vSwitch's database on the node, below the root directory of the node's first process. */
    public Path openVswitch() {
        return hostProc.resolve("1/root/run/openvswitch/db.sock");
    }

    /** The file that the capture process locks for as long as it lives. */
    public Path alive() {
        return work.resolve("alive");
    }

    /** The UID of the pod whose network namespace was entered, as in {@code CaptureReport.enteredUid}. */
    public Path entered() {
        return work.resolve("entered");
    }

    /** The names of the target's interfaces by index, for an excerpt. */
    public Path interfaces() {
        return work.resolve("interfaces.json");
    }

    /** The filter, which reaches tcpdump by this file only. */
    public Path filter() {
        return work.resolve("filter");
    }

    public Path capture() {
        return work.resolve("capture.pcap");
    }

    /**
     * The packets that were captured at another point of the path.
     *
     * @param number from 1
     */
    public Path point(int number) {
        return work.resolve("point-" + number + ".pcap");
    }

    /** The filter of {@link #point}. */
    public Path pointFilter(int number) {
        return work.resolve("point-" + number + ".filter");
    }

    /** Output of {@code conntrack -L}. */
    public Path conntrackList() {
        return work.resolve("conntrack.list");
    }

    /** Output of {@code conntrack -E}. */
    public Path conntrackEvents() {
        return work.resolve("conntrack.events");
    }

    /** Output of {@code conntrack -L} on the node for the pod's addresses. */
    public Path nodeConntrackList() {
        return work.resolve("conntrack-node.list");
    }

    /** Output of {@code conntrack -E} on the node for the pod's addresses. */
    public Path nodeConntrackEvents() {
        return work.resolve("conntrack-node.events");
    }

    /** The capture container's report. Once it exists, all other files are complete. */
    public Path done() {
        return work.resolve("done");
    }

    /** The socket where the container's postStart hook listens until tcpdump captures. */
    public Path hook() {
        return work.resolve(Handover.ATTACHED_SOCKET);
    }
}
