package io.nettools.planner.status;

import io.nettools.analyser.report.Flow;

/**
 * One end of a TCP connection, as sender of segments. Zero and unknown values are absent.
 *
 * @param mss largest segment that this end accepts, as its SYN announces, in bytes
 * @param windowScale shift count for its windows, as its SYN announces
 * @param largestSegment largest payload of one of its segments, in bytes; more than the MSS is normal with segmentation offload
 * @param roundTripMicroseconds shortest time from a segment to its acknowledgment, at the capture point: the network to the other end and back
 * @param synRetries SYNs that it retransmitted
 * @param timeouts segments retransmitted because no acknowledgment came for long
 * @param fastRetransmissions segments retransmitted because duplicate or selective acknowledgments asked for them
 * @param tailProbes times that it retransmitted its last segment to find out what is missing
 * @param spuriousRetransmissions segments retransmitted although they were already acknowledged
 * @param lostBeforeCapture retransmitted segments that the capture had not seen before: lost between this end and the capture point
 * @param outOfOrder segments that arrived after later ones
 * @param duplicateAcks acknowledgments that report missing data
 * @param missedBytes bytes that the other end received and the capture missed: not lost in the network
 * @param lackingBytes bytes that neither the other end nor the capture received, although later ones arrived
 * @param zeroWindows segments that announce a zero window: its application does not read
 * @param zeroWindowMicroseconds total time with a zero window
 * @param longestZeroWindowMicroseconds longest time with a zero window
 * @param zeroWindowProbes probes that it sent while the other end's window was zero
 * @param windowFull segments that filled the other end's window to its last byte
 * @param keepAlives keep-alives that it sent
 * @param longestStallMicroseconds longest time without an acknowledgment while data was in flight
 * @param onlySmallSegmentsPass true when its large segments are retransmitted repeatedly and never acknowledged while smaller ones are: the path drops packets above its MTU
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
                TcpDetails.some(sender.syn().mss()),
                TcpDetails.some(sender.syn().windowScale()),
                TcpDetails.some(sender.largestSegment()),
                TcpDetails.some(sender.roundTripMicros()),
                TcpDetails.some(sender.syn().retries()),
                TcpDetails.some(again.timeouts()),
                TcpDetails.some(again.fast()),
                TcpDetails.some(again.tailProbes()),
                TcpDetails.some(again.spurious()),
                TcpDetails.some(again.lostBeforeCapture()),
                TcpDetails.some(sender.gaps().outOfOrder()),
                TcpDetails.some(sender.gaps().duplicateAcks()),
                TcpDetails.some(sender.gaps().missedBytes()),
                TcpDetails.some(sender.gaps().lackingBytes()),
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
