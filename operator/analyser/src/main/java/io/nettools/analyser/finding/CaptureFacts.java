package io.nettools.analyser.finding;

import io.nettools.analyser.neighbour.Neighbour;
import io.nettools.analyser.report.NetworkInterface;
import java.util.List;

/**
 * Facts about the capture other than its packets.
 *
 * @param captured packets in the capture
 * @param on name of the captured interface, or {@code any}
 * @param filter of the capture; empty without one
 * @param droppedByKernel packets that matched and were not written
 * @param fragmented datagrams
 * @param directions that were captured
 * @param interfaces with the packets that each carried during the capture; empty when they were not counted
 */
record CaptureFacts(
        long captured,
        String on,
        String filter,
        long droppedByKernel,
        Fragmented fragmented,
        Directions directions,
        List<NetworkInterface> interfaces) {
    private static final String ALL = "any";

    CaptureFacts {
        interfaces = List.copyOf(interfaces);
    }

    CaptureFacts with(long packets, Fragmented datagrams, Directions seen) {
        return new CaptureFacts(packets, on, filter, droppedByKernel, datagrams, seen, interfaces);
    }

    /** Whether a filter may have hidden packets; without a word of the capture it is not known. */
    boolean mayBeFiltered() {
        return on.isEmpty() || !filter.isEmpty();
    }

    /** Whether all interfaces are captured. */
    boolean everywhere() {
        return on.equals(ALL);
    }

    /**
     * Whether the rules look at a neighbour. A request reaches all hosts, its answer only the requester: an unanswered
     * request counts if the requester is one of the interfaces, or if they are unknown. A change of the hardware
     * address always counts.
     */
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
