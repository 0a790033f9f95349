package io.nettools.planner.queue;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.plan.NextStatus;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Limits.MaxTracePods;
import io.nettools.planner.trace.Standing;
import io.nettools.planner.trace.Trace;
import io.nettools.planner.trace.Trace.Identity;
import io.nettools.planner.trace.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Many traces and an operator that gives them places. Each operation asserts that the cluster stays within its limits.
 * A trace is created one second after the one before it.
 */
final class ACluster {
    private final MaxTracePods limits;
    private final Map<String, Ticket> tickets = new LinkedHashMap<>();
    private final List<String> admitted = new ArrayList<>();
    private final List<String> lookedUp = new ArrayList<>();
    private final Map<String, Place> pods = new LinkedHashMap<>();
    private Admission admission;
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private int created;
    private int writes;

    /** A trace, the nodes of the pods that it captures, and its state at the API server. */
    private record Ticket(Trace trace, List<String> nodes) {}

    private ACluster(MaxTracePods limits) {
        this.limits = limits;
        this.admission = new Admission(limits);
    }

    static ACluster allowing(int inTheCluster, int onANode, int ofANamespace) {
        return new ACluster(new MaxTracePods(inTheCluster, onANode, ofANamespace));
    }

    /** Creates a trace in this namespace of a pod on each of these nodes, and performs its first turn. */
    String arrives(String namespace, String... nodes) {
        String name = created(namespace, nodes);
        turn(name);
        return name;
    }

    /** Creates a trace that no turn has seen. */
    String created(String namespace, String... nodes) {
        now = now.plusSeconds(1);
        String name = namespace + "-" + created++;
        Identity identity = new Identity(namespace, name, "uid-" + name);
        Trace trace = new Trace(identity, 1, now, false, false, ATrace.of("web").spec(), Status.initial());
        tickets.put(name, new Ticket(trace, List.of(nodes)));
        return name;
    }

    /** A whole turn: ask, look up, take, write. */
    ACluster turn(String name) {
        if (asks(name)) {
            takes(name);
        }
        return this;
    }

    /** Whether it may be looked up. */
    boolean asks(String name) {
        Trace trace = trace(name);
        if (!waits(name)) {
            return false;
        }
        Turn turn = admission.ask(trace, taken(), now);
        news(turn, name);
        return turn instanceof Turn.Mine;
    }

    /** It is looked up, and begins when there is room. */
    ACluster takes(String name) {
        lookedUp.add(name);
        if (tries(name)) {
            begins(name);
        }
        return this;
    }

    /** It takes its places, and its targets are not written yet. */
    boolean tries(String name) {
        Turn turn = admission.take(trace(name), demand(name), taken(), now);
        news(turn, name);
        within(name, turn instanceof Turn.Mine);
        return turn instanceof Turn.Mine;
    }

    /** Its targets are written. The informer knows no pod of it yet. */
    ACluster begins(String name) {
        write(name, Reason.Starting, recorded(name));
        admitted.add(name);
        admission.see(trace(name));
        return this;
    }

    /** The write, or the look-up before, fails. */
    ACluster fails(String name) {
        admission.failed(trace(name).identity());
        return this;
    }

    /** The informer has its pods. */
    ACluster podsAreSeen(String name) {
        demand(name).places().forEach(place -> pods.put(place.trace() + place.target(), place));
        return this;
    }

    ACluster podsAreGone(String name) {
        demand(name).places().forEach(place -> pods.remove(place.trace() + place.target()));
        return this;
    }

    /** All its targets have ended; its pods may be there still. */
    ACluster ends(String name) {
        write(
                name,
                Reason.Completed,
                recorded(name).stream()
                        .map(target -> target.as(Reason.Completed, "Done."))
                        .toList());
        admission.see(trace(name));
        return this;
    }

    /** Deleted while it waits. */
    ACluster isDeleted(String name) {
        admission.leave(trace(name).identity());
        tickets.remove(name);
        return this;
    }

    /** At its turn it is refused. */
    ACluster isRefused(String name) {
        lookedUp.add(name);
        write(name, Reason.TargetNotFound, List.of());
        admission.see(trace(name));
        return this;
    }

    /** Called traces have their turns, until no place is left. */
    ACluster movesOn() {
        for (List<Identity> woken = admission.next(taken()); !woken.isEmpty(); woken = admission.next(taken())) {
            woken.forEach(trace -> turn(trace.name()));
        }
        return this;
    }

