package io.nettools.planner.plan;

import io.nettools.analyser.order.CaptureOptions;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Host;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Requests;
import io.nettools.planner.probe.ProbeFilter;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Lookup;
import io.nettools.planner.trace.PeerRef;
import io.nettools.planner.trace.Trace;
import io.nettools.planner.trace.TraceSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The trace pod for one end of a path: for a target, or for one of its peers. */
final class PodOrders {
    /** All interfaces: the interface name in the spec is one of the target's, not of the peer's. */
    static final String PEER_INTERFACE = "any";

    private PodOrders() {}

    static PodOrder of(TargetView view, Candidate pod) {
        Trace trace = view.observed().trace();
        return new PodOrder(
                name(trace.identity().uid(), pod.identity().uid()),
                pod.name(),
                pod.node(),
                order(view, trace.spec(), pod),
                view.limits().podLifetime(trace.spec().duration()).toSeconds());
    }

    private static Order order(TargetView view, TraceSpec spec, Candidate pod) {
        Optional<Probe> own = ProbeOrders.of(view);
        List<String> others = view.target().atOtherEnd() ? others(view, own) : List.of();
        return new Order(
                pod.identity(),
                view.target().atOtherEnd()
                        ? ofPeer(spec.capture(), others, own)
                        : spec.capture().filtering(filter(view)),
                spec.duration().toMillis(),
                view.limits().startDeadline().toMillis(),
                extras(view, spec, pod),
                own,
                others,
                view.limits().paths());
    }

    /**
     * Captures only packets between the peer and the targets, without the user's filter: behind a Service, addresses
     * and ports differ from those that the target sees. A request that the peer itself makes is captured, too, by
     * whichever name it uses for the target.
     */
    private static CaptureOptions ofPeer(CaptureOptions targets, List<String> others, Optional<Probe> own) {
        String request = own.map(probe -> " or (" + ProbeFilter.of(probe) + ")").orElse("");
        return new CaptureOptions(
                PEER_INTERFACE,
                hosts(others.stream()) + request,
                targets.snapLength(),
                targets.maxPackets(),
                targets.maxBytes(),
                0);
    }

    private static Set<Extra> extras(TargetView view, TraceSpec spec, Candidate pod) {
        Set<Extra> extras = EnumSet.noneOf(Extra.class);
        extras.addAll(spec.extras());
        if (spec.asks(Extra.NodeViews)) {
            extras.add(Extra.Conntrack);
        }
        if (view.all().stream().anyMatch(TargetStatus::atOtherEnd)) {
            extras.add(Extra.BothEnds);
        }
        if (pod.hostNetwork() && !view.target().atOtherEnd()) {
            extras.add(Extra.HostNetwork); // it has passed TargetCheck
        }
        return extras;
    }

    /** Who is at the targets' end. */
    private static List<String> others(TargetView view, Optional<Probe> own) {
        return Stream.concat(addresses(view, target -> !target.atOtherEnd()), destination(own).stream())
                .distinct()
                .toList();
    }

    /** The address of the target's Service, which a packet carries until the node has translated it. */
    private static Optional<String> destination(Optional<Probe> own) {
        return own.flatMap(probe -> Requests.destination(probe.request()))
                .filter(Host::address)
                .map(Host::text);
    }

    private static String hosts(Stream<String> addresses) {
        return addresses.distinct().map(address -> "host " + address).collect(Collectors.joining(" or "));
    }

    /** The current addresses of one end: those in the status may have been cut for its size. */
    private static Stream<String> addresses(TargetView view, Predicate<TargetStatus> end) {
        return view.all().stream()
                .filter(end)
                .flatMap(target -> addresses(view.observed().lookup(), target));
    }

    private static Stream<String> addresses(Lookup lookup, TargetStatus target) {
        return lookup.of(target.uid()).map(Candidate::addresses).orElse(target.podIPs()).stream();
    }

    /**
     * The filter: of a trace with only a probe the packets of its request, of a trace with an address as peer the
     * packets to and from it.
     */
    static String filter(TargetView view) {
        TraceSpec spec = view.observed().trace().spec();
        return spec.capture().filter().isEmpty()
                ? spec.probe()
                        .map(probe -> filter(view, probe))
                        .or(() -> peer(spec))
                        .orElse("")
                : spec.capture().filter();
    }

    /**
     * The filter for a probe. A peer's request is known at the target by its source; the name or Service, and perhaps
     * the port, have been translated when it arrives. If the source is masqueraded, the user needs a filter of his own.
     */
    private static String filter(TargetView view, Probe probe) {
        return probe.from() == Probe.From.Peer
                ? hosts(addresses(view, TargetStatus::atOtherEnd))
                : ProbeFilter.of(probe);
    }

    /** The peer as a filter, only if it is an address: packets to a Service carry an address that belongs to no pod. */
    private static Optional<String> peer(TraceSpec spec) {
        return spec.peer().filter(PeerRef.Address.class::isInstance).map(address -> "host " + address.text());
    }

    /**
     * Joins the trace's UUID and the beginning of the target's: two whole UUIDs exceed the 63 characters of a label
     * value.
     */
    static String name(String traceUid, String targetUid) {
        return "ntrace-" + traceUid + "-"
                + targetUid
                        .replace("-", "")
                        .substring(0, Math.min(12, targetUid.replace("-", "").length()));
    }
}
