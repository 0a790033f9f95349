package io.nettools.planner.queue;

import io.nettools.planner.trace.Shortage;
import io.nettools.planner.trace.Standing;
import io.nettools.planner.trace.Trace.Identity;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** A trace that waits. What it needs is known when it was looked up before. */
final class Waiter {
    /** The API server's times are whole seconds. */
    static final Comparator<Waiter> OLDEST_FIRST = Comparator.comparing((Waiter waiter) -> waiter.created)
            .thenComparing(waiter -> waiter.identity.name())
            .thenComparing(waiter -> waiter.identity.uid());

    private final Identity identity;
    private final Instant created;
    private Optional<Demand> demand = Optional.empty();
    private Map<String, Integer> byNode = Map.of();
    private boolean called;
    private Shortage lacks = new Shortage.Others();
    private Optional<Standing> said = Optional.empty();
    private Optional<Instant> saidAt = Optional.empty();

    Waiter(Identity identity, Instant created) {
        this.identity = identity;
        this.created = created;
    }

    Identity identity() {
        return identity;
    }

    String namespace() {
        return identity.namespace();
    }

    /** Places that it needs; at least one while nobody knows. */
    int wanted() {
        return demand.map(Demand::total).orElse(1);
    }

    Map<String, Integer> byNode() {
        return byNode;
    }

    void needs(Demand known) {
        demand = Optional.of(known);
        byNode = known.byNode();
    }

    /** Whether there is a place, for which it is being looked up afresh. */
    boolean called() {
        return called;
    }

    void called(boolean now) {
        called = now;
    }

    Shortage lacks() {
        return lacks;
    }

    void lacks(Shortage shortage) {
        lacks = shortage;
    }

    /** Where it stands, at this position of its namespace's queue. */
    Standing standing(int position) {
        int there = lacks instanceof Shortage.Node(var node, var allowed) ? byNode.getOrDefault(node, 1) : wanted();
        return Standing.of(namespace(), position, lacks, there);
    }

    /**
     * What is to be written of it: at first, when a look-up found another reason to wait, and else seldom and only when it changed.
     *
     * @param written whether its status says that it is queued
     * @param lookedUp whether it was just looked up
     */
    Optional<Standing> news(Standing now, boolean written, boolean lookedUp, Instant at) {
        boolean bySomebodyBefore = written && saidAt.isEmpty() && !lookedUp;
        boolean another = lookedUp && !said.map(Standing::lacks).equals(Optional.of(now.lacks()));
        boolean late =
                saidAt.filter(when -> at.isBefore(when.plus(Line.SILENCE))).isEmpty();
        if (bySomebodyBefore) {
            saidAt = Optional.of(at);
            return Optional.empty();
        }
        if (written && !another && !late) {
            return Optional.empty();
        }
        saidAt = Optional.of(at);
        boolean same = written && said.equals(Optional.of(now));
        said = Optional.of(now);
        return same ? Optional.empty() : said;
    }
}
