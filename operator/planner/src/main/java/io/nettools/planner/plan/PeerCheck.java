package io.nettools.planner.plan;

import io.nettools.analyser.order.Host;
import io.nettools.analyser.order.Probe.From;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Limits;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.PeerRef;
import io.nettools.planner.trace.TargetRef;
import java.util.List;
import java.util.Optional;

/** Finds the pods at the other end of a path, and checks whether they can be captured. */
final class PeerCheck {
    /** Behind a Service there may be hundreds. */
    private static final int PEERS = 4;

    /** Entries for which a status has room; the schema allows as many targets. */
    private static final int PODS = 16;

    private PeerCheck() {}

    /** Complains about the peer as written in the spec. */
    static Optional<String> complaint(TargetRef target, PeerRef peer, Limits limits) {
        return switch (peer) {
            case PeerRef.Address(var address) ->
                new Host(address).address()
                        ? Optional.empty()
                        : Optional.of(
                                "spec.peer.address is not an address: write one such as 10.244.2.7 or fd00::7, or "
                                        + "pod: NAME or service: NAME");
            case PeerRef.Pods pods -> crowded(target, pods(limits));
        };
    }

    private static Optional<String> crowded(TargetRef target, int most) {
        int targets = target instanceof TargetRef.Several several ? several.maxTargets() : 1;
        if (targets < most) {
            return Optional.empty();
        }
        return Optional.of("spec.peer would exceed the " + most + " pods that a trace may capture in this cluster: "
                + (most > 1 ? "write spec.target.maxTargets: " + (most - 1) + " or less" : "leave it out"));
    }

    private static int pods(Limits limits) {
        return Math.min(PODS, limits.maxTargets());
    }

    /**
     * The pods to capture besides these targets. A target that is itself an endpoint of the peer's Service is captured
     * already.
     */
    static List<Candidate> chosen(Observed observed, List<Candidate> targets) {
        return running(observed).stream()
                .filter(pod -> !among(targets, pod))
                .limit(Math.max(0, Math.min(PEERS, pods(observed.limits()) - targets.size())))
                .toList();
    }

    /** Why no pod at the other end can be captured. */
    static Optional<Phase> refusal(Observed observed, List<Candidate> targets) {
        return observed.trace().spec().peer().flatMap(peer -> switch (peer) {
            case PeerRef.Address address -> Optional.empty();
            case PeerRef.Pods(var ref) -> refusal(observed, ref, targets);
        });
    }

    private static Optional<Phase> refusal(Observed observed, TargetRef ref, List<Candidate> targets) {
        List<Candidate> running = running(observed);
        if (running.isEmpty() && servedByNobody(observed, ref)) {
            return Optional.empty();
        }
        if (running.isEmpty()) {
            Phase missing = TargetCheck.missing(
                    ref,
                    observed.trace().identity().namespace(),
                    observed.lookup().peers());
            return Optional.of(ofPeer(missing));
        }
        if (ref instanceof TargetRef.Pod(var name) && among(targets, running.getFirst())) {
            return Optional.of(new Phase(
                    Reason.SpecInvalid,
                    "spec.peer is pod " + name
                            + ", which is also the target: name another pod, or the Service in front of it"));
        }
        List<Candidate> chosen = chosen(observed, targets);
        if (chosen.isEmpty() && ProbeOrders.from(From.Peer, observed.trace().spec())) {
            return Optional.of(new Phase(
                    Reason.SpecInvalid,
                    "spec.probe is from: Peer, but each pod of " + ref.text()
                            + " is also a target: name another one in spec.peer, or write from: Pod"));
        }
        List<Phase> refusals =
                chosen.stream().flatMap(pod -> refusal(observed, pod).stream()).toList();
        return chosen.isEmpty() || refusals.size() < chosen.size()
                ? Optional.empty()
                : Optional.of(refusals.getFirst());
    }

    /**
     * Whether the peer is a Service without running pods. That is what is wrong, and the target's own packets show what
     * it means; only a request of a peer needs one.
     */
    private static boolean servedByNobody(Observed observed, TargetRef ref) {
        return ref instanceof TargetRef.Endpoints
                && observed.lookup().peersHaveService()
                && !ProbeOrders.from(From.Peer, observed.trace().spec());
    }

    /** Why this pod cannot be captured. */
    static Optional<Phase> refusal(Observed observed, Candidate pod) {
        return TargetCheck.untraceable(observed.trace(), pod, observed.limits()).map(PeerCheck::ofPeer);
    }

    private static Phase ofPeer(Phase phase) {
        return new Phase(phase.reason(), "spec.peer: " + phase.message());
    }

    private static boolean among(List<Candidate> targets, Candidate pod) {
        return targets.stream()
                .anyMatch(
                        target -> target.identity().uid().equals(pod.identity().uid()));
    }

    private static List<Candidate> running(Observed observed) {
        return observed.trace()
                .spec()
                .peer()
                .filter(PeerRef.Pods.class::isInstance)
                .map(PeerRef.Pods.class::cast)
                .map(pods -> TargetCheck.chosen(pods.ref(), observed.lookup().peers()))
                .orElse(List.of());
    }
}
