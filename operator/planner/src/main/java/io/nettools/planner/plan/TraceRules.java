package io.nettools.planner.plan;

import io.nettools.planner.plan.Plan.PodRef;
import io.nettools.planner.queue.Demand;
import io.nettools.planner.queue.Place;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.status.TargetStatus.Role;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Lookup;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.Trace;
import io.nettools.planner.trace.Trace.Identity;
import io.nettools.planner.trace.TracePod;
import io.nettools.planner.trace.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules about a trace as a whole, in the order of {@link Planner#RULES}. */
final class TraceRules {
    /** A trace is woken at its turn. This interval updates the position of the others, and covers a lost wake-up. */
    private static final Duration QUEUE = Duration.ofMinutes(5);

    /** How often a pod that must go is checked, in case its event is lost. */
    private static final Duration KUBELET = Duration.ofSeconds(30);

    /** How often roles are tried again, since a changed role causes no event. */
    private static final Duration ADMIN = Duration.ofSeconds(10);

    private TraceRules() {}

    /** Deleted while a trace pod may exist: first the pod goes, then the finalizer. */
    static Optional<Plan> beingDeleted(Observed observed) {
        return observed.trace().deleting() ? Optional.of(cleared(observed)) : Optional.empty();
    }

    /** Finished, and its time to live is over. */
    static Optional<Plan> expired(Observed observed) {
        return expiry(observed).filter(at -> !observed.now().isBefore(at)).map(at -> cleared(observed)
                .deleting());
    }

    /**
     * Decides nothing again, and removes what may be left. Only the observed generation is updated, after a late
     * {@code stop: true}: kstatus would otherwise wait for ever.
     */
    static Optional<Plan> alreadyFinished(Observed observed) {
        if (!observed.trace().status().finished()) {
            return Optional.empty();
        }
        Plan plan = unchanged(cleared(observed), observed);
        Optional<Duration> expiry = expiry(observed).map(at -> Duration.between(observed.now(), at));
        return Optional.of(observed.pods().isEmpty() ? plan.waking(expiry) : plan);
    }

    /** Its targets are recorded: each is decided for itself, and the trace ends with the last of them. */
    static Optional<Plan> underway(Observed observed) {
        return observed.trace().status().targets().isEmpty()
                ? Optional.empty()
                : Optional.of(Underway.plan(observed, observed.trace().status().targets()));
    }

    /** {@code stop: true} from the beginning, or while queued. */
    static Optional<Plan> stoppedBeforeStart(Observed observed) {
        return observed.trace().spec().stop()
                ? Optional.of(refused(observed, new Phase(Reason.Stopped, "Stopped before a capture began.")))
                : Optional.empty();
    }

    /** Refuses specs that the schema cannot refuse. */
    static Optional<Plan> specRefused(Observed observed) {
        return SpecCheck.refusal(observed.trace().spec(), observed.limits()).map(phase -> refused(observed, phase));
    }

    /** The operator's roles are not those of its version. It asks again until the admin has mended them. */
    static Optional<Plan> lookupForbidden(Observed observed) {
        return observed.lookup() instanceof Lookup.Forbidden(var message)
                ? Optional.of(written(
                                observed,
                                new Phase(
                                        Reason.LookupForbidden,
                                        "The operator is not allowed to look up the named pods; the trace continues"
                                                + " once the admin has applied the roles of this version. The API"
                                                + " server says: "
                                                + message))
                        .waking(Optional.of(ADMIN)))
                : Optional.empty();
    }

    /** No such pod, or none that may be traced. */
    static Optional<Plan> targetRefused(Observed observed) {
        return TargetCheck.refusal(observed.trace(), observed.lookup().pods(), observed.limits())
                .map(phase -> refused(observed, phase));
    }

    /** No pod at the other end can be captured: known before anything is captured. */
    static Optional<Plan> peerRefused(Observed observed) {
        return PeerCheck.refusal(observed, chosen(observed)).map(phase -> refused(observed, phase));
    }

    /** Others come first, or hold the places that it needs. A recent status is not written again. */
    static Optional<Plan> queued(Observed observed) {
        return observed.turn() instanceof Turn.Waiting(var news)
                ? Optional.of(news.map(standing -> written(observed, new Phase(Reason.Queued, standing.sentence())))
                        .orElseGet(() -> unchanged(Plan.nothing(), observed))
                        .waking(Optional.of(QUEUE)))
                : Optional.empty();
    }

    /** Records the targets, before any trace pod is made and whether or not it can be made. */
    static Optional<Plan> admitted(Observed observed) {
        return Optional.of(Underway.plan(observed, recorded(observed)));
    }

    /** A place for each pod that will be captured. */
    static Demand demand(Observed observed) {
        Identity identity = observed.trace().identity();
        return new Demand(recorded(observed).stream()
                .filter(target -> !target.reason().terminal())
                .map(target -> new Place(identity.uid(), target.uid(), identity.namespace(), target.node()))
                .toList());
    }

    private static List<TargetStatus> recorded(Observed observed) {
        List<Candidate> targets = chosen(observed);
        List<Candidate> peers = PeerCheck.chosen(observed, targets);
        return Stream.concat(
                        targets.stream().map(pod -> recorded(observed, pod, peers.isEmpty() ? null : Role.Target)),
                        peers.stream().map(pod -> recordedPeer(observed, pod)))
                .toList();
    }

    /**
     * An entry for each pod of a selector, also for one that may not be traced, so that it does not hide the others.
     */
    private static TargetStatus recorded(Observed observed, Candidate pod, Role role) {
        Trace trace = observed.trace();
        TargetStatus target = TargetStatus.recorded(
                pod.pod(),
                role,
                pod.identity().uid(),
                pod.node(),
                pod.identity().podIps(),
                List.of(),
                trace.spec().capture().networkInterface());
        return TargetCheck.refusal(trace, pod, observed.limits())
                .map(phase -> target.as(phase.reason(), phase.message()))
                .orElse(target);
    }

    /** An entry for a pod at the other end, also for one that cannot be captured. */
    private static TargetStatus recordedPeer(Observed observed, Candidate pod) {
        TargetStatus peer = TargetStatus.recorded(
                pod.name(),
                Role.Peer,
                pod.identity().uid(),
                pod.node(),
                pod.identity().podIps(),
                reachedBy(observed),
                PodOrders.PEER_INTERFACE);
        return PeerCheck.refusal(observed, pod)
                .map(phase -> peer.as(phase.reason(), phase.message()))
                .orElse(peer);
    }

    /**
     * The addresses of the peer's Service, only if each of its pods is captured and none is the target: then packets to
     * them must go to a peer.
     */
    private static List<String> reachedBy(Observed observed) {
        long behind =
                observed.lookup().peers().stream().filter(Candidate::running).count();
        return behind == PeerCheck.chosen(observed, chosen(observed)).size()
                ? observed.lookup().reachedBy()
                : List.of();
    }

    private static List<Candidate> chosen(Observed observed) {
        return TargetCheck.chosen(
                observed.trace().spec().target(), observed.lookup().pods());
    }

    private static Plan refused(Observed observed, Phase phase) {
        return ended(observed, phase, written(observed, phase));
    }

    /** Ends the trace, whatever the plan has so far. */
    static Plan ended(Observed observed, Phase phase, Plan plan) {
        Note note = new Note(
                Note.What.Finished,
                phase.kind() != Phase.Kind.Succeeded,
                phase.reason() + ": " + phase.message(),
                "",
                "");
        return clearing(plan, observed)
                .telling(note)
                .waking(observed.trace().spec().ttlAfterFinished());
    }

    /** Updates the observed generation only. */
    private static Plan unchanged(Plan plan, Observed observed) {
        Status status = observed.trace().status();
        long generation = observed.trace().generation();
        return status.observedGeneration() == generation ? plan : plan.writing(status.of(generation));
    }

    /** A plan with a status only, for a trace without recorded targets. */
    private static Plan written(Observed observed, Phase phase) {
        return Plan.nothing()
                .writing(NextStatus.of(observed.trace(), phase, List.of(), Optional.empty(), observed.now()));
    }

    /** Removes what is left, and looks again in case a kubelet does not answer. */
    static Plan cleared(Observed observed) {
        Plan plan = clearing(Plan.nothing(), observed);
        return observed.pods().isEmpty() ? plan : plan.waking(Optional.of(KUBELET));
    }

    /** Removes the finalizer when all pods are gone. */
    private static Plan clearing(Plan plan, Observed observed) {
        boolean gone = observed.pods().isEmpty();
        Plan removing = plan.removing(removals(observed));
        return gone && observed.trace().held() ? removing.releasing() : removing;
    }

    private static List<PodRef> removals(Observed observed) {
        return removals(observed, pod -> true);
    }

    static List<PodRef> removals(Observed observed, Predicate<TracePod> which) {
        Duration lifetime =
                observed.limits().podLifetime(observed.trace().spec().duration());
        return observed.pods().stream()
                .filter(which)
                .map(pod -> removal(pod, lifetime, observed.now()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A pod that is being deleted is left to its kubelet until long after its lifetime. */
    private static Optional<PodRef> removal(TracePod pod, Duration lifetime, Instant now) {
        boolean overdue = now.isAfter(pod.created().plus(lifetime).plus(Duration.ofMinutes(1)));
        return pod.deleting() && !overdue
                ? Optional.empty()
                : Optional.of(new PodRef(pod.name(), pod.uid(), pod.deleting()));
    }

    private static Optional<Instant> expiry(Observed observed) {
        Trace trace = observed.trace();
        return trace.status().finished()
                ? trace.spec()
                        .ttlAfterFinished()
                        .flatMap(ttl -> trace.status().finishTime().map(at -> at.plus(ttl)))
                : Optional.empty();
    }
}
