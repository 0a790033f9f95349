package io.nettools.controller;

import io.nettools.controller.election.Election;
import io.nettools.controller.ops.Health;
import org.picocontainer.MutablePicoContainer;

/**
 * One of several processes of the operator. It stands by without a watch or a cache until it leads, and leads until its end: a replica
 * that has lost the lease is not used again.
 */
public final class Replica implements AutoCloseable {
    private final Election election;
    private final MutablePicoContainer leading;
    private final Health health = new Health(this::ready);

    /** @param leading what {@link Wiring} makes, not started */
    public Replica(Election election, MutablePicoContainer leading) {
        this.election = election;
        this.leading = leading;
    }

    /** Returns when it leads and its caches are filled. */
    public void run() throws InterruptedException {
        health.start();
        election.start();
        election.awaitLeading();
        leading.start();
    }

    /** Of one that stands by: whether it would take over, or no rolling update would go on. */
    boolean ready() {
        return election.leading() ? leading.getComponent(OperatorRunner.class).healthy() : election.standingBy();
    }

    /** All that writes ends before the lease is given up, so that the next one can begin at once. */
    @Override
    public void close() {
        if (leading.getLifecycleState().isStarted()) {
            leading.stop();
        }
        election.release();
        health.stop();
    }
}
