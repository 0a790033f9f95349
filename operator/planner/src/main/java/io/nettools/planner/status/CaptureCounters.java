package io.nettools.planner.status;

/**
 * tcpdump's own three lines, and what they mean here.
 *
 * @param captured packets in the capture
 * @param receivedByFilter packets that the kernel gave to the filter's taker; twice the captured on a loopback interface
 * @param droppedByKernel packets lost because the reader was too slow
 * @param unread packets that the kernel had taken but had not handed over when the capture ended
 * @param bytes of the capture file
 * @param stopReason why the capture ended
 * @param loopbackCountedTwice whether the kernel's count exceeds the captured only because loopback shows each packet twice
 */
public record CaptureCounters(
        long captured,
        long receivedByFilter,
        long droppedByKernel,
        long unread,
        long bytes,
        String stopReason,
        boolean loopbackCountedTwice) {

    /** Packets that passed the filter and are not in the answer. */
    public long lost() {
        return droppedByKernel + unread;
    }
}
