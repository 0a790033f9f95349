package io.nettools.planner.plan;

import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.InterfaceName;
import io.nettools.analyser.order.Probe.From;
import io.nettools.planner.filter.FilterCheck;
import io.nettools.planner.probe.ProbeCheck;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.trace.Limits;
import io.nettools.planner.trace.Limits.Permission;
import io.nettools.planner.trace.PeerRef;
import io.nettools.planner.trace.TargetRef;
import io.nettools.planner.trace.TraceSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Checks that the API server's schema cannot make: the admin's limits, and values that need more than a pattern. */
final class SpecCheck {
    /** Enough for headers, a request line, a TLS hello; more is payload. */
    private static final int HEADERS = 512;

    /** Time within which the other end is usually captured, too: the probe waits for it. */
    static final Duration OTHER_END = Duration.ofSeconds(2);

    /** The checks, most helpful complaint first. */
    private static final List<BiFunction<TraceSpec, Limits, Optional<Phase>>> CHECKS = List.of(
            SpecCheck::labels,
            SpecCheck::duration,
            SpecCheck::maxPackets,
            SpecCheck::maxBytes,
            SpecCheck::maxTargets,
            SpecCheck::networkInterface,
            SpecCheck::payload,
            SpecCheck::wholeNode,
            SpecCheck::nodeViews,
            SpecCheck::nodeProbe,
            SpecCheck::topology,
            SpecCheck::loopback,
            SpecCheck::peer,
            SpecCheck::snapLength,
            SpecCheck::filter,
            SpecCheck::probe);

    private SpecCheck() {}

    static Optional<Phase> refusal(TraceSpec spec, Limits limits) {
        return CHECKS.stream()
                .flatMap(check -> check.apply(spec, limits).stream())
                .findFirst();
    }

    private static Optional<Phase> labels(TraceSpec spec, Limits limits) {
        return spec.target() instanceof TargetRef.Selector selector
                ? selector.complaint().flatMap(complaint -> invalid("spec.target.selector: " + complaint))
                : Optional.empty();
    }

    private static Optional<Phase> duration(TraceSpec spec, Limits limits) {
        return spec.duration().compareTo(limits.maxDuration()) <= 0
                ? Optional.empty()
                : invalid("spec.duration is " + text(spec.duration()) + "; the cluster admin allows at most "
                        + text(limits.maxDuration()));
    }

    private static Optional<Phase> maxPackets(TraceSpec spec, Limits limits) {
        return spec.capture().maxPackets() <= limits.maxPackets()
                ? Optional.empty()
                : invalid("spec.capture.maxPackets is " + spec.capture().maxPackets()
                        + "; the cluster admin allows at most " + limits.maxPackets());
    }

    private static Optional<Phase> maxBytes(TraceSpec spec, Limits limits) {
        return spec.capture().maxBytes() <= limits.maxBytes()
                ? Optional.empty()
                : invalid("spec.capture.maxBytes is " + spec.capture().maxBytes()
                        + " bytes; the cluster admin allows at most " + limits.maxBytes());
    }

    private static Optional<Phase> maxTargets(TraceSpec spec, Limits limits) {
        return spec.target() instanceof TargetRef.Several several && several.maxTargets() > limits.maxTargets()
                ? invalid("spec.target.maxTargets is " + several.maxTargets() + "; the cluster admin allows at most "
                        + limits.maxTargets())
                : Optional.empty();
    }

    private static Optional<Phase> networkInterface(TraceSpec spec, Limits limits) {
        return new InterfaceName(spec.capture().networkInterface())
                .complaint()
                .flatMap(complaint -> invalid("spec.capture.interface " + complaint));
    }

    private static Optional<Phase> payload(TraceSpec spec, Limits limits) {
        return !spec.asks(Extra.Payload) || limits.allow(Permission.Payload)
                ? Optional.empty()
                : Optional.of(new Phase(
                        Reason.PayloadNotAllowed,
                        notAllowed("spec.capture.payload is true", Permission.Payload)
                                + "; headers are read without it"));
    }

    private static Optional<Phase> wholeNode(TraceSpec spec, Limits limits) {
        return NodeCheck.complaint(spec).flatMap(SpecCheck::invalid);
    }

