package io.nettools.agent.handover;

import io.nettools.analyser.order.Handover;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the trace pod's volumes are mounted, as the controller renders them; a test lays them out elsewhere.
 *
 * @param hostProc the node's /proc, read-only, in the capture container alone
 * @param work the volume that both containers share; only the capture container writes it
 * @param annotations the pod's own annotations (downward API), where a request to stop appears
 * @param terminationLog what the kubelet reads as the container's last message
 * @param netns where {@code ip netns} looks for namespaces that have a name; there and writable only when the order wants the topology
 */
public record Layout(Path hostProc, Path work, Path annotations, Path terminationLog, Path netns) {
    public static final Layout POD = new Layout(
            Path.of(Handover.HOST_PROC),
            Path.of(Handover.WORK),
            Path.of(Handover.CONTROL, Handover.ANNOTATIONS),
            Path.of(Handover.TERMINATION_LOG),
            Path.of(Handover.NETNS));

    /** All that is mounted for the agent alone. */
    public List<Path> volumes() {
        return List.of(hostProc, work, annotations.getParent(), terminationLog, netns);
    }

    /** Open vSwitch's database on the node, by way of the root directory of its first process. */
    public Path openVswitch() {
        return hostProc.resolve("1/root/run/openvswitch/db.sock");
    }

    /** Locked by the capture process for as long as it lives. */
    public Path alive() {
        return work.resolve("alive");
    }

    /** Whose network namespace was entered, as {@code CaptureReport.enteredUid} has it. */
    public Path entered() {
        return work.resolve("entered");
    }

    /** The target's interfaces, for the names in an excerpt. */
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
     * What was captured at another point of the way.
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

    /** What {@code conntrack -L} printed. */
    public Path conntrackList() {
        return work.resolve("conntrack.list");
    }

    /** What {@code conntrack -E} printed. */
    public Path conntrackEvents() {
        return work.resolve("conntrack.events");
    }

    /** What {@code conntrack -L} printed on the node about the pod's addresses. */
    public Path nodeConntrackList() {
        return work.resolve("conntrack-node.list");
    }

    /** What {@code conntrack -E} printed on the node about the pod's addresses. */
    public Path nodeConntrackEvents() {
        return work.resolve("conntrack-node.events");
    }

    /** The capture container's report; there is nothing more to come once it exists. */
    public Path done() {
        return work.resolve("done");
    }

    /** Where the container's postStart hook listens until tcpdump does. */
    public Path hook() {
        return work.resolve(Handover.ATTACHED_SOCKET);
    }
}
