package io.nettools.controller.queue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.ATracePod;
import io.nettools.controller.observe.Traces;
import io.nettools.controller.ops.Settings;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.controller.pod.Marks;
import io.nettools.planner.plan.NextStatus;
import io.nettools.planner.plan.Plan;
import io.nettools.planner.plan.Planner;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Lookup;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.Trace;
import io.nettools.planner.trace.Trace.Identity;
import io.nettools.planner.trace.Turn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Traces that are all created at once, for one node, and the threads that give them their turns. Time is a hundredth of the real: a request takes
 * up to 3 ms, the informer is up to 3 ms late, and a trace pod lives for up to 15 ms.
 */
final class Burst implements Queue.Caches {
    private static final int THREADS = 8;
    private static final int LATE_MICROS = 3_000;
    private static final int LIFE_MICROS = 15_000;
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:20Z");
    private static final Trace ANY = Traces.of(ATrace.asking("target: {node: node-1}"));
    private static final Pod READY = ATracePod.of("ready", "target");
    private static final Phase DONE = new Phase(Reason.Completed, "Done.");

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final ScheduledExecutorService world = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Trace> traces = new ConcurrentHashMap<>();
    private final Map<String, Pod> informer = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final AtomicInteger live = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Settings settings;
    private final Random random;
    private final Queue queue;
    private volatile Consumer<String> woken = name -> {};

    Burst(Map<String, String> limits, Random random) {
        Map<String, String> all = new HashMap<>(Map.of(
                "image",
                "image",
                "hostNetworkNamespaces",
                "shop",
                "maxTracePods",
                "20",
                "maxTracePodsPerNode",
                "20",
                "maxTracePodsPerNamespace",
                "20"));
        all.putAll(limits);
        this.random = random;
        this.settings = SettingsReader.read(all);
        this.queue = new Queue(settings, InstantSource.fixed(NOW));
        queue.watch(this);
    }

    /** Whether each of them has had its trace pod, and within reasonable time. */
    boolean runs(int many) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(many);
        for (int one = 0; one < many; one++) {
            Identity identity = new Identity("shop", "trace-" + one, "uid-" + one);
            traces.put(identity.name(), trace(identity, Status.initial()));
        }
        woken = name -> threads.execute(() -> turn(name, over));
        traces.keySet().forEach(woken);
        boolean all = over.await(30, TimeUnit.SECONDS);
        threads.shutdownNow();
        world.shutdownNow();
        return all;
    }

    /** Trace pods that there were at a time, at most. */
    int most() {
        return most.get();
    }

    /** What the loop does: see, have a turn, plan, write, make the pod. The SDK gives a trace one thread at a time. */
    private void turn(String name, CountDownLatch over) {
        synchronized (locks.computeIfAbsent(name, one -> new Object())) {
            Trace trace = traces.get(name);
            Observed observed = new Observed(
                    trace, new Turn.Mine(), new Lookup.NotAsked(), List.of(), Map.of(), settings.limits(), NOW);
            queue.see(trace);
            if (Planner.asks(observed)) {
                Plan plan = Planner.plan(queue.admit(observed, this::lookUp));
                plan.status().ifPresent(status -> write(name, status));
                plan.ensure().forEach(order -> make(name, over));
            }
        }
        queue.moveOn();
    }

    private Observed lookUp(Observed observed) {
        late();
        Candidate node = Candidate.ofNode("node-1", "target", true, false, "linux", List.of("192.168.1.4"));
        return observed.withLookup(new Lookup.Found(List.of(node)));
    }

    private void write(String name, Status status) {
        late();
        traces.put(name, trace(traces.get(name).identity(), status));
        queue.see(traces.get(name));
    }

    private static Trace trace(Identity identity, Status status) {
        return new Trace(identity, 1, NOW, false, false, ANY.spec(), status);
    }

    /** The kubelet runs it, and ends it; the informer knows both later. */
    private void make(String name, CountDownLatch over) {
        late();
        most.accumulateAndGet(live.incrementAndGet(), Math::max);
        Pod pod = new PodBuilder(READY)
                .editMetadata()
                .addToLabels(Marks.TRACE_UID, traces.get(name).identity().uid())
                .endMetadata()
                .build();
        int known = random.nextInt(LATE_MICROS);
        int ended = random.nextInt(LIFE_MICROS);
        later(known, () -> informer.put(name, pod));
        later(ended, live::decrementAndGet);
        later(ended + known + LATE_MICROS, () -> isOver(name, over));
    }

    private void later(int micros, Runnable event) {
        var unused = world.schedule(event, micros, TimeUnit.MICROSECONDS);
    }

    private void isOver(String name, CountDownLatch over) {
        informer.remove(name);
        threads.execute(() -> {
            Trace trace = traces.get(name);
            List<TargetStatus> targets = trace.status().targets().stream()
                    .map(target -> target.as(DONE.reason(), DONE.message()))
                    .toList();
            write(name, NextStatus.of(trace, DONE, targets, Optional.empty(), NOW));
            queue.moveOn();
            over.countDown();
        });
    }

    private void late() {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(LATE_MICROS)));
    }

    @Override
    public Stream<NetworkTrace> traces() {
        return Stream.empty(); // all come later
    }

    @Override
    public Stream<Pod> tracePods() {
        return List.copyOf(informer.values()).stream();
    }

    @Override
    public void wake(ResourceID trace) {
        woken.accept(trace.getName());
    }
}
