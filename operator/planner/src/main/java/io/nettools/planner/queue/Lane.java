package io.nettools.planner.queue;

import java.util.Optional;
import java.util.TreeSet;

/** The waiting traces of one namespace, oldest first. */
final class Lane {
    private final TreeSet<Waiter> waiting = new TreeSet<>(Waiter.OLDEST_FIRST);
    private final String namespace;
    private long turn;
    private long served;

    /** A namespace whose first trace waits from this turn on. */
    Lane(String namespace, long turn) {
        this.namespace = namespace;
        this.turn = turn;
    }

    String namespace() {
        return namespace;
    }

    /**
     * The turn since which its oldest trace is the oldest: the lowest comes first. A trace that passes the oldest does
     * not change it.
     */
    long turn() {
        return turn;
    }

    /** The last turn of any of its traces. */
    long served() {
        return served;
    }

    void add(Waiter waiter) {
        waiting.add(waiter);
    }

    /** Removes a trace, and returns whether none is left. */
    boolean lacksAfterRemoving(Waiter waiter) {
        waiting.remove(waiter);
        return waiting.isEmpty();
    }

    /** Notes that one of its traces had its turn, with whatever result. */
    void served(Waiter waiter, long now) {
        served = now;
        if (waiting.first() == waiter) {
            turn = now;
        }
    }

    Waiter oldest() {
        return waiting.first();
    }

    Optional<Waiter> oldestNotCalled() {
        return waiting.stream().filter(waiter -> !waiter.called()).findFirst();
    }

    Iterable<Waiter> inOrder() {
        return waiting;
    }

    boolean several() {
        return waiting.size() > 1;
    }

    /** Position from 1. The search starts at the newest, which is asked for most often: it has just been created. */
    int position(Waiter waiter) {
        return waiting.last() == waiter
                ? waiting.size()
                : waiting.headSet(waiter, true).size();
    }
}
