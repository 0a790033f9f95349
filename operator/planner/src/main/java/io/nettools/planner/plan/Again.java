package io.nettools.planner.plan;

import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Requests;
import io.nettools.planner.cluster.Addresses;
import io.nettools.planner.cluster.Owner;
import io.nettools.planner.diagnosis.FollowUp;
import io.nettools.planner.trace.Limits;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.PeerRef;
import io.nettools.planner.trace.PeerRef.Pods;
import io.nettools.planner.trace.TargetRef;
import io.nettools.planner.trace.Trace;
import io.nettools.planner.trace.TraceSpec;
import io.nettools.planner.trace.TraceYaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks again, with the server as the peer, if it is a Service or another pod of the trace's namespace. Proposes only
 * what this cluster's admin allows.
 */
final class Again implements FollowUp {
    /** A peer has no such field: {@link PeerCheck} chooses. */
    private static final int PODS = 1;

    private final Trace trace;
    private final Map<String, Owner> owners;
    private final Limits limits;

    private Again(Trace trace, Map<String, Owner> owners, Limits limits) {
        this.trace = trace;
        this.owners = owners;
        this.limits = limits;
    }

    /** Of a trace of pods that names no peer yet. */
    static FollowUp of(Observed observed, Map<String, Owner> owners) {
        TraceSpec asked = observed.trace().spec();
        return asked.peer().isPresent() || asked.target() instanceof TargetRef.Node
                ? NONE
                : new Again(observed.trace(), owners, observed.limits());
    }

    @Override
    public String yaml(String pod, List<String> ends) {
        return ends.stream()
                .flatMap(end -> Addresses.of(end).stream())
                .flatMap(address -> Optional.ofNullable(owners.get(address)).stream())
                .flatMap(owner -> peer(owner, pod).stream())
                .map(peer -> withPeer(pod, peer))
                .filter(spec -> SpecCheck.refusal(spec, limits).isEmpty() && showable(spec))
                .findFirst()
                .flatMap(spec -> TraceYaml.of(trace.identity(), spec))
                .orElse("");
    }

    private Optional<PeerRef> peer(Owner owner, String traced) {
        String here = trace.identity().namespace();
        return switch (owner) {
            case Owner.ClusterIp(var namespace, var name)
            when namespace.equals(here) -> Optional.of(new Pods(new TargetRef.Endpoints(name, PODS)));
            case Owner.Pod pod
            when pod.namespace().equals(here) && !pod.name().equals(traced) ->
                Optional.of(new Pods(new TargetRef.Pod(pod.name())));
            default -> Optional.empty();
        };
    }

    private TraceSpec withPeer(String pod, PeerRef peer) {
        TraceSpec asked = trace.spec();
        return new TraceSpec(
                new TargetRef.Pod(pod),
                longEnough(asked),
                asked.capture(),
                Set.of(Extra.NodeViews),
                asked.probe(),
                Optional.of(peer),
                asked.reason(),
                Optional.empty(),
                false);
    }

    /** The same duration, or the longer one that the probe needs when it waits for the other end. */
    private static Duration longEnough(TraceSpec asked) {
        return asked.probe()
                .map(probe -> Duration.ofMillis(probe.longestMillis()).plus(SpecCheck.OTHER_END))
                .filter(needed -> needed.compareTo(asked.duration()) > 0)
                .orElse(asked.duration());
    }

    /** Whether the status may show the probe whole: a URL may have secrets. */
    private boolean showable(TraceSpec spec) {
        return spec.probe()
                .map(Probe::request)
                .filter(Probe.Http.class::isInstance)
                .map(Probe.Http.class::cast)
                .filter(http -> !Requests.shown(http, limits.paths()).endsWith(" " + http.url()))
                .isEmpty();
    }
}
