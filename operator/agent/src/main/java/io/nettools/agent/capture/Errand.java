package io.nettools.agent.capture;

import io.nettools.agent.target.CannotCapture;
import io.nettools.agent.target.Tool;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A query to another program that runs beside other queries. Together they take a third of the time before tcpdump may
 * start.
 */
final class Errand<T> {
    private final FutureTask<T> task;

    private Errand(FutureTask<T> task) {
        this.task = task;
    }

    static <T> Errand<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Tool.READERS.execute(task);
        return new Errand<>(task);
    }

    /** Waits for the result; throws the failure of the work. */
    T result() throws CannotCapture, IOException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case CannotCapture known -> throw known;
                case IOException broken -> throw broken;
                default -> throw new IllegalStateException(failed.getCause());
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", nobodyDoes);
        }
    }

    /** Waits for the result; empty on failure. The failure itself is thrown by {@link #result()}. */
    Optional<T> outcome() {
        try {
            return Optional.of(result());
        } catch (CannotCapture | IOException | RuntimeException told) {
            return Optional.empty();
        }
    }
}
