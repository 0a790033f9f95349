package io.nettools.planner.status;

/**
 * tcpdump's own counters, and what they mean here.
 *
 * @param captured packets in the capture
 * @param receivedByFilter packets that matched the filter in the kernel; twice the captured ones on a loopback interface
 * @param droppedByKernel packets lost because tcpdump was too slow
 * @param unread packets that came after the last one in the capture, and were still in the kernel's buffer when it ended: not lost
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

    /**
     * Packets that passed the filter and are missing among those in the answer. The kernel hands packets over in their order, so that the unread
     * ones came after all of these: the capture ends with the last packet that was handed over.
     */
    public long lost() {
        return droppedByKernel;
    }
}
