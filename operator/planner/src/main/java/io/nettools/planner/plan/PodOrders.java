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

/** The trace pod for one end of the way: for a target, or for one of its peers. */
final class PodOrders {
    /** The name of an interface that the user wrote is one of the target's. */
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
     * Only what it and the targets say to each other. The user's filter is not applied: behind a Service, addresses and ports are others
     * than those that the target sees. A request that it makes itself is taken, too, by whichever name it asks for the target.
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

    /** Until its node has translated it, a packet to the target's Service names that. */
    private static Optional<String> destination(Optional<Probe> own) {
        return own.flatMap(probe -> Requests.destination(probe.request()))
                .filter(Host::address)
                .map(Host::text);
    }

    private static String hosts(Stream<String> addresses) {
        return addresses.distinct().map(address -> "host " + address).collect(Collectors.joining(" or "));
    }

    /** Of one end as they are now: those in the status may have been cut for its size. */
    private static Stream<String> addresses(TargetView view, Predicate<TargetStatus> end) {
        return view.all().stream()
                .filter(end)
                .flatMap(target -> addresses(view.observed().lookup(), target));
    }

    private static Stream<String> addresses(Lookup lookup, TargetStatus target) {
        return lookup.of(target.uid()).map(pod -> pod.identity().podIps()).orElse(target.podIPs()).stream();
    }

    /** A trace that only makes a request is about that request; one with another end that is an address, about what goes there. */
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
     * Of a request that a peer makes, the target sees who asks; the name or the Service that is asked for, and perhaps the port, are others
     * when it arrives. Where the way hides who asks (masquerading), the user's own filter tells what to look for.
     */
    private static String filter(TargetView view, Probe probe) {
        return probe.from() == Probe.From.Peer
                ? hosts(addresses(view, TargetStatus::atOtherEnd))
                : ProbeFilter.of(probe);
    }

    /** Of a Service the pod sees an address that is no pod's, so that only an address is one to look for. */
    private static Optional<String> peer(TraceSpec spec) {
        return spec.peer().filter(PeerRef.Address.class::isInstance).map(address -> "host " + address.text());
    }

    /** Two UUIDs are too long for a label value's 63 characters; the trace's whole one and enough of the target's are not. */
    static String name(String traceUid, String targetUid) {
        return "ntrace-" + traceUid + "-"
                + targetUid
                        .replace("-", "")
                        .substring(0, Math.min(12, targetUid.replace("-", "").length()));
    }
}
