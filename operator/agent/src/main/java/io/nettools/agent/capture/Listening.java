package io.nettools.agent.capture;

import io.nettools.analyser.order.CaptureOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * What one tcpdump captures, and where.
 *
 * @param networkInterface its {@code -i}
 * @param snapLength its {@code -s}, bytes
 * @param maxPackets its {@code -c}
 * @param filter its {@code -F}
 */
record Listening(String networkInterface, int snapLength, long maxPackets, Path filter) {
    /**
     * The kernel's ring, KiB: room for a burst of some ten thousand short packets while the reader is not scheduled.
     */
    private static final String RING = "16384";

    /** The capture at the pod's own interface, as ordered. */
    static Listening of(CaptureOptions options, Path filter) {
        return new Listening(options.networkInterface(), options.snapLength(), options.maxPackets(), filter);
    }

    /**
     * The command. It has no -U, which would cost a system call and half a context switch for each packet. -p:
     * promiscuous mode shows no further packets in a pod. -Z root: some builds would otherwise give up root.
     */
    List<String> command() {
        return List.of(
                "tcpdump",
                "-i",
                networkInterface,
                "-nn",
                "-p",
                "-Z",
                "root",
                "-s",
                Integer.toString(snapLength),
                "-B",
                RING,
                "-c",
                Long.toString(Math.min(maxPackets, Integer.MAX_VALUE)),
                "-F",
                filter.toString(),
                "-w",
                "-");
    }
}
