package io.nettools.planner.scenario;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Views.Window;
import io.nettools.planner.cluster.ClusterFacts;
import io.nettools.planner.cluster.Owner;
import io.nettools.planner.cluster.Questions;
import io.nettools.planner.cluster.ServiceAnswer;
import io.nettools.planner.cluster.ServiceRef;
import io.nettools.planner.plan.Note;
import io.nettools.planner.plan.Plan;
import io.nettools.planner.plan.Plan.Finalizer;
import io.nettools.planner.plan.Plan.PodRef;
import io.nettools.planner.plan.Planner;
import io.nettools.planner.plan.PodOrder;
import io.nettools.planner.queue.Admission;
import io.nettools.planner.queue.Demand;
import io.nettools.planner.queue.Place;
import io.nettools.planner.status.Condition;
import io.nettools.planner.status.Condition.Truth;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Limits;
import io.nettools.planner.trace.Lookup;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.PeerRef;
import io.nettools.planner.trace.TargetRef;
import io.nettools.planner.trace.Trace;
import io.nettools.planner.trace.TracePod;
import io.nettools.planner.trace.TraceSpec;
import io.nettools.planner.trace.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A cluster in memory with one trace in it. Tests let things happen to it; {@link #turn} is one round of the operator: observe,
 * plan, {@link Promises hold the plan against what is promised always}, do what it says.
 */
public final class World {
    public static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");
    public static final String NAMESPACE = "shop";

    private final Map<String, Candidate> candidates = new TreeMap<>();
    private final Map<String, Candidate> peers = new TreeMap<>();
    private final Map<String, ATracePod> pods = new TreeMap<>();
    private final Map<String, List<Place>> others = new HashMap<>();
    private List<String> reachedBy = List.of();
    private final Map<String, Owner> owners = new HashMap<>();
    private final Map<ServiceRef, ServiceAnswer> services = new HashMap<>();
    private final List<Questions> asked = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private Limits limits = Admin.usual();
    private Admission admission = new Admission(limits.maxTracePods());
    private Optional<String> refusal = Optional.empty();
    private Optional<String> forbidden = Optional.empty();
    private Optional<RuntimeException> defect = Optional.empty();
    private Instant now = BEGIN;
    private boolean gone;
    private Trace trace;

    private World(TraceSpec spec, List<APod> found) {
        found.forEach(pod -> candidates.put(pod.candidate().name(), pod.candidate()));
        Trace.Identity identity = new Trace.Identity(NAMESPACE, "hello", "3f2a0c1e-5d4b-4c3a-9b2f-1a2b3c4d5e6f");
        trace = new Trace(identity, 1, BEGIN, false, false, spec, Status.initial());
    }

    /** A new trace and the pods that the API server would name for it. */
    public static World with(ATrace trace, APod... found) {
        return new World(trace.spec(), List.of(found));
    }

    /** The pods that the API server would name for the other end. */
    public World withPeers(APod... found) {
        List.of(found).forEach(pod -> peers.put(pod.candidate().name(), pod.candidate()));
        return this;
    }

    /** Addresses of the Service that they are behind. */
    public World reachedBy(String... addresses) {
        reachedBy = List.of(addresses);
        return this;
    }

    /** Who has an address. */
    public World owns(String address, Owner owner) {
        owners.put(address, owner);
        return this;
    }

    /** What a Service is and what is behind it. */
    public World serves(ServiceRef asked, ServiceAnswer answer) {
        services.put(asked, answer);
        return this;
    }

    public World allowing(Limits allowed) {
        limits = allowed;
        admission = new Admission(limits.maxTracePods());
        return this;
    }

    // What the operator does

    public Plan turn() {
        Observed observed = informed(observed());
        Plan plan = perform(
                observed,
                defect.map(failed -> Planner.afterDefect(observed, failed)).orElseGet(() -> Planner.plan(observed)));
        Promises.kept(observed, plan);
        return plan;
    }

    /** The observation with the answers to what its plan asks. */
    private Observed informed(Observed observed) {
        Questions questions = Planner.plan(observed).questions();
        if (questions.isEmpty()) {
            return observed;
        }
        asked.add(questions);
        Map<String, Owner> answers = new HashMap<>(owners);
        answers.keySet()
                .removeIf(key -> !questions.addresses().contains(key)
                        && !questions.servers().contains(key));
        return observed.withCluster(new ClusterFacts(
                answers, Map.of(), services, questions.addresses().size()));
    }

    private Plan perform(Observed observed, Plan plan) {
        trace = held(trace.held() || plan.finalizer() == Finalizer.Hold);
        plan.status().ifPresent(status -> trace = with(status));
        if (!plan.ensure().isEmpty() && refusal.isPresent()) {
            Map<String, String> refusals = new HashMap<>();
            plan.ensure().forEach(order -> refusals.put(order.order().target().uid(), refusal.get()));
            Observed told = observed.withTrace(trace).withRefusals(refusals);
            return perform(told, Planner.plan(told));
        }
        plan.ensure().forEach(this::make);
        plan.stop().forEach(pod -> change(pod, ATracePod::told));
        plan.windows().forEach(one -> change(one.pod(), pod -> pod.told(one.window())));
        notes.addAll(plan.events());
        plan.remove().forEach(this::remove);
        trace = held(trace.held() && plan.finalizer() != Finalizer.Release);
        gone |= plan.delete() || (trace.deleting() && !trace.held());
        return plan;
    }

    private void make(PodOrder order) {
        String uid = order.order().target().uid();
        pods.putIfAbsent(uid, ATracePod.made(order.name(), uid, now));
    }

    private void remove(PodRef pod) {
        if (pod.force()) {
            pods.values().removeIf(one -> one.pod().uid().equals(pod.uid()));
        }
        change(pod, ATracePod::deleting);
    }

    private void change(PodRef pod, UnaryOperator<ATracePod> change) {
        pods.replaceAll((uid, one) -> one.pod().uid().equals(pod.uid()) ? change.apply(one) : one);
    }

    public Observed observed() {
        List<TracePod> seen = pods.values().stream().map(ATracePod::pod).toList();
        admission.see(trace);
        Observed first = new Observed(trace, new Turn.Mine(), new Lookup.NotAsked(), seen, Map.of(), limits, now);
        if (!Planner.asks(first)) {
            return first.withLookup(lookup());
        }
        Turn turn = admission.ask(trace, taken(), now);
        return turn instanceof Turn.Mine ? taking(first.withLookup(lookup())) : first.withTurn(turn);
    }

    private Observed taking(Observed found) {
        Optional<Demand> demand = Planner.demand(found);
        if (demand.isEmpty()) {
            admission.leave(trace.identity());
        }
        return demand.map(wanted -> found.withTurn(admission.take(trace, wanted, taken(), now)))
                .orElse(found);
    }

    private List<Place> taken() {
        return others.values().stream().flatMap(List::stream).toList();
    }

    /** As the edge asks: for a trace without targets, and for a target whose trace pod was never seen. */
    private Lookup lookup() {
        boolean unmade = trace.status().targets().stream()
                .anyMatch(target -> target.reason() == Reason.Starting && !pods.containsKey(target.uid()));
        boolean over = trace.deleting() || trace.status().finished();
        if (over || !(unmade || trace.status().targets().isEmpty())) {
            return new Lookup.NotAsked();
        }
        if (forbidden.isPresent() && trace.status().targets().isEmpty()) {
            return new Lookup.Forbidden(forbidden.get());
        }
        return new Lookup.Found(
                named(trace.spec().target(), candidates),
                trace.spec()
                        .peer()
                        .map(peer -> peer instanceof PeerRef.Pods(var ref) ? named(ref, peers) : List.<Candidate>of())
                        .orElse(List.of()),
                reachedBy);
    }

    private static List<Candidate> named(TargetRef ref, Map<String, Candidate> there) {
        return there.values().stream()
                .filter(pod -> switch (ref) {
                    case TargetRef.Pod(var name) -> name.equals(pod.name());
                    case TargetRef.Node(var name) -> name.equals(pod.name());
                    case TargetRef.Several several -> true;
                })
                .toList();
    }

    // What happens

    public World after(Duration time) {
        now = now.plus(time);
        return this;
    }

    public World afterSeconds(long seconds) {
        return after(Duration.ofSeconds(seconds));
    }

    public World found(APod pod) {
        candidates.put(pod.candidate().name(), pod.candidate());
        return this;
    }

    public World targetIsGone(String pod) {
        candidates.remove(pod);
        peers.remove(pod);
        return this;
    }

    /** The API server says no to trace pods from now on. */
    public World refusesTracePods(String saying) {
        refusal = Optional.of(saying);
        return this;
    }

    /** The API server says no to who asks which pods there are; yes when it says nothing. */
    public World forbidsToLook(String saying) {
        forbidden = Optional.of(saying).filter(words -> !words.isEmpty());
        return this;
    }

    /** The operator itself does, from now on. */
    public World whereARuleFails(RuntimeException failed) {
        defect = Optional.of(failed);
        return this;
    }

    public World otherTracePods(String node, int many) {
        return otherTracePodsOf("others", node, many);
    }

    public World otherTracePodsOf(String namespace, String node, int many) {
        List<Place> places = IntStream.range(0, many)
                .mapToObj(one -> new Place("other", node + one, namespace, node))
                .toList();
        others.put(namespace + "/" + node, places);
        return this;
    }

    public World tcpdumpListens(String pod) {
        return change(pod, one -> one.ready(Optional.of(now)));
    }

    public World windowIsTold(String pod, Window window) {
        return change(pod, one -> one.told(window));
    }

    public World captureEnds(String pod, CaptureReport capture) {
        return change(pod, one -> one.saying(capture));
    }

    public World answered(String pod, CaptureReport capture, Report report) {
        return change(pod, one -> one.saying(capture).saying(report));
    }

    /** The capture died, and the analyser read what it had left. */
    public World onlyTheAnalyserAnswered(String pod, Report report) {
        return change(pod, one -> one.saying(report));
    }

    public World tracePodEnds(String pod) {
        return change(pod, ATracePod::ended);
    }

    public World tracePodIsTroubled(String pod, String reason, String message) {
        return change(pod, one -> one.troubled(reason, message));
    }

    /** Somebody deletes it; the kubelet has still to end it. */
    public World tracePodIsDeleted(String pod) {
        return change(pod, ATracePod::deleting);
    }

    public World tracePodIsGone(String pod) {
        pods.remove(APod.uid(pod));
        return this;
    }

    /** The kubelet ends what was deleted. */
    public World kubeletClears() {
        pods.values().removeIf(one -> one.pod().deleting());
        return this;
    }

    public World userStops() {
        TraceSpec stopped = ATrace.stopped(trace.spec());
        trace = new Trace(
                trace.identity(), 2, trace.created(), trace.deleting(), trace.held(), stopped, trace.status());
        return this;
    }

    public World userDeletes() {
        trace = new Trace(
                trace.identity(), trace.generation(), BEGIN, true, trace.held(), trace.spec(), trace.status());
        gone |= !trace.held();
        return this;
    }

    /** The operator is an older one than that which wrote the status. */
    public World newerOperatorWroteOf(String pod, String message) {
        Status status = status();
        trace = with(new Status(
                status.observedGeneration(),
                status.summary(),
                status.diagnosis(),
                status.target(),
                status.nodes(),
                status.packets(),
                status.lost(),
                status.admittedTime(),
                status.startTime(),
                status.finishTime(),
                status.conditions(),
                status.targets().stream()
                        .map(target -> target.pod().equals(pod) ? target.as(null, message) : target)
                        .toList()));
        return this;
    }

    private World change(String pod, UnaryOperator<ATracePod> change) {
        pods.computeIfPresent(APod.uid(pod), (uid, one) -> change.apply(one));
        return this;
    }

    private Trace with(Status status) {
        return new Trace(
                trace.identity(), trace.generation(), BEGIN, trace.deleting(), trace.held(), trace.spec(), status);
    }

    private Trace held(boolean held) {
        return new Trace(
                trace.identity(), trace.generation(), BEGIN, trace.deleting(), held, trace.spec(), trace.status());
    }

    // What can be seen

    public Status status() {
        return trace.status();
    }

    public Reason reason() {
        return Reason.valueOf(condition("Succeeded").reason());
    }

    public String message() {
        return condition("Succeeded").message();
    }

    public Condition condition(String type) {
        return status().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    public Truth truth(String type) {
        return condition(type).status();
    }

    public TargetStatus target(String pod) {
        return status().targets().stream()
                .filter(target -> target.pod().equals(pod))
                .findFirst()
                .orElseThrow();
    }

    public KStatus kstatus() {
        return KStatus.of(status(), trace.generation(), trace.deleting());
    }

    /** The questions of all turns. */
    public List<Questions> asked() {
        return List.copyOf(asked);
    }

    /** Trace pods that exist and were not deleted. */
    public long tracePods() {
        return pods.values().stream().filter(one -> !one.pod().deleting()).count();
    }

    public Optional<TracePod> tracePod(String pod) {
        return Optional.ofNullable(pods.get(APod.uid(pod))).map(ATracePod::pod);
    }

    public boolean held() {
        return trace.held();
    }

    /** Whether the trace itself is gone. */
    public boolean gone() {
        return gone;
    }

    public Instant now() {
        return now;
    }

    /** What was told about the trace, then about pods: {@code Started}, {@code Started web}, … */
    public List<String> told() {
        return notes.stream()
                .map(note -> (note.what() + " " + note.pod()).strip())
                .toList();
    }

    public List<Note> notes() {
        return List.copyOf(notes);
    }
}
