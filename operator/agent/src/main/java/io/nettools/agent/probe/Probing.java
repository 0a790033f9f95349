package io.nettools.agent.probe;

import io.nettools.agent.handover.Log;
import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.Seclusion;
import io.nettools.agent.target.TargetSearch;
import io.nettools.agent.target.Tool;
import io.nettools.analyser.order.Host;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Probe.From;
import io.nettools.analyser.order.Requests;
import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.ProbeReport.Attempt;
import io.nettools.analyser.report.ProbeReport.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The trace's own requests. They begin at intervals after {@link #begin}. Each has a thread of its own, so that one
 * without an answer delays no other. A failure never costs the trace.
 */
public final class Probing {
    /** Time that {@link #end} waits for requests under way. */
    private static final Duration LAST = Duration.ofSeconds(1);

    private static final Duration READY_POLL = Duration.ofMillis(50);

    private final Order order;
    private final TargetSearch search;
    private final NetworkNamespace pod;
    private final Seclusion seclusion;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<CompletableFuture<Attempt>> attempts = new ArrayList<>();

    public Probing(Order order, TargetSearch search, NetworkNamespace pod, Seclusion seclusion) {
        this.order = order;
        this.seclusion = seclusion;
        this.search = search;
        this.pod = pod;
    }

    /**
     * Begins the requests when {@code ready}, or after half of the capture's time at the latest: a request that only
     * one end sees is better than none. Called when tcpdump listens.
     *
     * @param ready whether all ends are captured
     */
    public void begin(BooleanSupplier ready) {
        order.probe().ifPresent(probe -> Tool.READERS.execute(() -> schedule(probe, ready)));
    }

    /** Stops making requests and reports the results so far. A request still without a result is left out. */
    public Optional<ProbeReport> end() {
        ended.countDown();
        return order.probe()
                .map(probe -> ProbeReport.of(probe, Requests.shown(probe.request(), order.paths()), results()));
    }

    private void schedule(Probe probe, BooleanSupplier ready) {
        long latest = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(order.durationMillis() / 2);
        try {
            while (!ready.getAsBoolean() && System.nanoTime() < latest) {
                if (ended.await(READY_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            do {
                start(probe);
            } while (attempts() < probe.count() && !ended.await(probe.intervalMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void start(Probe probe) {
        attempts.add(CompletableFuture.supplyAsync(() -> make(probe), Tool.READERS));
    }

    private synchronized int attempts() {
        return attempts.size();
    }

    private synchronized List<CompletableFuture<Attempt>> started() {
        return List.copyOf(attempts);
    }

    private List<Attempt> results() {
        List<CompletableFuture<Attempt>> all = started();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, LAST.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return all.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .toList();
    }

    private Attempt make(Probe probe) {
        Attempt attempt = probe.from() == From.Node ? fromNode(probe) : request(probe, pod);
        Log.decision("probe", attempt.outcome().name(), "");
        return attempt;
    }

    private Attempt fromNode(Probe probe) {
        Optional<Host> destination = Requests.destination(probe.request());
        boolean own = destination.isPresent()
                && order.target().podIps().stream().map(Host::new).anyMatch(destination.get()::sameAs);
        if (!own) {
            return Attempt.failed(Outcome.Failed, "a request from the node may only go to the pod's own addresses");
        }
        try (NetworkNamespace node = search.node()) {
            return request(probe, node);
        } catch (IOException reason) {
            return Attempt.failed(Outcome.Failed, "the node's network namespace cannot be entered");
        }
    }

    private Attempt request(Probe probe, NetworkNamespace namespace) {
        return new OneRequest(probe.request(), namespace, search, seclusion).make();
    }
}
