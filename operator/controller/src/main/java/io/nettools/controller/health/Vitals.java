package io.nettools.controller.health;

import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.nettools.controller.client.ApiTraffic;
import io.nettools.controller.health.Signs.Watch;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Takes the {@link Signs} of the running operator. It never waits: the kubelet asks also while everything else is
 * stuck.
 */
public final class Vitals {
    private final ApiTraffic traffic;
    private final Turns turns;
    private final AtomicReference<Optional<Supplier<List<Followed>>>> informers =
            new AtomicReference<>(Optional.empty());
    private final Map<String, Long> lastWatching = new ConcurrentHashMap<>();

    public Vitals(ApiTraffic traffic, Turns turns) {
        this.traffic = traffic;
        this.turns = turns;
    }

    /** An informer.
     *
     * @param path of its collection
     */
    public record Followed(String name, String path, InformerHealthIndicator state) {}

    /** Follows these informers from now on: the caches are filled, and the informers keep them up to date. */
    public void follow(Supplier<List<Followed>> running) {
        running.get().forEach(informer -> {
            lastWatching.put(informer.name(), System.nanoTime());
            traffic.expect(informer.path());
        });
        informers.set(Optional.of(running));
    }

    public Signs signs() {
        Optional<Supplier<List<Followed>>> followed = informers.get();
        List<Watch> watches = followed.map(Supplier::get).orElse(List.of()).stream()
                .map(this::watch)
                .toList();
        boolean deadlock = ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null;
        return new Signs(followed.isPresent(), watches, turns.longest(), deadlock);
    }

    private Watch watch(Followed informer) {
        InformerHealthIndicator state = informer.state();
        return new Watch(
                informer.name(),
                state.hasSynced(),
                !state.isRunning(),
                sinceHeard(informer),
                traffic.sinceRequested(informer.path()));
    }

    /**
     * Time since the informer's watch received a byte. For a watch that is up it is that of the quietest connection,
     * because it is not known which connection is its own.
     */
    private Duration sinceHeard(Followed informer) {
        long now = System.nanoTime();
        if (informer.state().isWatching()) {
            lastWatching.put(informer.name(), now);
            return traffic.quietest();
        }
        return Duration.ofNanos(now - lastWatching.get(informer.name()));
    }
}