    private static Optional<Phase> nodeViews(TraceSpec spec, Limits limits) {
        String what = spec.peer().isPresent() ? "spec.peer" : "spec.views: [Pod, Node]";
        return !spec.asks(Extra.NodeViews) || limits.allow(Permission.NodeViews)
                ? Optional.empty()
                : Optional.of(new Phase(
                        Reason.ViewsNotAllowed, notAllowed(what + " also captures on the node", Permission.NodeViews)));
    }

    /**
     * A node translates its own packets to a Service's externalIPs, so the pod's address may lead to somebody else from
     * there.
     */
    private static Optional<Phase> nodeProbe(TraceSpec spec, Limits limits) {
        return !ProbeOrders.from(From.Node, spec) || limits.allow(Permission.NodeProbes)
                ? Optional.empty()
                : Optional.of(new Phase(
                        Reason.NodeProbesNotAllowed,
                        notAllowed("spec.probe makes its requests from the node", Permission.NodeProbes)
                                + ", or write from: Pod"));
    }

    private static Optional<Phase> topology(TraceSpec spec, Limits limits) {
        return !spec.asks(Extra.Topology) || limits.allow(Permission.Topology)
                ? Optional.empty()
                : Optional.of(new Phase(
                        Reason.TopologyNotAllowed,
                        notAllowed("spec.topology shows the node's network devices", Permission.Topology)));
    }

    private static String notAllowed(String what, Permission permission) {
        return what + ", which the cluster admin does not allow (setting " + permission.setting() + "): leave it out";
    }

    private static Optional<Phase> loopback(TraceSpec spec, Limits limits) {
        return !spec.asks(Extra.NodeViews) || !spec.capture().networkInterface().equals("lo")
                ? Optional.empty()
                : invalid("spec.capture.interface lo cannot be combined with "
                        + (spec.peer().isPresent() ? "spec.peer" : "spec.views")
                        + ": loopback traffic never reaches the node. Remove one of them");
    }

    private static Optional<Phase> peer(TraceSpec spec, Limits limits) {
        return spec.peer()
                .flatMap(peer -> PeerCheck.complaint(spec.target(), peer, limits))
                .flatMap(SpecCheck::invalid);
    }

    private static Optional<Phase> snapLength(TraceSpec spec, Limits limits) {
        return spec.capture().snapLength() <= HEADERS || spec.asks(Extra.Payload)
                ? Optional.empty()
                : invalid("spec.capture.snapLength above " + HEADERS + " captures payload: add payload: true, or write "
                        + HEADERS);
    }

    private static Optional<Phase> filter(TraceSpec spec, Limits limits) {
        return FilterCheck.complaint(spec.capture().filter())
                .map(complaint -> new Phase(Reason.FilterInvalid, "spec.capture.filter: " + complaint));
    }

    private static Optional<Phase> probe(TraceSpec spec, Limits limits) {
        Duration before = spec.peer().isPresent() ? OTHER_END : Duration.ZERO;
        return spec.probe()
                .flatMap(probe -> ProbeCheck.complaint(probe, spec.duration(), before))
                .or(() -> prober(spec))
                .flatMap(SpecCheck::invalid);
    }

    private static Optional<String> prober(TraceSpec spec) {
        boolean pods = spec.peer().filter(PeerRef.Pods.class::isInstance).isPresent();
        return !ProbeOrders.from(From.Peer, spec) || pods
                ? Optional.empty()
                : Optional.of("spec.probe is from: Peer, but spec.peer names no pod to make it: write "
                        + "peer: {pod: NAME} or peer: {service: NAME}, or from: Pod");
    }

    private static Optional<Phase> invalid(String message) {
        return Optional.of(new Phase(Reason.SpecInvalid, message));
    }

    /** A duration as a user writes it: 5m, 90s, 1.5s. */
    private static String text(Duration duration) {
        boolean minutes = duration.toMillis() % 60_000 == 0 && !duration.isZero();
        BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
        return minutes ? duration.toMinutes() + "m" : seconds.toPlainString() + "s";
    }
}
