package io.nettools.analyser.report;

/**
 * One conversation: all packets between two ends over one protocol.
 *
 * @param protocol TCP, UDP, ICMP, ICMPv6 or "IP protocol N"
 * @param client who began: {@code 127.0.0.1:39630}, {@code [::1]:39630}, or an address where there are no ports
 * @param server the other end, as {@code client}
 * @param toServer from client to server
 * @param toClient from server to client
 * @param handshakeMicros TCP: from the first SYN to the client's ACK of the SYN-ACK, µs; -1 when not seen
 * @param retransmissions TCP: segments that carry bytes already seen, or a repeated SYN or FIN
 * @param resetBy TCP: {@code Client} or {@code Server} when that end sent RST first, else empty
 * @param end how it stood when the capture ended
 */
public record Flow(
        String protocol,
        String client,
        String server,
        Volume toServer,
        Volume toClient,
        long handshakeMicros,
        long retransmissions,
        String resetBy,
        End end) {

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
        /** One side sent FIN, the other has not. */
        HalfClosed,
        /** FIN from both sides. */
        Closed,
        /** RST on an open connection. */
        Reset
    }
}
