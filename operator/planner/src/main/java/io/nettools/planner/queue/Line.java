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
 * The traces that wait, and who of them is called when there are places.
 *
 * <p>Within a namespace the oldest comes first. The oldest ones of all namespaces come before all others, in the order in which they
 * became the oldest: so the namespaces take turns, and a turn comes for each after finitely many others. An oldest one that finds no room keeps
 * the places that it waits for: nobody behind it takes them, so that it is not passed for ever. Who needs none of these passes it: so a full
 * node holds up nobody who is not on it.
 */
final class Line {
    /** In which a queue that moves writes nothing more into the status of one that waits. */
    static final Duration SILENCE = Duration.ofMinutes(5);

    /** Traces of a namespace that may pass its oldest. It bounds what is looked at, and looked up, at a time. */
    static final int WINDOW = 100;

    private final MaxTracePods limits;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Map<String, Waiter> waiters = new HashMap<>();

    /** Called and not back yet: they take places already. */
    private final Map<String, Waiter> called = new LinkedHashMap<>();

    private long turns;

    Line(MaxTracePods limits) {
        this.limits = limits;
    }

    Optional<Waiter> find(Identity trace) {
        return Optional.ofNullable(waiters.get(trace.uid()));
    }

    /** The one with this identity, now at the latest. */
    Waiter enter(Identity trace, Instant created) {
        return waiters.computeIfAbsent(trace.uid(), uid -> {
            Waiter waiter = new Waiter(trace, created);
            lanes.computeIfAbsent(trace.namespace(), name -> new Lane(name, ++turns))
                    .add(waiter);
            return waiter;
        });
    }

    /** It waits no longer. One that was called has used its namespace's turn, also when it is refused. */
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

    /** It is back from its look-up, and is considered like the others. */
    void back(Waiter waiter) {
        called.remove(waiter.identity().uid());
        waiter.called(false);
    }

    int position(Waiter waiter) {
        return lanes.get(waiter.namespace()).position(waiter);
    }

    /**
     * Calls those for whom there are places.
     *
     * @param taken places of traces that do not wait
     * @param asking the trace for whose sake this is done, if any: it learns what it lacks
     * @return who is called now and was not before
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

    /** One look at those that wait, in their order. Each step says whether the cluster has places left. */
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

        /** One of each namespace at a time, those first that were not served for longest. */
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

        /** Whoever waits for places of the cluster lets nobody have the next one. */
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
