package io.nettools.analyser.report;

import java.util.Optional;

/**
 * One conversation: all packets between two ends over one protocol.
 *
 * @param ends between whom
 * @param toServer from client to server
 * @param toClient from server to client
 * @param handshakeMicros TCP: from the first SYN to the client's ACK of the SYN-ACK, µs; -1 when not seen
 * @param retransmissions TCP: segments that carry bytes already seen, or a repeated SYN or FIN
 * @param resetBy TCP: {@code Client} or {@code Server} when that end sent RST first, else empty
 * @param end how it stood when the capture ended
 * @param tcp what else is known of a TCP connection; empty for other protocols
 */
public record Flow(
        Ends ends,
        Volume toServer,
        Volume toClient,
        long handshakeMicros,
        long retransmissions,
        String resetBy,
        End end,
        Optional<Tcp> tcp) {
    /**
     * Between whom.
     *
     * @param protocol TCP, UDP, ICMP, ICMPv6 or "IP protocol N"
     * @param client who began: {@code 127.0.0.1:39630}, {@code [::1]:39630}, or an address where there are no ports
     * @param server the other end, as {@code client}
     * @param tunnel through which the packets came, as seen from the client: kind, outer ends, and number or key; empty without
     */
    public record Ends(String protocol, String client, String server, String tunnel) {}

    /** Packets, and bytes on the wire including headers, of one direction. */
    public record Volume(long packets, long bytes) {}

    /** How a conversation ended (RFC 9293 §3.3.2 for TCP). */
    public enum End {
        /** Not TCP: such a conversation has no end. */
        None,
        /** Still open when the capture ended, or its end was not seen. */
        Open,
        /** SYN sent, nothing came back. */
        Unanswered,
        /** SYN answered by RST. */
        Refused,
        /** SYN-ACK sent, which the client never acknowledged. */
        HalfOpen,
        /** One side sent FIN, the other has not. */
        HalfClosed,
        /** FIN from both sides. */
        Closed,
        /** RST on an open connection. */
        Reset
    }

    /** State of a connection as a whole (RFC 9293 §3.3.2), as far as the packets show it. */
    public enum State {
        /** The client's SYN was seen, nothing of the server. */
        SynSent,
        /** The server's SYN-ACK was seen, no ACK of it. */
        SynReceived,
        /** Open both ways. */
        Established,
        /** FIN from one side. */
        Closing,
        /** FIN from both sides. */
        Closed
    }

    /**
     * What is known of a TCP connection. Times are µs and begin at the capture point; 0 is also "not seen".
     *
     * @param clientHandshakeMicros from the SYN-ACK to the client's ACK: the network between the capture point and the client
     * @param serverHandshakeMicros from the first SYN to the SYN-ACK: the network between the capture point and the server
     * @param reset its first RST; empty when there was none
     * @param answers how often the server answered something
     * @param thinkMicros time that the server's application took for all answers, round trips not included
     * @param longestThinkMicros of the slowest answer
     * @param longestIdleMicros longest time without packets while nothing was outstanding, if a second or more
     * @param fromClient what the client sent
     * @param fromServer what the server sent
     */
    public record Tcp(
            long clientHandshakeMicros,
            long serverHandshakeMicros,
            Optional<Reset> reset,
            long answers,
            long thinkMicros,
            long longestThinkMicros,
            long longestIdleMicros,
            Sender fromClient,
            Sender fromServer) {}

    /**
     * The first RST of a connection.
     *
     * @param state in which it found the connection
     * @param afterMicros from the connection's first packet
     */
    public record Reset(String state, long afterMicros) {}

    /**
     * One end of a TCP connection as sender of segments.
     *
     * @param syn what its SYN offers
     * @param largestSegment most payload in one segment, bytes; with segmentation offload more than the MSS
     * @param roundTripMicros shortest time from a segment to its acknowledgment, to the other end and back
     * @param again what it sent again, empty when nothing
     * @param gaps what of it came out of order or not at all
     * @param window where room was short, empty when nowhere
     * @param keepAlives keep-alives sent (RFC 9293 §3.8.4)
     * @param longestStallMicros longest time without an acknowledgment while bytes were outstanding, if 200 ms or more
     * @param onlySmallSegmentsPass large segments are sent again and again and never acknowledged, smaller ones are (RFC 2923 §2.1)
     */
    public record Sender(
            Syn syn,
            int largestSegment,
            long roundTripMicros,
            Optional<Again> again,
            Gaps gaps,
            Optional<Window> window,
            long keepAlives,
            long longestStallMicros,
            boolean onlySmallSegmentsPass) {
        /** What was left out of a message is zero. */
        public Sender {
            syn = syn == null ? Syn.NOT_SEEN : syn;
            gaps = gaps == null ? Gaps.NONE : gaps;
        }
    }

    /**
     * The SYN of one end.
     *
     * @param mss largest segment that the end is ready to receive (RFC 9293 §3.7.1), bytes
     * @param windowScale shift count that it offers (RFC 7323); -1 when none or not seen
     * @param retries SYNs that were retransmitted
     */
    public record Syn(int mss, int windowScale, long retries) {
        public static final Syn NOT_SEEN = new Syn(0, 0, 0);
    }

    /**
     * What one end sent and the capture saw late or never.
     *
     * @param outOfOrder segments that others overtook
     * @param duplicateAcks acknowledgments that report that something is missing
     * @param missedBytes acknowledged by the other end but never captured: missed by the capture, not by the network
     * @param lackingBytes neither acknowledged nor captured although later ones were: lost before the capture point
     */
    public record Gaps(long outOfOrder, long duplicateAcks, long missedBytes, long lackingBytes) {
        public static final Gaps NONE = new Gaps(0, 0, 0, 0);
    }

    /**
     * Segments that were sent again, by what made the sender do so; each is counted once.
     *
     * @param timeouts nothing was acknowledged for long (RFC 6298)
     * @param fast asked for by duplicate or selective acknowledgments (RFC 5681 §3.2)
     * @param tailProbes the last one, to learn what is missing (RFC 8985 §7)
     * @param spurious already acknowledged
     * @param lostBeforeCapture of all these, those whose bytes the capture had not seen before
     * @param gotTwice how many segments the other end says it got twice (RFC 2883): it lacked none of these
     */
    public record Again(
            long timeouts, long fast, long tailProbes, long spurious, long lostBeforeCapture, long gotTwice) {}

    /**
     * The room of one end for bytes of the other.
     *
     * @param zero segments that said that there is none
     * @param zeroMicros how long there was none, in all
     * @param longestZeroMicros the longest of these times
     * @param probes how often this end asked whether the other still has none
     * @param full segments of this end that filled the other's window to its last byte
     */
    public record Window(long zero, long zeroMicros, long longestZeroMicros, long probes, long full) {}
}
