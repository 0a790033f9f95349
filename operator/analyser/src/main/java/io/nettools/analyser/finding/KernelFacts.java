package io.nettools.analyser.finding;

import io.nettools.analyser.neighbour.Neighbour;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.KernelCounter;
import io.nettools.analyser.report.KernelCounters;
import io.nettools.analyser.report.Sockets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the kernel counted in the pod's network namespace, beside what the capture shows of the same time.
 *
 * @param counters empty when they could not be read, or are those of a node
 * @param own addresses of the pod
 * @param drained whether the capture ended in its own time, so that no packet of it remained in the kernel
 * @param captured packets that were written
 * @param capture what is known of the capture
 * @param traffic what the capture shows
 * @param neighbours addresses on the link
 * @param others what the rules about packets found
 */
record KernelFacts(
        Optional<KernelCounters> counters,
        Set<String> own,
        boolean drained,
        long captured,
        CaptureFacts capture,
        Traffic traffic,
        List<Neighbour> neighbours,
        List<Diagnosis> others) {
    private static final Set<Stop> IN_ITS_TIME = EnumSet.of(Stop.Duration, Stop.StopRequested, Stop.Terminated);

    /** What else explains that packets never reach an interface: they wait for a link-layer address. */
    private static final Set<Code> NO_NEIGHBOUR = EnumSet.of(Code.NeighbourUnanswered, Code.HostUnreachable);

    KernelFacts {
        own = Set.copyOf(own);
        neighbours = List.copyOf(neighbours);
        others = List.copyOf(others);
    }

    /** Nothing is known yet. */
    static KernelFacts unknown(CaptureFacts capture) {
        return new KernelFacts(Optional.empty(), Set.of(), false, 0, capture, new Traffic(), List.of(), List.of());
    }

    /** A node's counters count for all its programs; the capture may show only a few of them. */
    static KernelFacts of(Order order, CaptureReport said, CaptureFacts capture) {
        boolean node = order.target().wholeNode();
        Set<String> own = Stream.concat(
                        order.target().podIps().stream(),
                        said.interfaces().stream().flatMap(one -> one.addresses().stream()))
                .map(address -> address.split("/", 2)[0])
                .collect(Collectors.toSet());
        return new KernelFacts(
                node ? Optional.empty() : said.watched().kernel(),
                node ? Set.of() : own,
                IN_ITS_TIME.contains(said.ended().stop()),
                said.counts().captured(),
                capture,
                new Traffic(),
                List.of(),
                List.of());
    }

    KernelFacts showing(CaptureFacts facts, Traffic shown, List<Neighbour> known) {
        return new KernelFacts(counters, own, drained, captured, facts, shown, known, others);
    }

    KernelFacts beside(List<Diagnosis> found) {
        return new KernelFacts(counters, own, drained, captured, capture, traffic, neighbours, found);
    }

    /** By how much a counter grew; 0 when that is not known. */
    long grown(KernelCounter counter) {
        return counters.map(known -> known.grown(counter)).orElse(0L);
    }

    Sockets sockets() {
        return counters.map(KernelCounters::sockets).orElse(Sockets.NONE);
    }

    /** Whether this end or host is the pod itself. */
    boolean isOwn(String where) {
        return !where.isEmpty() && (own.contains(where) || own.contains(Clients.host(where)));
    }

    /** The place of the pod where one of these was found, if there is only one. */
    Optional<Diagnosis> onlyOwn(Set<Code> codes) {
        List<Diagnosis> found = others.stream()
                .filter(one -> codes.contains(one.code()) && isOwn(one.where()))
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .toList();
        return found.stream().map(Diagnosis::where).distinct().count() == 1
                ? Optional.of(found.getFirst())
                : Optional.empty();
    }

    /** Whether something of the pod works, as far as these say. */
    Severity severity(Optional<Diagnosis> ofPackets) {
        return ofPackets.map(Diagnosis::severity).orElse(Severity.Warning);
    }

    /**
     * Whether what the sockets sent must be in the capture, unless it was dropped before the interface: there is no filter, all was written and
     * read, and no packet waits for a link-layer address.
     */
    boolean showsAllThatLeft() {
        boolean waiting = neighbours.stream().anyMatch(one -> one.unanswered() > 0)
                || others.stream().anyMatch(one -> NO_NEIGHBOUR.contains(one.code()));
        return drained
                && capture.filter().isEmpty()
                && capture.droppedByKernel() == 0
                && capture.captured() == captured
                && !capture.interfaces().isEmpty()
                && !waiting;
    }
}