    List<String> woken() {
        return admission.next(taken()).stream().map(Identity::name).toList();
    }

    /** Starts another operator, which knows only the API server's state. */
    ACluster restarts() {
        admission = new Admission(limits);
        tickets.values().stream().map(Ticket::trace).forEach(trace -> {
            admission.expect(trace.identity(), trace.created());
            admission.see(trace);
        });
        return this;
    }

    ACluster after(Duration time) {
        now = now.plus(time);
        return this;
    }

    // What can be seen

    List<String> admitted() {
        return List.copyOf(admitted);
    }

    List<String> lookedUp() {
        return List.copyOf(lookedUp);
    }

    List<String> running() {
        return names(ticket -> ticket.trace().status().targets().stream()
                .anyMatch(target -> !target.reason().terminal()));
    }

    List<String> waiting() {
        return names(ticket -> waits(ticket.trace().identity().name()));
    }

    /** The length of the queue, and the time for which its oldest trace waits. */
    String backlog() {
        Backlog backlog = admission.backlog();
        return backlog.length()
                + backlog.since()
                        .map(since -> " for " + Duration.between(since, now))
                        .orElse("");
    }

    String message(String name) {
        return trace(name).status().conditions().getFirst().message();
    }

    /** Number of writes to the status of waiting traces. */
    int writes() {
        return writes;
    }

    private List<String> names(Function<Ticket, Boolean> which) {
        return tickets.values().stream()
                .filter(which::apply)
                .map(ticket -> ticket.trace().identity().name())
                .toList();
    }

    private boolean waits(String name) {
        Status status = trace(name).status();
        return !status.finished() && status.targets().isEmpty();
    }

    private Trace trace(String name) {
        return tickets.get(name).trace();
    }

    private List<Place> taken() {
        return List.copyOf(pods.values());
    }

    private Demand demand(String name) {
        return new Demand(recorded(name).stream()
                .map(target -> new Place(
                        trace(name).identity().uid(),
                        target.uid(),
                        trace(name).identity().namespace(),
                        target.node()))
                .toList());
    }

    private List<TargetStatus> recorded(String name) {
        List<TargetStatus> targets = new ArrayList<>();
        for (String node : tickets.get(name).nodes()) {
            targets.add(TargetStatus.recorded("web", "target-" + targets.size(), node, List.of(), "any"));
        }
        return targets;
    }

    private void news(Turn turn, String name) {
        if (turn instanceof Turn.Waiting(Optional<Standing> news) && news.isPresent()) {
            writes++;
            write(name, new Phase(Reason.Queued, news.get().sentence()), List.of());
        }
    }

    private void write(String name, Reason reason, List<TargetStatus> targets) {
        write(name, new Phase(reason, "."), targets);
    }

    private void write(String name, Phase phase, List<TargetStatus> targets) {
        Trace it = trace(name);
        Status status = NextStatus.of(it, phase, targets, Optional.empty(), now);
        Trace written =
                new Trace(it.identity(), it.generation(), it.created(), it.deleting(), it.held(), it.spec(), status);
        tickets.put(name, new Ticket(written, tickets.get(name).nodes()));
    }

    /**
     * The maxima, counted without the code that is tested: recorded targets, pods, and the trace that has just got its
     * places.
     */
    private void within(String name, boolean got) {
        if (!got) {
            return;
        }
        Map<String, Place> live = new LinkedHashMap<>(pods);
        Stream.concat(running().stream(), Stream.of(name))
                .flatMap(one -> demand(one).places().stream())
                .forEach(place -> live.put(place.trace() + place.target(), place));
        atMost(limits.inCluster(), live, place -> "cluster");
        atMost(limits.perNode(), live, Place::node);
        atMost(limits.perNamespace(), live, place -> "namespace " + place.namespace());
    }

    /** A trace of more pods than are allowed runs alone. */
    private static void atMost(int allowed, Map<String, Place> live, Function<Place, String> where) {
        live.values().stream().collect(Collectors.groupingBy(where)).forEach((there, places) -> {
            long traces = places.stream().map(Place::trace).distinct().count();
            assertTrue(
                    places.size() <= allowed || traces == 1,
                    () -> places.size() + " of " + allowed + " trace pods in " + there + ": " + places);
        });
    }
}
