package io.nettools.planner.plan;

import io.nettools.analyser.order.Order;
import io.nettools.planner.probe.ProbeFilter;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.TraceSpec;

/** The trace pod for one target of a trace. */
final class PodOrders {
    private PodOrders() {}

    static PodOrder of(Observed observed, Candidate pod) {
        TraceSpec spec = observed.trace().spec();
        Order order = new Order(
                pod.identity(),
                spec.networkInterface(),
                filter(spec),
                spec.snapLength(),
                spec.maxPackets(),
                spec.maxBytes(),
                spec.duration().toMillis(),
                observed.limits().startDeadline().toMillis(),
                spec.conntrack(),
                spec.topology(),
                false,
                spec.probe(),
                spec.excerpt(),
                pod.hostNetwork()); // it has passed TargetCheck
        return new PodOrder(
                name(observed.trace().identity().uid(), pod.identity().uid()),
                pod.name(),
                pod.node(),
                order,
                observed.limits().podLifetime(spec.duration()).toSeconds());
    }

    /** A trace that only makes a request is about that request. */
    private static String filter(TraceSpec spec) {
        return spec.filter().isEmpty() ? spec.probe().map(ProbeFilter::of).orElse("") : spec.filter();
    }

    /** Two UUIDs are too long for a label value's 63 characters; the trace's whole one and enough of the target's are not. */
    static String name(String traceUid, String targetUid) {
        return "ntrace-" + traceUid + "-"
                + targetUid
                        .replace("-", "")
                        .substring(0, Math.min(12, targetUid.replace("-", "").length()));
    }
}
