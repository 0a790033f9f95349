package io.nettools.controller.election;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** The {@link Tenure} of this process for all its threads. Once closed it stays closed. */
public final class Fence {
    private final LongSupplier nanoTime;
    private final AtomicReference<Optional<Tenure>> tenure;

    /**
     * A fence that is closed until the first renewal.
     *
     * @param nanoTime {@link System#nanoTime}
     */
    public Fence(Terms terms, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.tenure = new AtomicReference<>(Optional.of(Tenure.none(terms.renewDeadline())));
    }

    /** Whether the lease is certainly still held. */
    public boolean open() {
        return left().isPositive();
    }

    long now() {
        return nanoTime.getAsLong();
    }

    Duration left() {
        return tenure.get().map(one -> one.left(now())).orElse(Duration.ZERO);
    }

    void renewed(long sentAt) {
        tenure.updateAndGet(now -> now.map(one -> one.renewed(sentAt)));
    }

    void close() {
        tenure.set(Optional.empty());
    }
}
