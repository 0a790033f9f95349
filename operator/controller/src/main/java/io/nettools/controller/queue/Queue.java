package io.nettools.controller.queue;

import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.intake.TraceReading;
import io.nettools.controller.intake.TraceStore;
import io.nettools.controller.log.About;
import io.nettools.controller.observe.FinishedTraces;
import io.nettools.controller.observe.TracePods;
import io.nettools.controller.observe.Traces;
import io.nettools.controller.ops.Settings;
import io.nettools.planner.plan.Planner;
import io.nettools.planner.queue.Admission;
import io.nettools.planner.queue.Backlog;
import io.nettools.planner.queue.Demand;
import io.nettools.planner.queue.Place;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.Trace;
import io.nettools.planner.trace.Trace.Identity;
import io.nettools.planner.trace.Turn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line, for all reconcile threads: one lock, held while something is decided and never while the API server is asked. What it knows it
 * has from the caches: at first it looks at all traces there, and from then on sees each in its own turn.
 */
public final class Queue {
    private static final Logger LOG = LoggerFactory.getLogger(Queue.class);

    private final InstantSource clock;
    private final Admission admission;
    private final AtomicReference<Caches> caches = new AtomicReference<>();
    private boolean filled;

    public Queue(Settings settings, InstantSource clock) {
        this.clock = clock;
        this.admission = new Admission(settings.limits().maxTracePods());
    }

    /** What the SDK makes after us. */
    public interface Caches {
        /** All traces of the cluster. */
        Stream<NetworkTrace> traces();

        /** All trace pods. */
        Stream<Pod> tracePods();

        /** Lets this trace have a turn of the loop. */
        void wake(ResourceID trace);
    }

    public void watch(Caches fresh) {
        caches.set(fresh);
    }

    /**
     * Whether a trace that has no targets yet may begin, and who is meant then. From here on its places are taken, whatever happens to what
     * is written about it.
     *
     * @param lookUp asks the API server, when it is the trace's turn
     */
    public Observed admit(Observed observed, UnaryOperator<Observed> lookUp) {
        Turn turn = ask(observed.trace());
        if (!(turn instanceof Turn.Mine)) {
            return observed.withTurn(turn);
        }
        Observed found = lookUp.apply(observed);
        Optional<Demand> demand = Planner.demand(found);
        if (demand.isEmpty()) {
            leave(found.trace().identity());
        }
        return demand.map(wanted -> found.withTurn(take(found.trace(), wanted))).orElse(found);
    }

    private synchronized Turn ask(Trace trace) {
        fill();
        return admission.ask(trace, places(), clock.instant());
    }

    private synchronized Turn take(Trace trace, Demand demand) {
        return admission.take(trace, demand, places(), clock.instant());
    }

    /** What a trace's status says now. */
    public synchronized void see(Trace trace) {
        admission.see(trace);
    }

    /** It is gone, or must not begin. */
    public synchronized void leave(Identity trace) {
        admission.leave(trace);
    }

    /** The traces that wait. */
    public synchronized Backlog backlog() {
        return admission.backlog();
    }

    /** Its turn ended with an exception; the SDK gives it another. */
    public synchronized void failed(Identity trace) {
        admission.failed(trace);
    }

    /** Wakes those for whom there are places now. */
    public void moveOn() {
        next().forEach(trace -> caches.get().wake(new ResourceID(trace.name(), trace.namespace())));
    }

    private synchronized List<Identity> next() {
        fill();
        return admission.next(places());
    }

    private List<Place> places() {
        return caches.get()
                .tracePods()
                .flatMap(pod -> TracePods.place(pod).stream())
                .toList();
    }

    /** Before the first decision: who has begun takes his places, and who is older comes first, whichever the SDK shows us first. */
    private void fill() {
        if (!filled) {
            filled = true;
            caches.get()
                    .traces()
                    .filter(trace -> FinishedTraces.of(trace).isEmpty()
                            && !trace.isMarkedForDeletion()
                            && TraceReading.unreadable(trace).isEmpty())
                    .forEach(this::expect);
        }
    }

    /** Of one of which the store has only the name, its own turn tells the rest. */
    private void expect(NetworkTrace resource) {
        try {
            admission.expect(
                    Traces.identity(resource),
                    Instant.parse(resource.getMetadata().getCreationTimestamp()));
            if (!TraceStore.reduced(resource)) {
                admission.see(Traces.of(resource));
            }
        } catch (RuntimeException e) {
            try (var _ = About.trace(Traces.identity(resource))) {
                LOG.warn(
                        "could not be added to the queue trace={} error={}",
                        ResourceID.fromResource(resource),
                        e.toString());
            }
        }
    }
}
