package io.nettools.controller;

import io.nettools.controller.election.Election;
import io.nettools.controller.health.Health;
import io.nettools.controller.health.Vitals;
import io.nettools.controller.metrics.Holdings;
import io.nettools.controller.metrics.Metrics;
import io.nettools.controller.metrics.Page;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.LongSupplier;
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

    /**
     * A replica that does not run yet.
     *
     * @param leading what {@link Wiring} makes, not started
     * @param nanos a monotonic clock
     */
    public Replica(Election election, MutablePicoContainer leading, LongSupplier nanos) {
        this.election = election;
        this.leading = leading;
        this.vitals = leading.getComponent(Vitals.class);
        this.health = new Health(
                new InetSocketAddress(Health.PORT),
                this::notReady,
                () -> vitals.signs().notAlive(),
                new Page(this::metrics, nanos)::text);
    }

    private byte[] metrics() {
        boolean leads = election.leading();
        Optional<Holdings> holdings = Optional.of(leading.getComponent(Census.class))
                .filter(any -> leads)
                .flatMap(Census::holdings);
        return leading.getComponent(Metrics.class).page(leads, holdings);
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
