package io.nettools.analyser.report;

import io.nettools.analyser.shape.Listed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the capture container reports: its own facts, nothing read out of packets.
 *
 * @param ended how and when the capture ended
 * @param counts what was counted while it ran
 * @param nodeConntrack what was counted of the node's connection tracking, when it was recorded
 * @param interfaces of the target's network namespace ({@code ip -d addr})
 * @param topology how the pod hangs on its node, when that was asked for
 * @param probe what came of the trace's own requests, when it makes any
 * @param watched what was captured besides the pod's interface, and what the kernel counted
 * @param notes what a reader must know, e.g. that the namespace lacks an address of the pod
 * @param enteredUid whose network namespace was entered: the UID of the pod in the cgroup of the process through which it was, or the hash of a static
 *     pod's manifest; of a node its UID; empty when none was entered
 */
public record CaptureReport(
        Ended ended,
        Counts counts,
        Optional<NodeConntrack> nodeConntrack,
        List<NetworkInterface> interfaces,
        Optional<Topology> topology,
        Optional<ProbeReport> probe,
        Watched watched,
        List<String> notes,
        String enteredUid) {
    /** What was left out of a message is empty here. */
    public CaptureReport {
        counts = counts == null ? Counts.NONE : counts;
        nodeConntrack = nodeConntrack == null ? Optional.empty() : nodeConntrack;
        interfaces = List.copyOf(interfaces);
        topology = topology == null ? Optional.empty() : topology;
        probe = probe == null ? Optional.empty() : probe;
        watched = watched == null ? Watched.NOTHING : watched;
        notes = List.copyOf(notes);
        enteredUid = enteredUid == null ? "" : enteredUid;
    }

    /** The report of a capture at one point, which makes no request. */
    public CaptureReport(
            Ended ended,
            Counts counts,
            Optional<NodeConntrack> nodeConntrack,
            List<NetworkInterface> interfaces,
            Optional<Topology> topology,
            List<String> notes) {
        this(ended, counts, nodeConntrack, interfaces, topology, Optional.empty(), Watched.NOTHING, notes, "");
    }

    /**
     * How and when a capture ended.
     *
     * @param stop why it ended
     * @param message a sentence for {@code stop} when it is a failure, e.g. tcpdump's own; else empty
     * @param attachedMillis when tcpdump reported that it captures, ms since the epoch; 0 when it never did
     * @param endedMillis when it ended, ms since the epoch
     */
    public record Ended(Stop stop, String message, long attachedMillis, long endedMillis) {}

    /**
     * What was counted while a capture ran.
     *
     * @param captured packets written to the capture file
     * @param receivedByFilter tcpdump's "packets received by filter"
     * @param droppedByKernel tcpdump's "packets dropped by kernel"
     * @param bytes size of the capture file
     * @param conntrackLost events that the kernel dropped on conntrack's socket (Drops of /proc/net/netlink)
     */
    public record Counts(long captured, long receivedByFilter, long droppedByKernel, long bytes, long conntrackLost) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);
    }

    /**
     * What was captured besides the pod's interface, and what the kernel counted.
     *
     * @param points where, from the pod outward; empty when at the pod's interface alone
     * @param window the time in which all points captured, and those of the other end of the path, when that is known
     * @param kernel what the kernel counted in the pod's network namespace meanwhile; empty when it could not be read
     * @param listeners what the pod listens on; not all are known when the count is larger than the list; empty when it could not be read
     * @param rules which rules of packet filters dropped packets meanwhile
     * @param own addresses of the pod's packets at the points; empty when they are those of the pod's status
     */
    public record Watched(
            List<Views.Point> points,
            Optional<Views.Window> window,
            Optional<KernelCounters> kernel,
            Optional<Listed<Listener>> listeners,
            DropRules rules,
            List<String> own) {
        public static final Watched NOTHING = new Watched(List.of(), Optional.empty(), Optional.empty());

        public Watched {
            points = points == null ? List.of() : List.copyOf(points);
            window = window == null ? Optional.empty() : window;
            kernel = kernel == null ? Optional.empty() : kernel;
            listeners = listeners == null ? Optional.empty() : listeners;
            rules = rules == null ? DropRules.UNKNOWN : rules;
            own = own == null ? List.of() : List.copyOf(own);
        }

        /** The same where nothing is known of rules. */
        public Watched(
                List<Views.Point> points,
                Optional<Views.Window> window,
                Optional<KernelCounters> kernel,
                Optional<Listed<Listener>> listeners) {
            this(points, window, kernel, listeners, DropRules.UNKNOWN, List.of());
        }

        /** The same where nothing is known of the pod's sockets. */
        public Watched(List<Views.Point> points, Optional<Views.Window> window, Optional<KernelCounters> kernel) {
            this(points, window, kernel, Optional.empty());
        }

        /** The same with what is known of rules. */
        public Watched knowing(DropRules known) {
            return new Watched(points, window, kernel, listeners, known, own);
        }

        /** The same where the pod's packets have these addresses. */
        public Watched recognisedBy(List<String> addresses) {
            return new Watched(points, window, kernel, listeners, rules, addresses);
        }

        /** The addresses by which its packets are recognised at the points. */
        public List<String> addresses(List<String> ofStatus) {
            return own.isEmpty() ? ofStatus : own;
        }

        /** What the pod's sockets did meanwhile; empty when it could not be read. */
        public Optional<Sockets> sockets() {
            return kernel.map(KernelCounters::sockets);
        }
    }

    /** The same of a namespace that was entered. */
    public CaptureReport entering(String uid) {
        return new CaptureReport(ended, counts, nodeConntrack, interfaces, topology, probe, watched, notes, uid);
    }

    /** The same with what came of its requests. */
    public CaptureReport probed(Optional<ProbeReport> own) {
        return new CaptureReport(ended, counts, nodeConntrack, interfaces, topology, own, watched, notes, enteredUid);
    }

    /** The same with what was captured besides. */
    public CaptureReport watching(Watched besides) {
        return new CaptureReport(ended, counts, nodeConntrack, interfaces, topology, probe, besides, notes, enteredUid);
    }

    /** The same with further notes. */
    public CaptureReport noting(List<String> more) {
        List<String> all = Stream.concat(notes.stream(), more.stream()).toList();
        return new CaptureReport(ended, counts, nodeConntrack, interfaces, topology, probe, watched, all, enteredUid);
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
