package io.nettools.controller.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Turns of the loop that are under way. A turn that never ends blocks its trace, and nothing else would report it. */
public final class Turns {
    private final Map<Object, Long> begun = new ConcurrentHashMap<>();
    private final Ended ended;

    public Turns(Ended ended) {
        this.ended = ended;
    }

    /** Takes how long a turn took, and whether it ended with an exception. */
    @FunctionalInterface
    public interface Ended {
        void turn(Duration took, boolean failed);
    }

    /** Runs a turn and returns its result. */
    public <T> T during(Supplier<T> turn) {
        Object key = new Object();
        long begin = System.nanoTime();
        begun.put(key, begin);
        boolean failed = true;
        try {
            T result = turn.get();
            failed = false;
            return result;
        } finally {
            begun.remove(key);
            ended.turn(Duration.ofNanos(System.nanoTime() - begin), failed);
        }
    }

    /** Time that the longest turn takes so far; zero when no turn is under way. */
    public Duration longest() {
        long now = System.nanoTime();
        return Duration.ofNanos(
                begun.values().stream().mapToLong(begin -> now - begin).max().orElse(0));
    }
}
