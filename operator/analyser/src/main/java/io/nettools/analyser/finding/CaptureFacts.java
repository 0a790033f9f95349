package io.nettools.analyser.finding;

import io.nettools.analyser.neighbour.Neighbour;
import io.nettools.analyser.report.NetworkInterface;
import java.util.List;

/**
 * What is known of the capture besides its packets.
 *
 * @param captured packets in the capture
 * @param on name of the captured interface, or {@code any}
 * @param filter that packets had to match; empty when there was none
 * @param droppedByKernel packets that matched and were not written
 * @param incompleteDatagrams of whose fragments some are missing
 * @param interfaces with the packets that each carried meanwhile; empty when nobody counted
 */
record CaptureFacts(
        long captured,
        String on,
        String filter,
        long droppedByKernel,
        long incompleteDatagrams,
        List<NetworkInterface> interfaces) {
    private static final String ALL = "any";

    CaptureFacts {
        interfaces = List.copyOf(interfaces);
    }

    CaptureFacts with(long packets, long incomplete) {
        return new CaptureFacts(packets, on, filter, droppedByKernel, incomplete, interfaces);
    }

    /** Whether all interfaces are captured. */
    boolean everywhere() {
        return on.equals(ALL);
    }

    /** Whether the answer would be seen here, too: questions are sent to all, answers to who asked. */
    boolean concerns(Neighbour neighbour) {
        return interfaces.isEmpty()
                || neighbour.changes() > 0
                || interfaces.stream()
                        .flatMap(one -> one.addresses().stream())
                        .anyMatch(address -> address.startsWith(neighbour.askedBy() + "/"));
    }

    /** Packets that passed the captured interface. */
    long onInterface() {
        return interfaces.stream()
                .filter(one -> everywhere() || one.name().equals(on))
                .mapToLong(one -> Math.max(0, one.packets()))
                .sum();
    }

    /** Packets that passed other interfaces. */
    long elsewhere() {
        return everywhere()
                ? 0
                : interfaces.stream()
                        .filter(one -> !one.name().equals(on))
                        .mapToLong(one -> Math.max(0, one.packets()))
                        .sum();
    }
}
