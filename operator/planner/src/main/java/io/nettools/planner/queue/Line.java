package io.nettools.planner.queue;

import io.nettools.planner.trace.Limits.MaxTracePods;
import io.nettools.planner.trace.Shortage;
import io.nettools.planner.trace.Trace.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The waiting traces, and the rule by which they are called when there are places.
 *
 * <p>Within a namespace the oldest comes first. The oldest of all namespaces come before all others, in the order in
 * which they became the oldest. So the namespaces take turns, and each has its turn after finitely many others. An
 * oldest trace without room keeps the places that it waits for: no trace behind it takes them, so it does not starve. A
 * trace that needs none of these places passes it, so a full node delays only traces on that node.
 */
final class Line {
    /** Time in which a moving queue does not write the status of a waiting trace again. */
    static final Duration SILENCE = Duration.ofMinutes(5);

    /** Number of traces of a namespace that may pass its oldest. It bounds the work, and the look-ups, of one call. */
    static final int WINDOW = 100;

    private final MaxTracePods limits;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Map<String, Waiter> waiters = new HashMap<>();

    /** Traces that are called and not back yet: they take places already. */
    private final Map<String, Waiter> called = new LinkedHashMap<>();

    private long turns;

    Line(MaxTracePods limits) {
        this.limits = limits;
    }

    Optional<Waiter> find(Identity trace) {
        return Optional.ofNullable(waiters.get(trace.uid()));
    }

    /** The waiter with this identity, added if absent. */
    Waiter enter(Identity trace, Instant created) {
        return waiters.computeIfAbsent(trace.uid(), uid -> {
            Waiter waiter = new Waiter(trace, created);
            lanes.computeIfAbsent(trace.namespace(), name -> new Lane(name, ++turns))
                    .add(waiter);
            return waiter;
        });
    }

    /** The waiting traces; one that is called does not wait. */
    Backlog backlog() {
        return new Backlog(
                waiters.size() - called.size(),
                lanes.values().stream()
                        .flatMap(lane -> lane.oldestNotCalled().stream())
                        .map(Waiter::created)
                        .min(Comparator.naturalOrder()));
    }

    /** Removes a trace from the line. One that was called has used its namespace's turn, also if it is refused. */
    void leave(Identity trace) {
        find(trace).ifPresent(waiter -> {
            Lane lane = lanes.get(waiter.namespace());
            if (waiter.called()) {
                lane.served(waiter, ++turns);
            }
            waiters.remove(trace.uid());
            called.remove(trace.uid());
            if (lane.lacksAfterRemoving(waiter)) {
                lanes.remove(waiter.namespace());
            }
        });
    }

    /** Puts a trace back after its look-up, to be considered like the others. */
    void back(Waiter waiter) {
        called.remove(waiter.identity().uid());
        waiter.called(false);
    }

    int position(Waiter waiter) {
        return lanes.get(waiter.namespace()).position(waiter);
    }

    /**
     * Calls the traces for which there are places.
     *
     * @param taken places of traces that do not wait
     * @param asking the trace that asks, if any: it learns what it lacks
     * @return traces that are newly called
     */
    List<Waiter> call(Collection<Place> taken, Optional<Waiter> asking) {
        Walk walk = new Walk(taken);
        asking.ifPresent(waiter -> waiter.lacks(
                walk.tally.isFull(waiter.namespace())
                        ? new Shortage.Namespace(waiter.namespace(), limits.perNamespace())
                        : new Shortage.Others()));
        boolean through = walk.oldest() && walk.others();
        asking.filter(waiter -> !through && waiter.lacks() instanceof Shortage.Others)
                .ifPresent(waiter -> waiter.lacks(new Shortage.Cluster(limits.inCluster())));
        walk.fresh.forEach(waiter -> called.put(waiter.identity().uid(), waiter));
        return walk.fresh;
    }

    /** One pass over the waiting traces, in order. Each step returns whether the cluster has places left. */
    private final class Walk {
        private final Tally tally;
        private final List<Waiter> fresh = new ArrayList<>();

        Walk(Collection<Place> taken) {
            tally = new Tally(limits, taken);
            called.values().forEach(tally::add);
        }

        boolean oldest() {
            if (tally.clusterIsFull()) {
                return false;
            }
            return lanes.values().stream()
                    .sorted(Comparator.comparingLong(Lane::turn))
                    .allMatch(lane -> visit(lane.oldest(), true));
        }

        /** The others: one of each namespace at a time, the namespace served least recently first. */
        boolean others() {
            List<Iterator<Waiter>> rest = new ArrayList<>(lanes.values().stream()
                    .filter(lane -> lane.several() && !tally.isFull(lane.namespace()))
                    .sorted(Comparator.comparingLong(Lane::served))
                    .map(Walk::afterTheOldest)
                    .toList());
            for (int rank = 1; rank < WINDOW && !rest.isEmpty(); rank++) {
                for (Iterator<Waiter> lane : rest) {
                    if (!visit(lane.next(), false)) {
                        return false;
                    }
                }
                rest.removeIf(lane -> !lane.hasNext());
            }
            return true;
        }

        private static Iterator<Waiter> afterTheOldest(Lane lane) {
            Iterator<Waiter> waiting = lane.inOrder().iterator();
            waiting.next();
            return waiting;
        }

        private boolean visit(Waiter waiter, boolean oldest) {
            if (tally.clusterIsFull()) {
                return false;
            }
            if (waiter.called()) {
                return true;
            }
            Optional<Shortage> lacking = tally.lacking(waiter);
            if (lacking.isEmpty()) {
                waiter.called(true);
                tally.add(waiter);
                fresh.add(waiter);
                return true;
            }
            waiter.lacks(lacking.get());
            return !oldest || keep(waiter, lacking.get());
        }

        /** Keeps places for a trace. One that waits for places of the cluster lets no other have the next one. */
        private boolean keep(Waiter waiter, Shortage lacking) {
            switch (lacking) {
                case Shortage.Namespace namespace -> tally.addToNamespace(waiter);
                case Shortage.Node node -> tally.addToNodes(waiter);
                case Shortage.Cluster cluster -> {
                    return false;
                }
                case Shortage.Others others -> throw new IllegalStateException("a tally knows nobody else");
            }
            return true;
        }
    }
}
