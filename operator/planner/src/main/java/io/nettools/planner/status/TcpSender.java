package io.nettools.planner.status;

import io.nettools.analyser.report.Flow;

/**
 * One end of a TCP connection, as sender of segments. What is zero or was not seen is absent.
 *
 * @param mss largest segment that this end is ready to receive, by its SYN, in bytes
 * @param windowScale shift count for its windows that its SYN offers
 * @param largestSegment most payload in one of its segments, in bytes; more than the MSS is normal where the network card cuts segments
 * @param roundTripMicroseconds shortest time from a segment to its acknowledgment, at the capture point: the network to the other end and back
 * @param synRetries SYNs that it sent again
 * @param timeouts segments sent again because nothing was acknowledged for long
 * @param fastRetransmissions segments sent again because duplicate or selective acknowledgments asked for them
 * @param tailProbes times that it sent its last segment again to learn what is missing
 * @param spuriousRetransmissions segments sent again although they were acknowledged already
 * @param lostBeforeCapture of all that was sent again, how much the capture had not seen before: lost on this end's side of it
 * @param outOfOrder segments that later ones overtook
 * @param duplicateAcks acknowledgments that say that something is missing
 * @param missedBytes bytes that the other end has and the capture has not: no loss of the network
 * @param lackingBytes bytes that neither the other end nor the capture has, although later ones came
 * @param zeroWindows segments in which it said that it has no room: its application does not read
 * @param zeroWindowMicroseconds how long it had no room, in all
 * @param longestZeroWindowMicroseconds the longest time in which it had no room
 * @param zeroWindowProbes how often it asked whether the other end still has no room
 * @param windowFull segments that filled the other end's window to its last byte
 * @param keepAlives keep-alives that it sent
 * @param longestStallMicroseconds longest time in which nothing was acknowledged although something was on its way
 * @param onlySmallSegmentsPass true when its large segments are sent again and again and never acknowledged while smaller ones are: a path that drops what is too large for it
 */
public record TcpSender(
        Long mss,
        Long windowScale,
        Long largestSegment,
        Long roundTripMicroseconds,
        Long synRetries,
        Long timeouts,
        Long fastRetransmissions,
        Long tailProbes,
        Long spuriousRetransmissions,
        Long lostBeforeCapture,
        Long outOfOrder,
        Long duplicateAcks,
        Long missedBytes,
        Long lackingBytes,
        Long zeroWindows,
        Long zeroWindowMicroseconds,
        Long longestZeroWindowMicroseconds,
        Long zeroWindowProbes,
        Long windowFull,
        Long keepAlives,
        Long longestStallMicroseconds,
        Boolean onlySmallSegmentsPass) {
    private static final Flow.Again NOTHING_AGAIN = new Flow.Again(0, 0, 0, 0, 0, 0);
    private static final Flow.Window ALWAYS_ROOM = new Flow.Window(0, 0, 0, 0, 0);

    static TcpSender of(Flow.Sender sender) {
        Flow.Again again = sender.again().orElse(NOTHING_AGAIN);
        Flow.Window window = sender.window().orElse(ALWAYS_ROOM);
        return new TcpSender(
                TcpDetails.some(sender.mss()),
                TcpDetails.some(sender.windowScale()),
                TcpDetails.some(sender.largestSegment()),
                TcpDetails.some(sender.roundTripMicros()),
                TcpDetails.some(sender.synRetries()),
                TcpDetails.some(again.timeouts()),
                TcpDetails.some(again.fast()),
                TcpDetails.some(again.tailProbes()),
                TcpDetails.some(again.spurious()),
                TcpDetails.some(again.lostBeforeCapture()),
                TcpDetails.some(sender.outOfOrder()),
                TcpDetails.some(sender.duplicateAcks()),
                TcpDetails.some(sender.missedBytes()),
                TcpDetails.some(sender.lackingBytes()),
                TcpDetails.some(window.zero()),
                TcpDetails.some(window.zeroMicros()),
                TcpDetails.some(window.longestZeroMicros()),
                TcpDetails.some(window.probes()),
                TcpDetails.some(window.full()),
                TcpDetails.some(sender.keepAlives()),
                TcpDetails.some(sender.longestStallMicros()),
                sender.onlySmallSegmentsPass() ? true : null);
    }
}
