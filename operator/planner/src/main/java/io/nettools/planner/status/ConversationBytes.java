package io.nettools.planner.status;

import static io.nettools.planner.status.JsonBytes.object;

/** {@link JsonBytes} of the records of conversations, and what TCP tells of them. */
final class ConversationBytes {
    private ConversationBytes() {}

    static int of(Conversation conversation) {
        return switch (conversation) {
            case Conversation(
                    var protocol,
                    var client,
                    var server,
                    var packetsToServer,
                    var packetsToClient,
                    var bytesToServer,
                    var bytesToClient,
                    var handshake,
                    var retransmissions,
                    var resetBy,
                    var end,
                    var tunnel,
                    var tcp) ->
                object("protocol", protocol, "client", client, "server", server, "resetBy", resetBy, "end", end)
                        + object("tunnel", tunnel, "tcp", tcp)
                        + object("packetsToServer", packetsToServer, "packetsToClient", packetsToClient)
                        + object("bytesToServer", bytesToServer, "bytesToClient", bytesToClient)
                        + object("handshakeMicroseconds", handshake, "retransmissions", retransmissions);
        };
    }

    static int of(TcpDetails tcp) {
        return switch (tcp) {
            case TcpDetails(
                    var clientHandshakeMicroseconds,
                    var serverHandshakeMicroseconds,
                    var resetState,
                    var resetAfterMicroseconds,
                    var answers,
                    var thinkMicroseconds,
                    var longestThinkMicroseconds,
                    var longestIdleMicroseconds,
                    var fromClient,
                    var fromServer) ->
                object(
                                "clientHandshakeMicroseconds",
                                clientHandshakeMicroseconds,
                                "serverHandshakeMicroseconds",
                                serverHandshakeMicroseconds,
                                "resetState",
                                resetState)
                        + object(
                                "resetAfterMicroseconds",
                                resetAfterMicroseconds,
                                "answers",
                                answers,
                                "thinkMicroseconds",
                                thinkMicroseconds)
                        + object(
                                "longestThinkMicroseconds",
                                longestThinkMicroseconds,
                                "longestIdleMicroseconds",
                                longestIdleMicroseconds,
                                "fromClient",
                                fromClient)
                        + object("fromServer", fromServer);
        };
    }

    static int of(TcpSender end) {
        return switch (end) {
            case TcpSender(
                    var mss,
                    var windowScale,
                    var largestSegment,
                    var roundTripMicroseconds,
                    var synRetries,
                    var timeouts,
                    var fastRetransmissions,
                    var tailProbes,
                    var spuriousRetransmissions,
                    var lostBeforeCapture,
                    var outOfOrder,
                    var duplicateAcks,
                    var missedBytes,
                    var lackingBytes,
                    var zeroWindows,
                    var zeroWindowMicroseconds,
                    var longestZeroWindowMicroseconds,
                    var zeroWindowProbes,
                    var windowFull,
                    var keepAlives,
                    var longestStallMicroseconds,
                    var onlySmallSegmentsPass) ->
                object("mss", mss, "windowScale", windowScale, "largestSegment", largestSegment)
                        + object(
                                "roundTripMicroseconds",
                                roundTripMicroseconds,
                                "synRetries",
                                synRetries,
                                "timeouts",
                                timeouts)
                        + object(
                                "fastRetransmissions",
                                fastRetransmissions,
                                "tailProbes",
                                tailProbes,
                                "spuriousRetransmissions",
                                spuriousRetransmissions)
                        + object(
                                "lostBeforeCapture",
                                lostBeforeCapture,
                                "outOfOrder",
                                outOfOrder,
                                "duplicateAcks",
                                duplicateAcks)
                        + object("missedBytes", missedBytes, "lackingBytes", lackingBytes, "zeroWindows", zeroWindows)
                        + object(
                                "zeroWindowMicroseconds",
                                zeroWindowMicroseconds,
                                "longestZeroWindowMicroseconds",
                                longestZeroWindowMicroseconds,
                                "zeroWindowProbes",
                                zeroWindowProbes)
                        + object(
                                "windowFull",
                                windowFull,
                                "keepAlives",
                                keepAlives,
                                "longestStallMicroseconds",
                                longestStallMicroseconds)
                        + object("onlySmallSegmentsPass", onlySmallSegmentsPass);
        };
    }
}
