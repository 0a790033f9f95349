package io.nettools.controller.effect;

import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.effect.Effects.Creation;
import io.nettools.controller.intake.TraceStore;
import io.nettools.controller.metrics.Metrics;
import io.nettools.controller.observe.FinishedTraces;
import io.nettools.controller.observe.Observer;
import io.nettools.controller.observe.Traces;
import io.nettools.controller.ops.AuditLog;
import io.nettools.controller.pod.Marks;
import io.nettools.controller.queue.Queue;
import io.nettools.planner.cluster.ClusterFacts;
import io.nettools.planner.plan.Plan;
import io.nettools.planner.plan.Plan.Finalizer;
import io.nettools.planner.plan.Plan.PodRef;
import io.nettools.planner.plan.Planner;
import io.nettools.planner.plan.PodOrder;
import io.nettools.planner.status.Status;
import io.nettools.planner.trace.FinishedTrace;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn of the loop: observe, plan, and perform the plan in its order. When the plan has questions about the cluster,
 * or the API server refuses a pod, the turn plans once more.
 */
public final class Conductor {
    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);

    /** Pause until the next turn when no event arrives: events may be lost. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    private final Rules rules;
    private final Observer observer;
    private final Effects effects;
    private final AuditLog audit;
    private final Queue queue;
    private final Metrics metrics;
    private final AtomicReference<InformerEventSource<Pod, NetworkTrace>> pods = new AtomicReference<>();

    public Conductor(Rules rules, Observer observer, Effects effects, AuditLog audit, Queue queue, Metrics metrics) {
        this.rules = rules;
        this.observer = observer;
        this.effects = effects;
        this.audit = audit;
        this.queue = queue;
        this.metrics = metrics;
    }

    /** {@link Planner#plan}. */
    public interface Rules {
        Plan plan(Observed observed);
    }

    /** The informer of trace pods, which the SDK makes after us. */
    public void watch(InformerEventSource<Pod, NetworkTrace> source) {
        pods.set(source);
    }

    /** All trace pods of the operator, as the informer has them. */
    public List<Pod> tracePods() {
        return pods.get().list(pod -> true).toList();
    }

    /**
     * Performs one turn. Afterwards other traces may take their turns.
     *
     * @return the pause until the next turn when no event arrives
     */
    public Optional<Duration> conduct(NetworkTrace trace, Context<NetworkTrace> context) {
        try {
            return decide(trace, context);
        } catch (RuntimeException e) {
            queue.failed(Traces.identity(trace));
            throw e;
        } finally {
            queue.moveOn();
        }
    }

    private Optional<Duration> decide(NetworkTrace trace, Context<NetworkTrace> context) {
        Optional<FinishedTrace> finished = FinishedTraces.of(trace);
        Instant now = observer.now();
        if (finished.filter(known -> !known.due(now)).isPresent()) {
            return finished.get().expiry().map(at -> Duration.between(now, at));
        }
        return TraceStore.reduced(trace)
                ? effects.now(trace).flatMap(whole -> turn(whole, context))
                : turn(trace, context);
    }

    private Optional<Duration> turn(NetworkTrace trace, Context<NetworkTrace> context) {
        Set<Pod> own = context.getSecondaryResources(Pod.class);
        Turn turn = new Turn(trace, context);
        try {
            Observed observed = admitted(observer.observe(trace, own));
            return turn.next(turn.perform(turn.decided(observed)));
        } catch (Observer.FailedException defect) {
            LOG.error("phase=Undecided trace={} cannot be observed", Traces.identity(trace), defect.getCause());
            Observed unseen = observer.unseen(trace, own);
            return turn.perform(new Decided(unseen, Planner.afterDefect(unseen, defect.failure())))
                    .wake();
        }
    }

    private Observed admitted(Observed observed) {
        queue.see(observed.trace());
        return Planner.asks(observed) ? queue.admit(observed, observer::lookUp) : observed;
    }

    /**
     * Skips a trace that cannot be read until it changes. When it is being deleted, its trace pods and its finalizer
     * are removed: the finalizer would otherwise block its namespace.
     */
    public void skip(NetworkTrace trace, String why) {
        LOG.warn("phase=Skipped trace={} cannot be read: {}", Traces.identity(trace), why);
        if (trace.isMarkedForDeletion()) {
            forget(trace);
            if (trace.hasFinalizer(Marks.FINALIZER) && pods(trace).isEmpty()) {
                effects.release(trace);
            }
        }
    }

    /** What was observed in the end, and what follows from it. */
    private record Decided(Observed observed, Plan plan) {}

    private Plan plan(Observed observed) {
        try {
            return rules.plan(observed);
        } catch (RuntimeException defect) {
            LOG.error("no rule could decide trace={}", observed.trace().identity(), defect);
            return Planner.afterDefect(observed, defect);
        }
    }

    /** Removes the trace pods of a deleted trace, and its place in the queue. */
    public void forget(NetworkTrace trace) {
        queue.leave(Traces.identity(trace));
        pods(trace)
                .forEach(pod -> effects.remove(new PodRef(
                        pod.getMetadata().getName(), pod.getMetadata().getUid(), false)));
        queue.moveOn();
    }

    private List<Pod> pods(NetworkTrace trace) {
        String uid = trace.getMetadata().getUid();
        return tracePods().stream()
                .filter(pod -> uid.equals(pod.getMetadata().getLabels().get(Marks.TRACE_UID)))
                .toList();
    }

    /**
     * One turn. It keeps the trace as each write returned it, so that no later write of the turn is based on an older
     * version.
     */
    private final class Turn {
        private final Context<NetworkTrace> context;
        private NetworkTrace trace;

        Turn(NetworkTrace trace, Context<NetworkTrace> context) {
            this.trace = trace;
            this.context = context;
        }

        /** The pause until the next turn. A finished trace has a next turn only if its plan asks for one. */
        Optional<Duration> next(Plan plan) {
            return plan.wake()
                    .or(() -> FinishedTraces.of(trace).isPresent() ? Optional.empty() : Optional.of(LOOK_AGAIN));
        }

        /** Asks the plan's questions about the cluster, and plans again with the answers. */
        Decided decided(Observed observed) {
            Plan plan = plan(observed);
            if (plan.questions().isEmpty()) {
                return new Decided(observed, plan);
            }
            Set<Pod> own = context.getSecondaryResources(Pod.class);
            Observed informed = observed.withCluster(observer.answer(trace, observed.trace(), own, plan.questions()));
            return new Decided(informed, plan(informed));
        }

        Plan perform(Decided decided) {
            Observed observed = decided.observed();
            Plan plan = decided.plan();
            if (plan.finalizer() == Finalizer.Hold) {
                trace = effects.hold(trace);
                Trace fresh = Traces.of(trace);
                if (fresh.deleting() || fresh.status().finished()) {
                    return Plan.wakeAfter(Duration.ofMillis(100));
                }
            }
            // events first: after the status write no turn would send them again; fixed names make a repeat harmless
            effects.tell(trace, plan);
            plan.status().ifPresent(status -> write(observed, status));
            Map<String, String> refusals = ensure(observed, plan.ensure());
            if (!refusals.isEmpty()) {
                Observed told = observed.withTrace(Traces.of(trace)).withRefusals(refusals);
                return perform(decided(told));
            }
            plan.stop().forEach(pod -> know(effects.stop(pod, observed.now())));
            plan.windows().forEach(told -> know(effects.tell(told)));
            plan.remove().forEach(this::remove);
            end(plan);
            return plan;
        }

        private void write(Observed observed, Status status) {
            if (status.equals(observed.trace().status())) {
                return;
            }
            trace = effects.write(trace, status);
            remember();
            queue.see(Traces.of(trace));
            int reads = observed.cluster().map(ClusterFacts::reads).orElse(0);
            metrics.wrote(observed.trace(), status);
            audit.log(Traces.requestedBy(trace), observed.trace(), status, reads);
        }

        private Map<String, String> ensure(Observed observed, List<PodOrder> orders) {
            Map<String, String> refusals = new HashMap<>();
            for (PodOrder order : orders) {
                Creation creation = effects.ensure(observed.trace().identity(), order);
                creation.made()
                        .ifPresent(pod -> pods.get().handleRecentResourceCreate(ResourceID.fromResource(pod), pod));
                creation.refusal()
                        .ifPresent(said -> refusals.put(order.order().target().uid(), said));
            }
            return refusals;
        }

        /** Deletes a pod. The next turn must know that it is being deleted, or would delete it again. */
        private void remove(PodRef pod) {
            effects.remove(pod).ifPresent(this::know);
        }

        /**
         * Puts a pod into the cache as it is now. The next turn must also see its annotations, or would write others.
         */
        private void know(Pod now) {
            pods.get().handleRecentResourceUpdate(ResourceID.fromResource(now), now, now);
        }

        private void end(Plan plan) {
            if (plan.finalizer() == Finalizer.Release) {
                trace = effects.release(trace);
                if (!trace.isMarkedForDeletion()) {
                    remember(); // or the next turn would release it again; a deleted one is gone now
                }
            }
            if (plan.delete()) {
                effects.delete(trace);
            }
        }

        /**
         * Puts the trace into the cache: the next turn must not begin with an older version than the one just written.
         */
        private void remember() {
            context.eventSourceRetriever()
                    .getControllerEventSource()
                    .handleRecentResourceUpdate(ResourceID.fromResource(trace), trace, context.getPrimaryResource());
        }
    }
}
