package io.nettools.controller.election;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands by until the lease is ours, renews it, and reports its loss, after which the program must end. No error or
 * missing answer of the API server ends the waiting.
 */
public final class Election {
    private static final Logger LOG = LoggerFactory.getLogger(Election.class);

    private final LeaseStore store;
    private final Fence fence;
    private final Terms terms;
    private final Consumer<String> lost;
    private final CountDownLatch leading = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicLong lastAnswer;
    private final AtomicReference<Knowledge> knowledge;

    /** @param lease the lease that the next write replaces; empty when it must be read first, or does not exist */
    private record Knowledge(Candidate candidate, Optional<Lease> lease) {}

    /**
     * Created once per process.
     *
     * @param me the identity of this pod alone
     * @param lost takes the reason for a loss, from any thread and more than once, and ends the program; no write
     *     passes from then on
     */
    public Election(LeaseStore store, Fence fence, Terms terms, String me, Consumer<String> lost) {
        this.store = store;
        this.fence = fence;
        this.terms = terms;
        this.lost = lost;
        this.knowledge = new AtomicReference<>(new Knowledge(Candidate.of(me, terms), Optional.empty()));
        this.lastAnswer = new AtomicLong(fence.now() - terms.lease().toNanos());
    }

    public void start() {
        Thread.ofPlatform().daemon().name("election").start(this::run);
    }

    /** Returns when this process leads. */
    public void awaitLeading() throws InterruptedException {
        leading.await();
    }

    public boolean leading() {
        return leading.getCount() == 0 && fence.open();
    }

    /** Whether it is able to take over: it has read the lease recently. */
    public boolean standingBy() {
        return fence.now() - lastAnswer.get() < terms.renewDeadline().toNanos();
    }

    /** Closes the fence for good, and frees the lease if it is ours. */
    public void release() {
        stopped.countDown();
        fence.close();
        synchronized (this) { // a turn may be under way
            Knowledge last = knowledge.get();
            if (leading.getCount() > 0 || !last.candidate().holds()) {
                return;
            }
            try {
                last.lease()
                        .or(store::read)
                        .filter(lease -> LeaseStore.seen(lease)
                                .holder()
                                .equals(last.candidate().me()))
                        .ifPresent(store::release);
                LOG.info("phase=Released");
            } catch (RuntimeException e) {
                LOG.warn("the lease could not be released and will expire: {}", e.getMessage());
            }
        }
    }

    private void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                pause = turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (stopped.getCount() > 0) {
                lose("the election has ended");
            }
        }
    }

    private synchronized Duration turn() {
        try {
            Duration pause = stopped.getCount() > 0 ? attempt() : Duration.ZERO;
            if (failing.getAndSet(false)) {
                LOG.info("the lease can be read and written again");
            }
            return pause;
        } catch (
                RuntimeException e) { // also what nobody thought of: a replica that no longer tries would be no replica
            knowledge.updateAndGet(now -> new Knowledge(now.candidate(), Optional.empty()));
            if (!isConflict(e) && !failing.getAndSet(true)) {
                LOG.warn("the lease cannot be read or written, retrying every {}: {}", terms.look(), e.getMessage());
            }
            return terms.look();
        }
    }

    /** Reads the lease unless it is known, and writes it if it is time. */
    private Duration attempt() {
        if (knowledge.get().lease().isEmpty()) {
            look();
        }
        Knowledge now = knowledge.get();
        if (leading.getCount() == 0 && !now.candidate().holds()) {
            lose("the lease is " + now.candidate().holder() + "'s");
            return terms.look();
        }
        Duration wait = now.candidate().waits(fence.now());
        if (wait.isPositive()) {
            knowledge.set(new Knowledge(now.candidate(), Optional.empty()));
            return wait.compareTo(terms.look()) < 0 ? wait : terms.look();
        }
        take(now);
        return terms.retry();
    }

    private void look() {
        Optional<Lease> found = store.read();
        long at = fence.now();
        lastAnswer.set(at);
        Candidate before = knowledge.get().candidate();
        Candidate after = before.sees(found.map(LeaseStore::seen), at);
        if (!after.holder().isEmpty() && !after.holder().equals(before.holder()) && !after.holds()) {
            LOG.info("phase=Standby leader={}", printable(after.holder()));
        }
        knowledge.set(new Knowledge(after, found));
    }

    private void take(Knowledge now) {
        long sentAt = fence.now();
        Lease held = store.take(now.lease(), now.candidate().me(), terms.lease());
        knowledge.set(new Knowledge(
                now.candidate().sees(Optional.of(LeaseStore.seen(held)), fence.now()), Optional.of(held)));
        lastAnswer.set(sentAt);
        fence.renewed(sentAt);
        if (leading.getCount() > 0) {
            LOG.info("phase=Leading transitions={}", held.getSpec().getLeaseTransitions());
            leading.countDown();
            Thread.ofPlatform().daemon().name("fence").start(this::guard);
        }
    }

    /** Reports the loss when the time is over: the thread that renews may be waiting for an answer. */
    private void guard() {
        for (Duration left = fence.left(); left.isPositive(); left = fence.left()) {
            LockSupport.parkNanos(left.toNanos());
        }
        if (stopped.getCount() > 0) {
            lose("it was not renewed within " + terms.renewDeadline());
        }
    }

    private void lose(String why) {
        fence.close();
        lost.accept(why);
    }

    private static boolean isConflict(RuntimeException e) {
        return e instanceof KubernetesClientException answer && answer.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    private static String printable(String holder) {
        return holder.replaceAll("[^ -~]", "?");
    }
}
