package io.nettools.controller;

import io.nettools.controller.election.Election;
import io.nettools.controller.health.Health;
import io.nettools.controller.health.Vitals;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.picocontainer.MutablePicoContainer;

/**
 * One of several processes of the operator. It stands by without a watch or a cache until it leads, and leads until its end: a replica
 * that has lost the lease is not used again.
 */
public final class Replica implements AutoCloseable {
    private final Election election;
    private final MutablePicoContainer leading;
    private final Vitals vitals;
    private final Health health;

    /** @param leading what {@link Wiring} makes, not started */
    public Replica(Election election, MutablePicoContainer leading) {
        this.election = election;
        this.leading = leading;
        this.vitals = leading.getComponent(Vitals.class);
        this.health = new Health(new InetSocketAddress(Health.PORT), this::notReady, () -> vitals.signs()
                .notAlive());
    }

    /** Returns when it leads and its caches are filled. */
    public void run() throws InterruptedException {
        health.start();
        election.start();
        election.awaitLeading();
        leading.start();
    }

    /** One that stands by is ready when it would take over, or no rolling update would go on. */
    private Optional<String> notReady() {
        if (election.leading()) {
            return vitals.signs().notReady();
        }
        return election.standingBy() ? Optional.empty() : Optional.of("the lease cannot be read");
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
