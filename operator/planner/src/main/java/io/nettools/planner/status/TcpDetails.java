package io.nettools.planner.status;

import io.nettools.analyser.report.Flow;

/**
 * Details of a TCP connection. Zero and unknown values are absent.
 *
 * @param clientHandshakeMicroseconds from the SYN-ACK to the client's ACK: the network between the capture point and the client
 * @param serverHandshakeMicroseconds from the first SYN to the SYN-ACK: the network between the capture point and the server
 * @param resetState state of the connection at the first RST
 * @param resetAfterMicroseconds from the first packet of the connection to the first RST
 * @param answers number of the server's answers
 * @param thinkMicroseconds time that the server's application took for all answers together, without network round trips
 * @param longestThinkMicroseconds time that the server's application took for the slowest answer
 * @param longestIdleMicroseconds longest time without packets while no data was in flight, if one second or more
 * @param fromClient the client as sender
 * @param fromServer the server as sender
 */
public record TcpDetails(
        Long clientHandshakeMicroseconds,
        Long serverHandshakeMicroseconds,
        String resetState,
        Long resetAfterMicroseconds,
        Long answers,
        Long thinkMicroseconds,
        Long longestThinkMicroseconds,
        Long longestIdleMicroseconds,
        TcpSender fromClient,
        TcpSender fromServer) {

    static TcpDetails of(Flow.Tcp tcp) {
        return new TcpDetails(
                some(tcp.clientHandshakeMicros()),
                some(tcp.serverHandshakeMicros()),
                tcp.reset().map(Flow.Reset::state).orElse(null),
                some(tcp.reset().map(Flow.Reset::afterMicros).orElse(0L)),
                some(tcp.answers()),
                some(tcp.thinkMicros()),
                some(tcp.longestThinkMicros()),
                some(tcp.longestIdleMicros()),
                TcpSender.of(tcp.fromClient()),
                TcpSender.of(tcp.fromServer()));
    }

    /** Null for what is nothing: it costs no byte then. */
    static Long some(long number) {
        return number <= 0 ? null : Long.valueOf(number);
    }
}
