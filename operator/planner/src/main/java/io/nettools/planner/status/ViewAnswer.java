package io.nettools.planner.status;

import io.nettools.analyser.report.Views.Where;

/**
 * A point of the way at which the trace listened.
 *
 * @param place Pod: the pod's own interface; Node: its other end on the node; Uplink: the device by which packets leave the node
 * @param node where it is
 * @param networkInterface tcpdump's -i; absent when it is not known
 * @param captured packets written there
 * @param droppedByKernel packets that the kernel dropped there before they were written
 * @param missing why there is nothing from it; absent when it listened
 * @param hides what may pass it unseen, so that a conversation that does not show there may have passed all the same; absent when nothing is known
 *     that does
 */
public record ViewAnswer(
        Where place,
        String node,
        String networkInterface,
        long captured,
        long droppedByKernel,
        String missing,
        String hides) {
    public ViewAnswer {
        networkInterface = networkInterface == null ? "" : networkInterface;
        missing = missing == null ? "" : missing;
        hides = hides == null ? "" : hides;
    }
}
