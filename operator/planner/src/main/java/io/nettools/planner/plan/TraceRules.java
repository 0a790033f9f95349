package io.nettools.planner.plan;

import io.nettools.planner.plan.Plan.PodRef;
import io.nettools.planner.status.NextStatus;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.status.TargetStatus.Role;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Lookup;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.Trace;
import io.nettools.planner.trace.TracePod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules about a trace as a whole, in the order of {@link Planner#RULES}. */
final class TraceRules {
    /** A place in the queue is looked for this often; finished traces wake nobody. */
    private static final Duration QUEUE = Duration.ofSeconds(2);

    /** A pod that is to go is looked at this often, should no event say that it went. */
    private static final Duration KUBELET = Duration.ofSeconds(30);

    /** No event says that a role was changed. */
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
     * Nothing is decided about it again; what may be left of it is taken away. Only that the status speaks of this generation is
     * said again, after a late {@code stop: true}: kstatus would else wait for it for ever.
     */
    static Optional<Plan> alreadyFinished(Observed observed) {
        Status status = observed.trace().status();
        if (!status.finished()) {
            return Optional.empty();
        }
        long generation = observed.trace().generation();
        Plan cleared = cleared(observed);
        Plan plan = status.observedGeneration() == generation ? cleared : cleared.writing(status.of(generation));
        Optional<Duration> expiry = expiry(observed).map(at -> Duration.between(observed.now(), at));
        return Optional.of(observed.pods().isEmpty() ? plan.waking(expiry) : plan);
    }

    /** Its targets are recorded: each goes its own way, and the trace ends with the last of them. */
    static Optional<Plan> underway(Observed observed) {
        return observed.trace().status().targets().isEmpty()
                ? Optional.empty()
                : Optional.of(Underway.plan(observed, observed.trace().status().targets()));
    }

    /** stop: true from the beginning, or while queued. */
    static Optional<Plan> stoppedBeforeStart(Observed observed) {
        return observed.trace().spec().stop()
                ? Optional.of(refused(observed, new Phase(Reason.Stopped, "Stopped before a capture began.")))
                : Optional.empty();
    }

    /** What the schema cannot say no to. */
    static Optional<Plan> specRefused(Observed observed) {
        return SpecCheck.refusal(observed.trace().spec(), observed.limits()).map(phase -> refused(observed, phase));
    }

    /** The operator's roles are not those of its version: it asks again, since only the admin can help. */
    static Optional<Plan> lookupForbidden(Observed observed) {
        return observed.lookup() instanceof Lookup.Forbidden(var message)
                ? Optional.of(written(
                                observed,
                                new Phase(
                                        Reason.LookupForbidden,
                                        "The operator is not allowed to look up who is meant; once the admin has applied the roles of "
                                                + "its version the trace goes on. The API server says: " + message))
                        .waking(Optional.of(ADMIN)))
                : Optional.empty();
    }

    /** No such pod, or none that may be traced. */
    static Optional<Plan> targetRefused(Observed observed) {
        return TargetCheck.refusal(observed.trace(), observed.lookup().pods(), observed.limits())
                .map(phase -> refused(observed, phase));
    }

    /** Nobody at the other end who can be watched: known before anything is captured. */
    static Optional<Plan> peerRefused(Observed observed) {
        return PeerCheck.refusal(observed, chosen(observed)).map(phase -> refused(observed, phase));
    }

    /** The cluster or the node has as many trace pods as the admin allows. */
    static Optional<Plan> queued(Observed observed) {
        return Places.missing(watched(observed), observed.load(), observed.limits())
                .map(message ->
                        written(observed, new Phase(Reason.Queued, message)).waking(Optional.of(QUEUE)));
    }

    /** Who is traced is recorded, before and whether or not their trace pods can be made. */
    static Optional<Plan> admitted(Observed observed) {
        List<Candidate> targets = chosen(observed);
        List<Candidate> peers = PeerCheck.chosen(observed, targets);
        return Optional.of(Underway.plan(
                observed,
                Stream.concat(
                                targets.stream()
                                        .map(pod -> recorded(observed, pod, peers.isEmpty() ? null : Role.Target)),
                                peers.stream().map(pod -> recordedPeer(observed, pod)))
                        .toList()));
    }

    /** One of a selector's pods that may not be traced has its own entry, and does not hide the others. */
    private static TargetStatus recorded(Observed observed, Candidate pod, Role role) {
        Trace trace = observed.trace();
        TargetStatus target = TargetStatus.recorded(
                pod.pod(),
                role,
                pod.identity().uid(),
                pod.node(),
                pod.identity().podIps(),
                List.of(),
                trace.spec().networkInterface());
        return TargetCheck.refusal(trace, pod, observed.limits())
                .map(phase -> target.as(phase.reason(), phase.message()))
                .orElse(target);
    }

    /** So has one of those at the other end. */
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

    /** The addresses of a Service tell where its packets must go only when each of its pods is watched, and none is the target itself. */
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

    /** At both ends: each takes a place. */
    private static List<Candidate> watched(Observed observed) {
        List<Candidate> targets = chosen(observed);
        return Stream.concat(targets.stream(), PeerCheck.chosen(observed, targets).stream())
                .toList();
    }

    private static Plan refused(Observed observed, Phase phase) {
        return ended(observed, phase, written(observed, phase));
    }

    /** Over, whatever stands in the plan so far. */
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

    /** Only the status, of a trace whose targets are not recorded. */
    private static Plan written(Observed observed, Phase phase) {
        return Plan.nothing()
                .writing(NextStatus.of(observed.trace(), phase, List.of(), Optional.empty(), observed.now()));
    }

    /** Looks again for a kubelet that does not answer. */
    static Plan cleared(Observed observed) {
        Plan plan = clearing(Plan.nothing(), observed);
        return observed.pods().isEmpty() ? plan : plan.waking(Optional.of(KUBELET));
    }

    /** All pods gone, then the finalizer. */
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

    /** A pod that is going is left to its kubelet, until it must have ended by itself long since. */
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
