package io.nettools.planner.status;

/**
 * tcpdump's own counters, and what they mean here.
 *
 * @param captured packets in the capture
 * @param receivedByFilter packets that matched the filter in the kernel; twice the captured ones on a loopback interface
 * @param droppedByKernel packets lost because tcpdump was too slow
 * @param unread packets that were still in the kernel's buffer when the capture ended
 * @param bytes size of the capture file
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
