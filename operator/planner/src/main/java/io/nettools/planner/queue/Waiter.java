package io.nettools.planner.queue;

import io.nettools.planner.trace.Shortage;
import io.nettools.planner.trace.Standing;
import io.nettools.planner.trace.Trace.Identity;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** A trace that waits. Its demand is known once it was looked up. */
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

    Instant created() {
        return created;
    }

    String namespace() {
        return identity.namespace();
    }

    /** Number of places that it needs; one while that is unknown. */
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

    /** Whether it is called: there is a place, and it is being looked up again. */
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

    /** Its standing, at this position of its namespace's queue. */
    Standing standing(int position) {
        int there = lacks instanceof Shortage.Node(var node, var allowed) ? byNode.getOrDefault(node, 1) : wanted();
        return Standing.of(namespace(), position, lacks, there);
    }

    /**
     * The standing to write: the first one, one with a new reason after a look-up, otherwise a changed one after a long
     * time.
     *
     * @param written whether its status is Queued already
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
