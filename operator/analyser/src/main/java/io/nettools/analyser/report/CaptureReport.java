package io.nettools.analyser.report;

import java.util.List;
import java.util.Optional;

/**
 * What the capture container says: its own facts, nothing read out of packets.
 *
 * @param stop why the capture ended
 * @param message a sentence for {@code stop} when it is a failure, e.g. tcpdump's own; else empty
 * @param attachedMillis when tcpdump said that it listens, ms since the epoch; 0 when it never did
 * @param endedMillis when the capture ended, ms since the epoch
 * @param captured packets written to the capture file
 * @param receivedByFilter tcpdump's "packets received by filter"
 * @param droppedByKernel tcpdump's "packets dropped by kernel"
 * @param bytes size of the capture file
 * @param conntrackLost events that the kernel dropped on conntrack's socket (Drops of /proc/net/netlink)
 * @param nodeConntrack what was counted of the node's connection tracking, when it was recorded
 * @param interfaces of the target's network namespace ({@code ip -d addr})
 * @param topology how the pod hangs on its node, when that was asked for
 * @param probe what came of the trace's own requests, when it makes any
 * @param points where it listened, from the pod outward, when not at the pod's interface alone
 * @param window the time in which all points listened, and those of the other end of the way, when that is known
 * @param sockets what the pod's sockets did meanwhile; absent when it could not be read
 * @param notes what a reader must know, e.g. that the namespace lacks an address of the pod
 * @param enteredUid whose network namespace was entered: the UID of the pod in the cgroup of the process through which it was, or the hash of a static
 *     pod's manifest; of a node its UID; empty when none was entered
 */
public record CaptureReport(
        Stop stop,
        String message,
        long attachedMillis,
        long endedMillis,
        long captured,
        long receivedByFilter,
        long droppedByKernel,
        long bytes,
        long conntrackLost,
        Optional<NodeConntrack> nodeConntrack,
        List<NetworkInterface> interfaces,
        Optional<Topology> topology,
        Optional<ProbeReport> probe,
        List<Views.Point> points,
        Optional<Views.Window> window,
        Optional<Sockets> sockets,
        List<String> notes,
        String enteredUid) {
    public CaptureReport {
        nodeConntrack = nodeConntrack == null ? Optional.empty() : nodeConntrack;
        interfaces = List.copyOf(interfaces);
        topology = topology == null ? Optional.empty() : topology;
        probe = probe == null ? Optional.empty() : probe;
        points = points == null ? List.of() : List.copyOf(points);
        window = window == null ? Optional.empty() : window;
        sockets = sockets == null ? Optional.empty() : sockets;
        notes = List.copyOf(notes);
        enteredUid = enteredUid == null ? "" : enteredUid;
    }

    /** Of a trace that makes no request. */
    public CaptureReport(
            Stop stop,
            String message,
            long attachedMillis,
            long endedMillis,
            long captured,
            long receivedByFilter,
            long droppedByKernel,
            long bytes,
            long conntrackLost,
            Optional<NodeConntrack> nodeConntrack,
            List<NetworkInterface> interfaces,
            Optional<Topology> topology,
            List<String> notes) {
        this(
                stop,
                message,
                attachedMillis,
                endedMillis,
                captured,
                receivedByFilter,
                droppedByKernel,
                bytes,
                conntrackLost,
                nodeConntrack,
                interfaces,
                topology,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                notes,
                "");
    }

    /** The same of a namespace that was entered. */
    public CaptureReport entering(String uid) {
        return new CaptureReport(
                stop,
                message,
                attachedMillis,
                endedMillis,
                captured,
                receivedByFilter,
                droppedByKernel,
                bytes,
                conntrackLost,
                nodeConntrack,
                interfaces,
                topology,
                probe,
                points,
                window,
                sockets,
                notes,
                uid);
    }

    /** The same with what came of its requests. */
    public CaptureReport probed(Optional<ProbeReport> own) {
        return new CaptureReport(
                stop,
                message,
                attachedMillis,
                endedMillis,
                captured,
                receivedByFilter,
                droppedByKernel,
                bytes,
                conntrackLost,
                nodeConntrack,
                interfaces,
                topology,
                own,
                points,
                window,
                sockets,
                notes,
                enteredUid);
    }

    /** The same with what was listened at besides, and what the sockets did. */
    public CaptureReport viewing(List<Views.Point> all, Optional<Views.Window> common, Optional<Sockets> counted) {
        return new CaptureReport(
                stop,
                message,
                attachedMillis,
                endedMillis,
                captured,
                receivedByFilter,
                droppedByKernel,
                bytes,
                conntrackLost,
                nodeConntrack,
                interfaces,
                topology,
                probe,
                all,
                common,
                counted,
                notes,
                enteredUid);
    }

    /** Why a capture ended. Those of {@link #failed} have no result. */
    public enum Stop {
        Duration,
        MaxPackets,
        MaxBytes,
        /** The operator asked for it: the trace's {@code stop: true}. */
        StopRequested,
        /** SIGTERM: the trace pod was deleted, evicted or ran into its active deadline. */
        Terminated,
        /** The target pod has no process and no interface any more. */
        TargetGone,
        /** The interface disappeared while the target lives on. */
        InterfaceGone,
        /** The capture volume is full; what was written before is kept. */
        DiskFull,
        /** tcpdump ended by itself, unexpectedly, after it had listened. */
        ToolFailed,
        /** No process of the target was found on this node. */
        TargetNotFound,
        /** The target's network namespace is the node's own. */
        TargetHostNetwork,
        /** tcpdump refused the filter. */
        FilterInvalid,
        /** No such interface in the target's namespace, or it is down. */
        InterfaceNotFound,
        /** tcpdump did not get to listen for another reason. */
        AttachFailed;

        /** Whether the capture never ran. */
        public boolean failed() {
            return switch (this) {
                case TargetNotFound, TargetHostNetwork, FilterInvalid, InterfaceNotFound, AttachFailed -> true;
                case Duration,
                        MaxPackets,
                        MaxBytes,
                        StopRequested,
                        Terminated,
                        TargetGone,
                        InterfaceGone,
                        DiskFull,
                        ToolFailed -> false;
            };
        }
    }
}
