package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.Quantity;
import io.nettools.analyser.order.CaptureOptions;
import io.nettools.analyser.order.Extra;
import io.nettools.controller.api.CaptureSpec;
import io.nettools.controller.api.NetworkTraceSpec;
import io.nettools.controller.api.PeerSpec;
import io.nettools.controller.api.SelectorSpec;
import io.nettools.controller.api.TargetSpec;
import io.nettools.controller.api.View;
import io.nettools.controller.ops.Durations;
import io.nettools.planner.trace.LabelCheck;
import io.nettools.planner.trace.PeerRef;
import io.nettools.planner.trace.TargetRef;
import io.nettools.planner.trace.TraceSpec;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The spec as the planner sees it. The schema has filled in the defaults and checked the forms. */
final class Specs {
    private static final int TARGETS = 3;

    /** Limit for the pods of a peer; the planner takes as many of them as there is room for. */
    private static final int PEERS = 16;

    /** Stands for a spec that cannot be read. */
    static final TraceSpec NOTHING = new TraceSpec(
            new TargetRef.Pod(""),
            Duration.ZERO,
            new CaptureOptions("", "", 0, 0, 0, 0),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "",
            Optional.empty(),
            false);

    private Specs() {}

    static TraceSpec of(NetworkTraceSpec spec) {
        return new TraceSpec(
                target(spec.target()),
                Durations.parse(spec.duration()),
                capture(spec.capture()),
                extras(spec),
                Probes.of(spec.probe()),
                Optional.ofNullable(spec.peer()).map(Specs::peer),
                Optional.ofNullable(spec.reason()).orElse(""),
                Optional.ofNullable(spec.ttlAfterFinished()).map(Durations::parse),
                Boolean.TRUE.equals(spec.stop()));
    }

    private static CaptureOptions capture(CaptureSpec capture) {
        return new CaptureOptions(
                capture.networkInterface(),
                capture.filter().strip(),
                capture.snapLength(),
                capture.maxPackets(),
                Quantity.getAmountInBytes(capture.maxBytes()).longValue(),
                capture.excerpt());
    }

    private static Set<Extra> extras(NetworkTraceSpec spec) {
        Set<Extra> extras = EnumSet.noneOf(Extra.class);
        if (spec.capture().payload()) {
            extras.add(Extra.Payload);
        }
        if (spec.conntrack() != null) {
            extras.add(Extra.Conntrack);
        }
        if (spec.topology() != null) {
            extras.add(Extra.Topology);
        }
        // packets at the other end can only be compared with those that left this node
        if (spec.peer() != null || (spec.views() != null && spec.views().contains(View.Node))) {
            extras.add(Extra.NodeViews);
        }
        return extras;
    }

    private static PeerRef peer(PeerSpec peer) {
        if (peer.address() != null) {
            return new PeerRef.Address(peer.address());
        }
        return new PeerRef.Pods(
                peer.pod() != null ? new TargetRef.Pod(peer.pod()) : new TargetRef.Endpoints(peer.service(), PEERS));
    }

    private static TargetRef target(TargetSpec target) {
        int most = Optional.ofNullable(target.maxTargets()).orElse(TARGETS);
        if (target.pod() != null) {
            return new TargetRef.Pod(target.pod());
        }
        if (target.node() != null) {
            return new TargetRef.Node(target.node());
        }
        if (target.service() != null) {
            return new TargetRef.Endpoints(target.service(), most);
        }
        return target.workload() != null
                ? new TargetRef.Workload(
                        target.workload().kind(), target.workload().name(), most)
                : new TargetRef.Selector(labels(target.selector()), most, complaint(target.selector()));
    }

    /**
     * A complaint about the labels, of which the schema only bounds the length. It quotes the user's text and is
     * written to the status.
     */
    private static Optional<String> complaint(SelectorSpec selector) {
        Map<String, String> labels = Optional.ofNullable(selector.matchLabels()).orElse(Map.of());
        List<SelectorSpec.Expression> terms =
                Optional.ofNullable(selector.matchExpressions()).orElse(List.of());
        Stream<String> keys =
                Stream.concat(labels.keySet().stream().sorted(), terms.stream().map(SelectorSpec.Expression::key));
        Stream<String> values = Stream.concat(
                labels.values().stream().sorted(),
                terms.stream().flatMap(term -> Stream.ofNullable(term.values()).flatMap(List::stream)));
        return LabelCheck.complaint(keys.toList(), values.toList()).map(Untrusted::text);
    }

    /** The selector in the API's string form (labels.Parse), which is also readable. */
    private static String labels(SelectorSpec selector) {
        Stream<String> equal = Optional.ofNullable(selector.matchLabels()).orElse(Map.of()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=" + label.getValue());
        Stream<String> terms = Optional.ofNullable(selector.matchExpressions()).orElse(List.of()).stream()
                .map(Specs::term);
        return Stream.concat(equal, terms).collect(Collectors.joining(","));
    }

    private static String term(SelectorSpec.Expression term) {
        return switch (term.operator()) {
            case Exists -> term.key();
            case DoesNotExist -> "!" + term.key();
            case In -> term.key() + " in (" + String.join(",", term.values()) + ")";
            case NotIn -> term.key() + " notin (" + String.join(",", term.values()) + ")";
        };
    }
}
