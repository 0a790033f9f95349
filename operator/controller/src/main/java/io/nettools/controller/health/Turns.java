package io.nettools.controller.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Turns of the loop that are under way. One that never ends holds its trace, and nothing else would say so. */
public final class Turns {
    private final Map<Object, Long> begun = new ConcurrentHashMap<>();

    /** What a turn comes to. */
    public <T> T during(Supplier<T> turn) {
        Object key = new Object();
        begun.put(key, System.nanoTime());
        try {
            return turn.get();
        } finally {
            begun.remove(key);
        }
    }

    /** How long the longest of them takes so far; zero when there is none. */
    public Duration longest() {
        long now = System.nanoTime();
        return Duration.ofNanos(
                begun.values().stream().mapToLong(begin -> now - begin).max().orElse(0));
    }
}
