package io.nettools.planner.status;

import io.nettools.analyser.report.Views.Where;

/**
 * An observation point of the path.
 *
 * @param place Pod: the pod's own interface; Node: its other end on the node; Uplink: the device through which packets leave the node
 * @param node node of the point
 * @param networkInterface the captured interface (tcpdump -i); absent when unknown
 * @param captured packets captured there
 * @param droppedByKernel packets that the kernel dropped there before they were written
 * @param missing why nothing was captured there; absent when it was
 * @param hides traffic that may pass unseen, so that a conversation not seen there may still have passed; absent when none is known
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
