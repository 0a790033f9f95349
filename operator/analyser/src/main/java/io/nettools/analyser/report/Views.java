package io.nettools.analyser.report;

import java.util.List;

/**
 * What passed each of the points at which one trace pod listened. Only conversations of the target's own addresses that were seen at the
 * pod's own interface are in it, so that the filter holds for all points, whatever a Service or NAT made of the addresses.
 *
 * @param window the time that it speaks about, by the node's clock: all points listened in all of it
 * @param points from the pod outward
 * @param passageCount conversations seen
 * @param passages those that lost most, then the largest
 * @param sketch what passed the outermost point, as {@code analyser.sketch.Sketch} writes it: to be subtracted from that of the other end
 *     of the way; empty without one
 */
public record Views(Window window, List<Point> points, long passageCount, List<Passage> passages, String sketch) {
    public Views {
        points = List.copyOf(points);
        passages = List.copyOf(passages);
        sketch = sketch == null ? "" : sketch;
    }

    /** A time, ms since the epoch, by one node's clock; its end is not in it. */
    public record Window(long fromMillis, long untilMillis) {}

    /** Where a trace listens. */
    public enum Where {
        /** The pod's own interface. */
        Pod,
        /** Its other end on the node. */
        Node,
        /** The device by which packets leave the node. */
        Uplink
    }

    /**
     * One of them.
     *
     * @param networkInterface tcpdump's {@code -i}; empty when it is not known
     * @param captured packets written to its file
     * @param droppedByKernel tcpdump's "packets dropped by kernel"
     * @param missing why there is nothing from it, a sentence; else empty
     * @param hides what may pass it unseen, e.g. {@code packets to other nodes may pass it inside of WireGuard (wg0)}; empty when nothing is
     *     known that does
     */
    public record Point(
            Where where, String networkInterface, long captured, long droppedByKernel, String missing, String hides) {
        public Point {
            hides = hides == null ? "" : hides;
        }

        /** One that nothing passes unseen. */
        public Point(Where where, String networkInterface, long captured, long droppedByKernel, String missing) {
            this(where, networkInterface, captured, droppedByKernel, missing, "");
        }

        /** Whether what it counted can be compared with others. */
        public boolean listened() {
            return missing.isEmpty();
        }
    }

    /**
     * One conversation at all points.
     *
     * @param protocol tcp, udp, icmp, icmp6 or the number
     * @param local the target's end at its own interface: address and port
     * @param remote the other end as the pod names it: address and port
     * @param translated the other end as the outermost point that saw it names it, when that differs; else empty
     * @param sent what the target sent, one tally for each point, in their order
     * @param received what was sent to the target, in the same order
     * @param lost some of the packets that one point saw and the next on their way did not
     */
    public record Passage(
            String protocol,
            String local,
            String remote,
            String translated,
            List<Tally> sent,
            List<Tally> received,
            List<Lost> lost) {
        public Passage {
            translated = translated == null ? "" : translated;
            sent = List.copyOf(sent);
            received = List.copyOf(received);
            lost = lost == null ? List.of() : List.copyOf(lost);
        }
    }

    /**
     * What one point saw of one direction of a conversation within the window. A large frame that the kernel has yet to cut, or has put
     * together (segmentation and receive offload), is one packet here and many elsewhere; payload and bare packets are the same at all points.
     *
     * @param packets frames; fragments of a datagram are one
     * @param payload bytes of TCP or UDP payload, those that were sent again counted again
     * @param bare packets that no offload cuts or puts together: of TCP those without payload, of anything else but UDP all
     * @param syns segments with SYN
     * @param resets segments with RST
     * @param edge packets so near to the window's beginning or end that they may be outside of it at another point
     * @param firstMicros time of the first packet, µs since the window's beginning; -1 without packets
     * @param bareMicros sum of the times of bare packets, µs since the window's beginning: with as many at two points, their mean delay
     *     is the difference by their number (Kompella et al., "Every Microsecond Counts", SIGCOMM 2009)
     * @param largest bytes of the largest packet from its IP header on
     */
    public record Tally(
            long packets,
            long payload,
            long bare,
            long syns,
            long resets,
            long edge,
            long firstMicros,
            long bareMicros,
            long largest) {
        public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, -1, 0, 0);
    }

    /**
     * A packet by name.
     *
     * @param sent whether the target sent it; else it was sent to the target
     * @param after number of the last point that saw it, in {@link Views#points}
     * @param packet e.g. {@code SYN, seq 4711} or {@code seq 4712:6160 (1448 bytes)}, as on the wire, or {@code UDP id 4711} of IPv4
     */
    public record Lost(boolean sent, int after, String packet) {}
}
